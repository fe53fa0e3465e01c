//! What became of a notification on its way to a person.

use birqadam_core::{ChannelName, DeliveryId, NotificationId, UserId, named};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

named! {
    /// Where a delivery stands.
    DeliveryState {
        /// Waits for its turn, or for the next attempt.
        Queued = "queued",
        /// Waits for the end of the person's quiet hours.
        Held = "held",
        /// Waits for the person's next digest.
        Collected = "collected",
        /// Went into a digest.
        Digested = "digested",
        /// Is with the other side right now.
        Sending = "sending",
        Sent = "sent",
        /// No mail server is configured: the mail stays here to be read.
        Kept = "kept",
        /// Given up.
        Failed = "failed",
        /// Was not to be sent.
        Suppressed = "suppressed",
    }
}

named! {
    /// Why a delivery was not to be sent.
    Suppressed {
        /// The person turned this type off for this channel.
        TurnedOff = "turned_off",
        /// The address is not confirmed.
        Unconfirmed = "unconfirmed",
        /// The account is blocked.
        Blocked = "blocked",
        /// Nothing of it is left to send.
        Gone = "gone",
    }
}

/// A line of the list of deliveries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Delivery {
    pub id: DeliveryId,
    pub notification_id: Option<NotificationId>,
    pub user_id: Option<UserId>,
    /// Who it is for.
    pub name: String,
    pub channel: ChannelName,
    /// The type of the notice, or `confirm_email`, `reset_password`, `digest`.
    pub kind: String,
    pub state: DeliveryState,
    pub reason: Option<Suppressed>,
    pub attempts: i32,
    /// When it is tried next.
    pub due_at: Option<DateTime<Utc>>,
    pub last_error: Option<String>,
    pub to_address: Option<String>,
    pub subject: Option<String>,
    pub created_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
}

impl Delivery {
    /// Whether an administrator may send it again.
    pub fn can_retry(&self) -> bool {
        matches!(self.state, DeliveryState::Failed | DeliveryState::Queued | DeliveryState::Kept)
            && self.channel == ChannelName::Email
    }
}

/// A delivery with what it says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DeliveryDetail {
    #[serde(flatten)]
    pub delivery: Delivery,
    /// Empty when it is not to be read by others: a link in it opens an account.
    pub body_text: String,
    pub body_html: String,
    /// What the other side knows it by.
    pub provider_id: Option<String>,
    /// The digest that carries it.
    pub digest_id: Option<DeliveryId>,
    pub updated_at: DateTime<Utc>,
}

/// Which deliveries are wanted; several values of one filter are separated by commas.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default)]
pub struct DeliveryFilter {
    /// `queued`, `held`, `collected`, `digested`, `sending`, `sent`, `kept`, `failed`, `suppressed`.
    pub state: String,
    /// `in_app`, `email`.
    pub channel: String,
    /// A type of notice, or `confirm_email`, `reset_password`, `digest`.
    pub kind: String,
    /// The person's id.
    pub user_id: String,
}

/// Kinds of deliveries that are no notices.
pub const MAIL_KINDS: [&str; 4] = ["confirm_email", "reset_password", "digest", "mail"];
