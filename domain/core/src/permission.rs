//! The catalogue of permissions. A role is a set of these, kept as data; an operation names
//! the one it needs.

use serde::{Deserialize, Serialize};

macro_rules! permissions {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// One thing an account may be allowed to do. "Own" permissions are checked against
        /// ownership in the same query that reads the record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
        pub enum Permission {
            $($(#[$doc])* #[serde(rename = $name)] $variant),+
        }

        impl Permission {
            pub const ALL: &'static [Permission] = &[$(Permission::$variant),+];

            /// The name under which it is stored and shown to programs.
            pub fn as_str(self) -> &'static str {
                match self { $(Permission::$variant => $name),+ }
            }

            pub fn parse(name: &str) -> Option<Permission> {
                match name { $($name => Some(Permission::$variant),)+ _ => None }
            }
        }
    };
}

permissions! {
    /// Join and leave tasks.
    TasksJoin = "tasks.join",
    /// Send photo reports for one's own assignments.
    ReportsCreate = "reports.create",
    /// Create projects and edit, submit, complete one's own.
    ProjectsManageOwn = "projects.manage_own",
    /// See the participants of one's own projects.
    ParticipantsViewOwn = "participants.view_own",
    /// Approve, return and reject reports of one's own projects.
    ReportsReviewOwn = "reports.review_own",
    /// Approve, return and reject anyone's projects.
    ProjectsModerate = "projects.moderate",
    /// Approve and reject applications for accounts, with their documents.
    UsersReview = "users.review",
    /// Block and unblock accounts.
    UsersBlock = "users.block",
    /// See the list of all users.
    UsersView = "users.view",
    /// Create roles, grant and revoke them.
    RolesManage = "roles.manage",
    /// Read the action log.
    AuditView = "audit.view",
    /// Change settings of the platform, see outgoing mail and jobs.
    SettingsManage = "settings.manage",
    /// Browse projects as a sponsor.
    SponsorshipsCreate = "sponsorships.create",
    /// Offer resources as a partner.
    ResourcesManageOwn = "resources.manage_own",
}
