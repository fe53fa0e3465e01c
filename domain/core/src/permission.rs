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
    /// Answer appeals against decisions on reports, and decide on those left waiting for days.
    ReportsModerate = "reports.moderate",
    /// Write the ready reasons that reviewers choose from.
    ReviewTemplates = "review.templates",
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
    /// Change settings of the platform, see outgoing mail.
    SettingsManage = "settings.manage",
    /// Decide for whom a feature is on.
    FlagsManage = "flags.manage",
    /// See, retry and cancel jobs.
    JobsManage = "jobs.manage",
    /// See how the services behind the platform are.
    HealthView = "health.view",
    /// See what is stored, remove files that belong to nothing.
    StorageManage = "storage.manage",
    /// Make tags and put them on people.
    UsersTag = "users.tag",
    /// Confirm who people are by their photo.
    UsersVerify = "users.verify",
    /// Revoke the passports of volunteers.
    PassportsRevoke = "passports.revoke",
    /// See the figures of the whole platform.
    AnalyticsView = "analytics.view",
    /// Share views of lists with everyone who sees the list.
    ViewsShare = "views.share",
    /// Give money to projects, follow them, read how one's own money was spent.
    SponsorshipsCreate = "sponsorships.create",
    /// Keep budget, expenses, gifts and impact of one's own projects.
    MoneyManageOwn = "money.manage_own",
    /// Approve, return and reject expenses that need a second person, take back approved ones.
    ExpensesApprove = "expenses.approve",
    /// Approve an expense above what its project has.
    ExpensesOverspend = "expenses.overspend",
    /// See all payments and what providers told, send money back, settle what is stuck.
    PaymentsManage = "payments.manage",
    /// Read the ledger: every transaction and account.
    LedgerView = "ledger.view",
    /// Offer resources as a partner, answer requests for them.
    ResourcesManageOwn = "resources.manage_own",
    /// Ask partners for resources for one's own projects.
    ResourcesRequest = "resources.request",
}

/// Where a permission belongs, for catalogues that people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PermissionGroup {
    Volunteering,
    Organizing,
    Moderation,
    People,
    Funding,
    Platform,
}

impl PermissionGroup {
    pub const ALL: [PermissionGroup; 6] =
        [Self::Volunteering, Self::Organizing, Self::Moderation, Self::People, Self::Funding, Self::Platform];

    /// The permissions of the group, in the order of the catalogue.
    pub fn permissions(self) -> impl Iterator<Item = Permission> {
        Permission::ALL.iter().copied().filter(move |permission| permission.group() == self)
    }
}

impl Permission {
    /// By the noun its name begins with; what is not known better belongs to the platform.
    pub fn group(self) -> PermissionGroup {
        match self.as_str().split_once('.').unwrap_or_default() {
            ("tasks", _) | ("reports", "create") => PermissionGroup::Volunteering,
            (_, "moderate" | "review" | "verify") | ("review", _) => PermissionGroup::Moderation,
            ("projects" | "participants" | "reports", _) => PermissionGroup::Organizing,
            ("users" | "roles" | "passports", _) => PermissionGroup::People,
            ("sponsorships" | "money" | "expenses" | "payments" | "ledger" | "resources", _) => {
                PermissionGroup::Funding
            }
            _ => PermissionGroup::Platform,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_permission_stands_in_one_group() {
        let listed: usize = PermissionGroup::ALL.iter().map(|group| group.permissions().count()).sum();
        assert_eq!(listed, Permission::ALL.len());
    }

    #[test]
    fn names_are_read_back() {
        for permission in Permission::ALL {
            assert_eq!(Permission::parse(permission.as_str()), Some(*permission));
        }
    }
}
