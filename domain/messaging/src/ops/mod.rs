//! What can be done with notifications and deliveries.

pub mod account_mail;
mod deliver;
pub mod deliveries;
pub mod delivery_list;
pub mod digest;
pub mod dispatch;
pub mod inbox;
pub mod live;
mod person;
pub mod preferences;
mod sweep;
pub mod templates;
pub mod unsubscribe;

pub use sweep::{clean_up, sweep};

use birqadam_core::ssr::jobs::Job;
use birqadam_core::{Actor, ActorKind, Code, DeliveryId, Error, Result, UserId};
use serde::{Deserialize, Serialize};

/// The job `deliver`: one attempt at one delivery.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Deliver {
    pub delivery: DeliveryId,
}

impl Job for Deliver {
    const TASK: &'static str = "deliver";
}

impl Deliver {
    /// Of jobs for one delivery only one waits at a time.
    fn key(&self) -> String {
        format!("deliver-{}", self.delivery)
    }
}

/// The job `digest`: what was collected for one person goes out as one mail.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SendDigest {
    pub user: UserId,
}

impl Job for SendDigest {
    const TASK: &'static str = "digest";
}

impl SendDigest {
    fn key(&self) -> String {
        format!("digest-{}", self.user)
    }
}

/// What only jobs do.
fn require_system(actor: &Actor) -> Result<()> {
    match actor.kind {
        ActorKind::System { .. } => Ok(()),
        _ => Err(Error::Forbidden(Code::NotAllowed)),
    }
}
