//! The port to the ways of reaching a person. `server` connects the inbox and e-mail.

use async_trait::async_trait;
use birqadam_core::{ChannelName, DeliveryId, Locale, NotificationId, UserId, notice::Mail};

/// One delivery, claimed: nobody else sends it meanwhile.
#[derive(Clone, Debug)]
pub struct Parcel {
    pub id: DeliveryId,
    pub user: UserId,
    pub notification: Option<NotificationId>,
    pub name: String,
    pub address: String,
    pub locale: Locale,
    pub content: Mail,
    /// An administrator's words in place of ours: subject and body.
    pub template: Option<(String, String)>,
    /// Where one click ends such mails; none for those about the account itself.
    pub unsubscribe: Option<String>,
    /// Where the person chooses what to get.
    pub preferences: String,
}

/// How it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The other side took it over.
    Sent { provider_id: Option<String> },
    /// There is no other side; it stays with us to be read.
    Kept,
    /// Not now: try again later.
    Later { error: String },
    /// Never.
    Refused { error: String },
}

/// What was sent, for those who look after the platform.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// A way to reach a person. Errors are words for an operator and never hold what is told.
#[async_trait]
pub trait Channel: Send + Sync {
    fn name(&self) -> ChannelName;
    /// Brings the parcel to its reader, or says why not. Called at least once per delivery; a
    /// repeat carries the same id.
    async fn send(&self, parcel: &Parcel) -> (Outcome, Option<Content>);
}
