//! Types shared with the browser and the API.

use birqadam_core::{EmailId, NotificationId, notice::Notice};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// An entry of a person's inbox.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Notification {
    pub id: NotificationId,
    pub notice: Notice,
    pub read_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

/// A mail in the outbox, for the admin console.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Email {
    pub id: EmailId,
    pub to_address: String,
    pub subject: String,
    pub body_text: String,
    /// `queued`, `sent`, `failed`, or `kept` when no SMTP server is configured.
    pub status: String,
    pub last_error: Option<String>,
    pub created_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
}
