//! What people show of themselves.

use birqadam_core::UserId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Changes to one's own profile.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct UpdateProfile {
    pub name: String,
    pub phone: String,
    pub about: String,
    /// `ru`, `kk` or `en`.
    pub locale: String,
    /// The version that was edited; an older one than stored is a conflict.
    pub version: i64,
}

/// The public face of an account, for example of an organizer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PublicProfile {
    pub id: UserId,
    /// The organisation's name where there is one, else the person's.
    pub display_name: String,
    pub role: String,
    pub about: String,
    pub profile_photo: Option<String>,
    pub rating: Option<f64>,
    pub rating_count: i32,
    pub created_at: DateTime<Utc>,
}
