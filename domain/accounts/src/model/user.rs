//! An account as its owner, the moderators and the public see it.

use birqadam_core::{Approval, DocumentId, Locale, Permission, UserId, named, review::ChangedField};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The roles a person can register with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PublicRole {
    Volunteer,
    Organizer,
    Moderator,
    Sponsor,
    Partner,
}

impl PublicRole {
    /// Whether one can register with it now.
    pub fn is_open(self, settings: &birqadam_core::Settings) -> bool {
        match self {
            Self::Volunteer => settings.register_volunteer,
            Self::Organizer => settings.register_organizer,
            Self::Moderator => settings.register_moderator,
            Self::Sponsor => settings.register_sponsor,
            Self::Partner => settings.register_partner,
        }
    }

    pub const ALL: [PublicRole; 5] = [Self::Volunteer, Self::Organizer, Self::Sponsor, Self::Partner, Self::Moderator];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Volunteer => "volunteer",
            Self::Organizer => "organizer",
            Self::Moderator => "moderator",
            Self::Sponsor => "sponsor",
            Self::Partner => "partner",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.as_str() == name)
    }

    /// Volunteers are active at once; everybody else waits for a moderator.
    pub fn needs_approval(self) -> bool {
        !matches!(self, Self::Volunteer)
    }

    /// Whether the account speaks for an organisation, whose name is then required.
    pub fn needs_organization(self) -> bool {
        matches!(self, Self::Organizer | Self::Sponsor | Self::Partner)
    }
}

named! {
    /// Where an account stands, in one word for lists and chips.
    AccountStatus { Active = "active", Pending = "pending", Rejected = "rejected", Blocked = "blocked" }
}

impl AccountStatus {
    pub fn of(is_approved: Option<bool>, blocked: bool) -> Self {
        match (blocked, Approval::from_column(is_approved)) {
            (true, _) => Self::Blocked,
            (_, Approval::Approved) => Self::Active,
            (_, Approval::Pending) => Self::Pending,
            (_, Approval::Rejected) => Self::Rejected,
        }
    }
}

/// The signed-in person: `user` of `/api/register`, `/api/login`, `/api/me`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Me {
    pub id: UserId,
    pub email: String,
    pub name: String,
    pub phone: Option<String>,
    /// The role asked for at registration.
    pub role: String,
    /// All roles held.
    pub roles: Vec<String>,
    pub permissions: Vec<Permission>,
    /// false waiting, true approved, null rejected.
    pub is_approved: Option<bool>,
    pub rejection_reason: Option<String>,
    pub organization_name: Option<String>,
    pub about: String,
    pub profile_photo: Option<String>,
    pub rating: Option<f64>,
    pub email_confirmed: bool,
    pub locale: Locale,
    pub version: i64,
    pub created_at: DateTime<Utc>,
}

impl Me {
    pub fn approval(&self) -> Approval {
        Approval::from_column(self.is_approved)
    }

    pub fn can(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }
}

/// A document uploaded with an application.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Document {
    pub id: DocumentId,
    pub file_name: String,
    pub content_type: String,
    pub size_bytes: i64,
    /// Private; opens for the owner and for who may review accounts.
    pub url: String,
    pub created_at: DateTime<Utc>,
}

/// An item of the moderators' queue: `GET /api/admin/pending-users`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PendingUser {
    pub id: UserId,
    pub name: String,
    pub role: String,
    pub org_name: Option<String>,
    pub email: String,
    pub documents: Vec<Document>,
    pub created_at: DateTime<Utc>,
    /// Since when it waits.
    pub submitted_at: DateTime<Utc>,
}

/// `GET /api/admin/user-details/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct UserDetails {
    pub user: UserRow,
    pub organization_details: OrganizationDetails,
    pub contact_info: ContactInfo,
    pub roles: Vec<String>,
    pub rejection_reason: Option<String>,
    pub blocked_reason: Option<String>,
    /// What the applicant corrected since the last rejection.
    pub changes: Vec<ChangedField>,
    pub version: i64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct OrganizationDetails {
    pub org_name: Option<String>,
    pub about: String,
    pub documents: Vec<Document>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ContactInfo {
    pub email: String,
    pub email_confirmed: bool,
    pub phone: Option<String>,
}

/// A line of the list of users.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct UserRow {
    pub id: UserId,
    pub name: String,
    pub email: String,
    pub role: String,
    pub org_name: Option<String>,
    pub status: AccountStatus,
    pub rating: Option<f64>,
    pub submitted_at: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
}

/// Filters of the list of users, as in the URL. Several values of one filter are alternatives.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default)]
pub struct UserFilter {
    /// Role names, comma-separated.
    pub role: String,
    /// [`AccountStatus`] names, comma-separated.
    pub status: String,
    /// Part of the name, organisation or address.
    pub q: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_outweighs_every_decision() {
        let table = [
            (Some(true), false, AccountStatus::Active),
            (Some(false), false, AccountStatus::Pending),
            (None, false, AccountStatus::Rejected),
            (Some(true), true, AccountStatus::Blocked),
            (Some(false), true, AccountStatus::Blocked),
            (None, true, AccountStatus::Blocked),
        ];
        for (is_approved, blocked, expected) in table {
            assert_eq!(AccountStatus::of(is_approved, blocked), expected, "{is_approved:?} {blocked}");
        }
    }

    #[test]
    fn names_are_read_back() {
        for role in PublicRole::ALL {
            assert_eq!(PublicRole::parse(role.as_str()), Some(role));
        }
        for status in AccountStatus::ALL.iter().copied() {
            assert_eq!(AccountStatus::parse(status.as_str()), Some(status));
        }
        assert_eq!(PublicRole::parse("admin"), None, "nobody registers as an admin");
    }
}
