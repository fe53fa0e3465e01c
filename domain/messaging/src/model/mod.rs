//! Types shared with the browser and the API.

mod delivery;
mod delivery_list;
mod preferences;
mod template;

use birqadam_core::{NotificationId, notice::Notice};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use delivery::*;
pub use delivery_list::DELIVERIES;
pub use preferences::*;
pub use template::*;

/// An entry of a person's inbox.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Notification {
    pub id: NotificationId,
    pub notice: Notice,
    /// An administrator's words in place of ours, with `{name}` for what the notice tells.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub template: Option<String>,
    pub read_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

/// Which entries of the inbox are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default)]
pub struct InboxFilter {
    /// Only what has not been read.
    pub unread: bool,
    /// Only what came after this entry: for a client that was away.
    pub since: Option<i64>,
}

/// What a link in a mail would end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsubscribable {
    /// The type of notice; `None` is the digest.
    pub kind: Option<birqadam_core::NoticeKind>,
    /// Whether such mails come now.
    pub is_on: bool,
}
