//! Settings and feature flags as the console shows and sends them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Flag, Setting, flags::FlagRule, settings::Group};

/// A setting with its value now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SettingState {
    pub name: Setting,
    /// In the action log; none as long as it was never stored.
    pub id: Option<i64>,
    pub group: Group,
    pub value: Value,
    pub default: Value,
    /// Least and most, of a number.
    pub min: Option<i64>,
    pub max: Option<i64>,
    /// 0 as long as nobody changed it.
    pub version: i64,
    pub changed_at: Option<DateTime<Utc>>,
    pub changed_by: Option<String>,
}

/// A new value. `version` is the one that was seen; without it the value is set whatever
/// happened meanwhile.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ChangeSetting {
    pub name: String,
    pub value: Value,
    pub version: Option<i64>,
}

/// A value that a setting had, and who gave it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SettingChange {
    /// Of the entry in the action log.
    pub id: i64,
    pub at: DateTime<Utc>,
    pub by: String,
    pub old: Value,
    pub new: Value,
}

/// A flag with its rule now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FlagInfo {
    pub name: Flag,
    /// In the action log; none as long as it was never stored.
    pub id: Option<i64>,
    #[serde(flatten)]
    pub rule: FlagRule,
    /// 0 as long as nobody changed it.
    pub version: i64,
    pub changed_at: Option<DateTime<Utc>>,
    /// With an account in use, for whom it is on.
    pub people: i64,
    /// All accounts in use.
    pub of: i64,
}

/// A new rule. `version` is the one that was seen.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ChangeFlag {
    pub name: String,
    #[serde(flatten)]
    pub rule: FlagRule,
    pub version: Option<i64>,
}

/// A rule that a flag had, and who made it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FlagChange {
    pub id: i64,
    pub at: DateTime<Utc>,
    pub by: String,
    pub old: Option<FlagRule>,
    pub new: Option<FlagRule>,
}
