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
use birqadam_core::{Actor, ActorKind, ChannelName, Code, DeliveryId, Error, Result, UserId};
use serde::{Deserialize, Serialize};

/// The job `deliver`: one attempt at one delivery.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Deliver {
    pub delivery: DeliveryId,
    pub channel: ChannelName,
}

/// Mails sent at once by all workers together: half of what one worker can do, so that a mail
/// server that hangs never holds up the rest.
const MAIL_QUEUES: i64 = 2;

impl Job for Deliver {
    const TASK: &'static str = "deliver";

    fn queue(&self) -> Option<String> {
        (self.channel == ChannelName::Email).then(|| format!("email-{}", self.delivery.0 % MAIL_QUEUES))
    }
}

impl Deliver {
    /// Of jobs for one delivery only one waits at a time.
    fn key(&self) -> String {
        format!("deliver-{}", self.delivery)
    }

    fn mail(delivery: DeliveryId) -> Self {
        Deliver { delivery, channel: ChannelName::Email }
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
