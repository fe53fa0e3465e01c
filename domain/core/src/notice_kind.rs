//! The types of notices: their groups, what goes where unless the person says otherwise, and the
//! names that texts about them may use.

use serde::{Deserialize, Serialize};

use crate::{Permission, notice::Notice};

/// A way to reach a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChannelName {
    /// The inbox inside the application.
    InApp,
    Email,
}

impl ChannelName {
    pub const ALL: [ChannelName; 2] = [ChannelName::InApp, ChannelName::Email];

    /// The name in the database and for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            ChannelName::InApp => "in_app",
            ChannelName::Email => "email",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        ChannelName::ALL.into_iter().find(|channel| channel.as_str() == name)
    }
}

/// What types of notices have in common for their reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoticeGroup {
    /// One's own account.
    Account,
    /// What one does as a volunteer.
    Volunteering,
    /// What happens in one's projects.
    Projects,
    /// What waits for a moderator.
    Review,
    /// Money and what partners lend.
    Funding,
    /// What an operator of the platform should know.
    Operation,
}

impl NoticeGroup {
    pub const ALL: [NoticeGroup; 6] = [
        NoticeGroup::Account,
        NoticeGroup::Volunteering,
        NoticeGroup::Projects,
        NoticeGroup::Review,
        NoticeGroup::Funding,
        NoticeGroup::Operation,
    ];
}

macro_rules! kinds {
    ($($variant:ident = $name:literal, $group:ident, [$($value:literal),*];)+) => {
        /// The type of a [`Notice`], without what it tells.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum NoticeKind { $($variant),+ }

        impl NoticeKind {
            pub const ALL: &'static [NoticeKind] = &[$(NoticeKind::$variant),+];

            /// The name in the database and for programs; the tag of the notice's JSON.
            pub const fn as_str(self) -> &'static str {
                match self { $(NoticeKind::$variant => $name),+ }
            }

            pub fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(NoticeKind::$variant),)+ _ => None }
            }

            pub fn group(self) -> NoticeGroup {
                match self { $(NoticeKind::$variant => NoticeGroup::$group),+ }
            }

            /// The names that may stand in braces in texts about this type.
            pub fn placeholders(self) -> &'static [&'static str] {
                match self { $(NoticeKind::$variant => &[$($value),*]),+ }
            }
        }

        impl Notice {
            pub fn kind(&self) -> NoticeKind {
                match self { $(Notice::$variant { .. } => NoticeKind::$variant),+ }
            }
        }
    };
}

kinds! {
    AccountApproved = "account_approved", Account, [];
    AccountRejected = "account_rejected", Account, ["reason"];
    AccountReturned = "account_returned", Account, ["message"];
    VerificationConfirmed = "verification_confirmed", Account, [];
    VerificationRejected = "verification_rejected", Account, ["reason"];
    PassportRevoked = "passport_revoked", Account, ["reason"];
    Test = "test", Account, [];
    ExportReady = "export_ready", Account, ["list", "rows"];
    ExportFailed = "export_failed", Account, ["list"];
    ScheduledReport = "scheduled_report", Account, ["title"];
    ScheduleEnded = "schedule_ended", Account, ["list"];
    BatchFinished = "batch_finished", Account, ["action", "done", "failed"];
    PlaceFreed = "place_freed", Volunteering, ["task"];
    ReportApproved = "report_approved", Volunteering, ["task", "rating", "points"];
    ReportReturned = "report_returned", Volunteering, ["task", "reason"];
    ReportRejected = "report_rejected", Volunteering, ["task", "reason"];
    AchievementUnlocked = "achievement_unlocked", Volunteering, ["title"];
    ProjectApproved = "project_approved", Projects, ["title"];
    ProjectReturned = "project_returned", Projects, ["title", "message"];
    ProjectRejected = "project_rejected", Projects, ["title", "reason"];
    TaskJoined = "task_joined", Projects, ["volunteer", "task"];
    ReportSubmitted = "report_submitted", Projects, ["volunteer", "task"];
    ApplicationReceived = "application_received", Review, ["name", "role"];
    ProjectSubmitted = "project_submitted", Review, ["title"];
    VerificationReceived = "verification_received", Review, ["name"];
    ExpenseSubmitted = "expense_submitted", Review, ["amount", "title"];
    AppealReceived = "appeal_received", Review, ["title"];
    DecisionNotApplied = "decision_not_applied", Review, ["title"];
    AppealDecided = "appeal_decided", Account, ["title", "answer"];
    SponsorshipReceived = "sponsorship_received", Funding, ["sponsor", "amount", "title"];
    SponsorshipReturned = "sponsorship_returned", Funding, ["amount", "title", "reason"];
    SponsorshipThanks = "sponsorship_thanks", Funding, ["amount", "title"];
    PaymentFailed = "payment_failed", Funding, ["amount", "title"];
    RefundDone = "refund_done", Funding, ["amount", "title", "reason"];
    PledgeDue = "pledge_due", Funding, ["amount", "title"];
    ResourceRequested = "resource_requested", Funding, ["resource", "project", "organizer"];
    ResourceRequestApproved = "resource_request_approved", Funding, ["resource", "project"];
    ResourceRequestRejected = "resource_request_rejected", Funding, ["resource", "reason"];
    ResourceRequestCountered = "resource_request_countered", Funding, ["resource", "dates"];
    ResourceOfferAccepted = "resource_offer_accepted", Funding, ["resource", "organizer"];
    ResourceRequestWithdrawn = "resource_request_withdrawn", Funding, ["resource", "organizer"];
    ResourceThanked = "resource_thanked", Funding, ["resource", "organizer", "thanks"];
    ExpenseApproved = "expense_approved", Funding, ["amount", "title"];
    ExpenseReturned = "expense_returned", Funding, ["amount", "title", "message"];
    ExpenseRejected = "expense_rejected", Funding, ["amount", "title", "reason"];
    ExpenseReversed = "expense_reversed", Funding, ["amount", "title", "reason"];
    ExpensePublished = "expense_published", Funding, ["amount", "title", "category"];
    LedgerDiffers = "ledger_differs", Operation, ["accounts", "transactions", "sponsorships"];
    DeliveryFailed = "delivery_failed", Operation, ["error"];
    ServiceDown = "service_down", Operation, ["service", "error"];
    ServiceBack = "service_back", Operation, ["service"];
}

impl NoticeKind {
    /// Whether the channel carries it unless the person says otherwise. The inbox has everything;
    /// decisions a person waits for, possibly for days, go out by mail too. More would only teach
    /// people to ignore us.
    pub fn is_on_by_default(self, channel: ChannelName) -> bool {
        channel == ChannelName::InApp
            || matches!(
                self,
                NoticeKind::AccountApproved
                    | NoticeKind::AccountRejected
                    | NoticeKind::AccountReturned
                    | NoticeKind::VerificationRejected
                    | NoticeKind::PassportRevoked
                    | NoticeKind::PlaceFreed
                    | NoticeKind::ProjectApproved
                    | NoticeKind::ProjectReturned
                    | NoticeKind::ProjectRejected
                    | NoticeKind::ReportReturned
                    | NoticeKind::ReportRejected
                    | NoticeKind::AppealDecided
                    | NoticeKind::ScheduledReport
                    | NoticeKind::SponsorshipThanks
                    | NoticeKind::PaymentFailed
                    | NoticeKind::RefundDone
                    | NoticeKind::PledgeDue
                    | NoticeKind::ResourceRequested
                    | NoticeKind::ResourceRequestApproved
                    | NoticeKind::ResourceRequestRejected
                    | NoticeKind::ResourceRequestCountered
                    | NoticeKind::ExpenseReturned
                    | NoticeKind::ExpenseRejected
                    | NoticeKind::LedgerDiffers
                    | NoticeKind::Test
            )
    }

    /// Loses its use by waiting for a digest.
    pub fn is_urgent(self) -> bool {
        matches!(
            self,
            NoticeKind::AccountApproved
                | NoticeKind::AccountRejected
                | NoticeKind::AccountReturned
                | NoticeKind::PlaceFreed
        )
    }

    /// Goes out at once by every channel: the person asks for it right now.
    pub fn ignores_preferences(self) -> bool {
        self == NoticeKind::Test
    }

    /// Who gets it at all; `None` is everyone.
    pub fn concerns(self) -> Option<Permission> {
        match (self.group(), self) {
            (NoticeGroup::Account, _) => None,
            (NoticeGroup::Volunteering, _) => Some(Permission::TasksJoin),
            (NoticeGroup::Projects, _) => Some(Permission::ProjectsManageOwn),
            (NoticeGroup::Review, NoticeKind::ApplicationReceived) => Some(Permission::UsersReview),
            (NoticeGroup::Review, NoticeKind::VerificationReceived) => Some(Permission::UsersVerify),
            (NoticeGroup::Review, NoticeKind::ExpenseSubmitted) => Some(Permission::ExpensesApprove),
            (NoticeGroup::Review, _) => Some(Permission::ProjectsModerate),
            (
                NoticeGroup::Funding,
                NoticeKind::SponsorshipThanks
                | NoticeKind::PaymentFailed
                | NoticeKind::RefundDone
                | NoticeKind::ExpensePublished
                | NoticeKind::PledgeDue,
            ) => Some(Permission::SponsorshipsCreate),
            (
                NoticeGroup::Funding,
                NoticeKind::ResourceRequested
                | NoticeKind::ResourceOfferAccepted
                | NoticeKind::ResourceRequestWithdrawn
                | NoticeKind::ResourceThanked,
            ) => Some(Permission::ResourcesManageOwn),
            (NoticeGroup::Funding, _) => Some(Permission::ProjectsManageOwn),
            (NoticeGroup::Operation, NoticeKind::ServiceDown | NoticeKind::ServiceBack) => Some(Permission::HealthView),
            (NoticeGroup::Operation, NoticeKind::LedgerDiffers) => Some(Permission::LedgerView),
            (NoticeGroup::Operation, _) => Some(Permission::SettingsManage),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_the_tag_of_its_notices() {
        let notice = Notice::AccountRejected { reason: "x".into() };
        let json = serde_json::to_value(&notice).expect("JSON");
        assert_eq!(json["kind"], notice.kind().as_str());
        for kind in NoticeKind::ALL {
            assert_eq!(NoticeKind::parse(kind.as_str()), Some(*kind));
            assert_eq!(serde_json::to_value(kind).expect("JSON"), kind.as_str());
        }
    }
}
