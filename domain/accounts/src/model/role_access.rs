//! Who can do this, and what can this person do: permissions with the roles that give them.

use birqadam_core::{Localized, Page, Permission, RoleId, UserId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::AccountStatus;

/// A role through which somebody may do something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Way {
    pub role: RoleId,
    pub role_name: String,
    pub role_label: Localized,
    /// Since when the person holds the role.
    pub since: DateTime<Utc>,
    /// Who gave it; nobody when it came with the registration.
    pub granted_by: Option<UserId>,
    pub granted_by_name: Option<String>,
}

/// A person who may do it now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PermissionHolder {
    pub id: UserId,
    pub name: String,
    pub org_name: Option<String>,
    pub ways: Vec<Way>,
}

/// `GET /api/admin/permissions/{name}`: everyone who may.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct WhoCan {
    pub permission: Permission,
    /// How many active accounts may do it.
    pub count: i64,
    /// How many would, were their account not waiting, declined or blocked.
    pub held_back: i64,
    pub holders: Page<PermissionHolder>,
}

/// A line of the catalogue of permissions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PermissionCount {
    pub permission: Permission,
    /// Roles that give it.
    pub roles: i64,
    /// Active accounts that may.
    pub people: i64,
}

/// `GET /api/admin/users/{id}/access`: every permission there is, and how the person comes to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PersonAccess {
    pub id: UserId,
    pub name: String,
    /// Nothing is allowed unless the account is active.
    pub status: AccountStatus,
    pub permissions: Vec<PersonPermission>,
}

/// One permission of one person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PersonPermission {
    pub permission: Permission,
    /// Whether the person may do it now: some role gives it and the account is active.
    pub allowed: bool,
    pub ways: Vec<Way>,
}
