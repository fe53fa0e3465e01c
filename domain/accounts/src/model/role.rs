//! Roles: named sets of permissions, kept as data.

use birqadam_core::{Localized, Permission, RoleId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Role {
    pub id: RoleId,
    pub name: String,
    pub label: Localized,
    pub is_system: bool,
    pub permissions: Vec<Permission>,
    /// How many people hold it.
    pub holders: i64,
}

/// A new role, or the new permissions of one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoleInput {
    /// `snake_case`, 2 to 50 characters; only for a new role.
    pub name: String,
    pub label_ru: String,
    pub label_kk: String,
    pub label_en: String,
    /// Permission names.
    pub permissions: Vec<String>,
}
