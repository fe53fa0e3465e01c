//! What people are told. A notice is data; its words are chosen when it is shown or sent, in
//! the reader's language.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    AchievementId, DeliveryId, ExpenseId, ExportId, Localized, Money, ProjectId, ReportId, ResourceRequestId,
    SponsorshipId, TaskId, UserId, VerificationId, review::Decision,
};

/// Something worth telling a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Notice {
    /// To moderators: somebody asks for an account that needs approval.
    ApplicationReceived {
        user_id: UserId,
        name: String,
        role: String,
    },
    AccountApproved,
    /// To who verifies: a photo waits for them.
    VerificationReceived {
        verification_id: VerificationId,
        name: String,
    },
    VerificationConfirmed,
    /// The photo will not do, or a new one is needed.
    VerificationRejected {
        reason: String,
    },
    /// Somebody of the platform revoked a passport of the person.
    PassportRevoked {
        reason: String,
    },
    AccountRejected {
        reason: String,
    },
    /// Only what is marked has to be corrected.
    AccountReturned {
        message: String,
    },
    /// To moderators: a project waits for them.
    ProjectSubmitted {
        project_id: ProjectId,
        title: String,
    },
    ProjectApproved {
        project_id: ProjectId,
        title: String,
    },
    ProjectReturned {
        project_id: ProjectId,
        title: String,
        message: String,
    },
    ProjectRejected {
        project_id: ProjectId,
        title: String,
        reason: String,
    },
    /// To the organizer: somebody took a place.
    TaskJoined {
        project_id: ProjectId,
        task_id: TaskId,
        task: String,
        volunteer: String,
    },
    /// To a volunteer on the waiting list: a place became free and is theirs.
    PlaceFreed {
        task_id: TaskId,
        task: String,
    },
    /// To the organizer: a report waits for them.
    ReportSubmitted {
        report_id: ReportId,
        task: String,
        volunteer: String,
    },
    ReportApproved {
        report_id: ReportId,
        task: String,
        rating: i16,
        points: i64,
    },
    ReportReturned {
        report_id: ReportId,
        task: String,
        reason: String,
    },
    ReportRejected {
        report_id: ReportId,
        task: String,
        reason: String,
    },
    /// To a reviewer: a held decision could not take effect; somebody or something was faster.
    DecisionNotApplied {
        item_kind: String,
        item_id: i64,
        title: String,
        decision: Decision,
    },
    /// To who answers: an author appeals against a rejection.
    AppealReceived {
        appeal_id: i64,
        item_kind: String,
        title: String,
    },
    /// To the author and to who rejected: the answer to the appeal.
    AppealDecided {
        item_kind: String,
        item_id: i64,
        title: String,
        overturned: bool,
        answer: String,
        /// Whether the reader is the author.
        own: bool,
    },
    /// A list or report as a file can be fetched.
    ExportReady {
        export_id: ExportId,
        list: String,
        rows: i64,
        /// Of a report; a list has none.
        #[serde(default)]
        title: Option<String>,
    },
    ExportFailed {
        export_id: ExportId,
        list: String,
        #[serde(default)]
        title: Option<String>,
    },
    /// A report comes no more: its reader may not see it any longer, or it is gone.
    ScheduleEnded {
        list: String,
    },
    /// A report that comes by itself can be fetched.
    ScheduledReport {
        export_id: ExportId,
        title: String,
    },
    /// A bulk action that went on as a job, or its undoing, is through.
    BatchFinished {
        batch_id: String,
        list: String,
        action: String,
        /// Records it was done to, or brought back.
        done: i64,
        failed: i64,
        undone: bool,
    },
    /// To the partner: somebody asks for what they lend.
    ResourceRequested {
        request_id: ResourceRequestId,
        resource: String,
        project: String,
        organizer: String,
    },
    ResourceRequestApproved {
        request_id: ResourceRequestId,
        resource: String,
        project: String,
    },
    ResourceRequestRejected {
        request_id: ResourceRequestId,
        resource: String,
        reason: String,
    },
    /// To the organizer: other dates would do.
    ResourceRequestCountered {
        request_id: ResourceRequestId,
        resource: String,
        starts_at: DateTime<Utc>,
        ends_at: DateTime<Utc>,
    },
    /// To the partner: their other dates will do.
    ResourceOfferAccepted {
        request_id: ResourceRequestId,
        resource: String,
        organizer: String,
    },
    /// To the partner: not needed any more, or not on those dates.
    ResourceRequestWithdrawn {
        request_id: ResourceRequestId,
        resource: String,
        organizer: String,
    },
    /// To the partner.
    ResourceThanked {
        request_id: ResourceRequestId,
        resource: String,
        organizer: String,
        thanks: String,
    },
    /// To who approves: an expense above the limit of one person.
    ExpenseSubmitted {
        expense_id: ExpenseId,
        title: String,
        amount: Money,
    },
    /// To the organizer.
    ExpenseApproved {
        expense_id: ExpenseId,
        title: String,
        amount: Money,
    },
    ExpenseReturned {
        expense_id: ExpenseId,
        title: String,
        amount: Money,
        message: String,
    },
    ExpenseRejected {
        expense_id: ExpenseId,
        title: String,
        amount: Money,
        reason: String,
    },
    /// To the organizer: somebody else took it back.
    ExpenseReversed {
        expense_id: ExpenseId,
        title: String,
        amount: Money,
        reason: String,
    },
    /// To a sponsor: so much of their money was spent.
    ExpensePublished {
        project_id: ProjectId,
        title: String,
        category: String,
        amount: Money,
    },
    /// To those who watch the ledger: its daily check found what may not be.
    LedgerDiffers {
        /// Accounts whose balance is not the sum of its postings.
        accounts: i64,
        /// Transactions that do not sum to zero.
        transactions: i64,
        /// Sponsorships that received something else than the ledger says.
        sponsorships: i64,
    },
    AchievementUnlocked {
        achievement_id: AchievementId,
        title: Localized,
    },
    /// To the organizer: money came.
    SponsorshipReceived {
        project_id: ProjectId,
        title: String,
        /// Nothing when the sponsor does not want to be named.
        sponsor: Option<String>,
        amount: Money,
    },
    /// To the sponsor: the money came.
    SponsorshipThanks {
        sponsorship_id: SponsorshipId,
        title: String,
        amount: Money,
    },
    /// To the sponsor: the payment did not go through.
    PaymentFailed {
        sponsorship_id: SponsorshipId,
        title: String,
        amount: Money,
    },
    /// To the sponsor: money is on its way back.
    RefundDone {
        sponsorship_id: SponsorshipId,
        title: String,
        amount: Money,
        reason: String,
    },
    /// To the organizer: money of a sponsorship was sent back.
    SponsorshipReturned {
        project_id: ProjectId,
        title: String,
        amount: Money,
        reason: String,
    },
    /// To the sponsor: the month's gift they pledged can be paid.
    PledgeDue {
        sponsorship_id: SponsorshipId,
        title: String,
        amount: Money,
    },
    /// To those who run the platform: something could not be delivered and is given up.
    DeliveryFailed {
        delivery_id: DeliveryId,
        error: String,
    },
    /// To those who watch the platform: a service behind it does not answer.
    ServiceDown {
        service: String,
        error: String,
    },
    /// … and answers again.
    ServiceBack {
        service: String,
    },
    /// Asked for by the person, to see what arrives.
    Test,
}

impl Notice {
    /// Where the notice leads inside the web application.
    pub fn link(&self) -> String {
        match self {
            Notice::ApplicationReceived { user_id, .. } => format!("/review/accounts/{user_id}"),
            Notice::AccountApproved => "/home".into(),
            Notice::VerificationReceived { verification_id, .. } => format!("/review/verifications/{verification_id}"),
            Notice::VerificationConfirmed | Notice::VerificationRejected { .. } => "/profile/verification".into(),
            Notice::PassportRevoked { .. } => "/passport".into(),
            Notice::AccountRejected { .. } | Notice::AccountReturned { .. } => "/pending".into(),
            Notice::ProjectSubmitted { project_id, .. } => format!("/review/projects/{project_id}"),
            Notice::ProjectApproved { project_id, .. } => format!("/projects/{project_id}"),
            Notice::ProjectReturned { project_id, .. } => format!("/organizer/projects/{project_id}/edit"),
            Notice::ProjectRejected { .. } => "/organizer/projects".into(),
            Notice::TaskJoined { project_id, .. } => format!("/organizer/projects/{project_id}/participants"),
            Notice::PlaceFreed { .. } => "/tasks".into(),
            Notice::ReportSubmitted { report_id, .. } => format!("/organizer/reports/{report_id}"),
            Notice::ReportApproved { .. } | Notice::ReportReturned { .. } | Notice::ReportRejected { .. } => {
                "/reports".into()
            }
            Notice::DecisionNotApplied { item_kind, item_id, .. } => format!("/review/{item_kind}s/{item_id}"),
            Notice::AppealReceived { appeal_id, .. } => format!("/review/appeals/{appeal_id}"),
            Notice::AppealDecided { item_kind, item_id, own: false, .. } => format!("/review/{item_kind}s/{item_id}"),
            Notice::AppealDecided { item_kind, item_id, .. } => match item_kind.as_str() {
                "account" => "/pending".into(),
                "report" => format!("/reports/{item_id}"),
                _ => format!("/organizer/{item_kind}s"),
            },
            Notice::ScheduleEnded { .. } => "/exports/schedules".into(),
            Notice::ExportReady { .. } | Notice::ExportFailed { .. } | Notice::ScheduledReport { .. } => {
                "/exports".into()
            }
            Notice::BatchFinished { batch_id, .. } => format!("/batches/{batch_id}"),
            Notice::ResourceRequested { request_id, .. }
            | Notice::ResourceOfferAccepted { request_id, .. }
            | Notice::ResourceRequestWithdrawn { request_id, .. }
            | Notice::ResourceThanked { request_id, .. } => format!("/partner/requests/{request_id}"),
            Notice::ResourceRequestApproved { request_id, .. }
            | Notice::ResourceRequestRejected { request_id, .. }
            | Notice::ResourceRequestCountered { request_id, .. } => format!("/organizer/requests/{request_id}"),
            Notice::AchievementUnlocked { .. } => "/profile".into(),
            Notice::ExpenseSubmitted { expense_id, .. } => format!("/review/expenses/{expense_id}"),
            Notice::ExpenseApproved { expense_id, .. }
            | Notice::ExpenseReturned { expense_id, .. }
            | Notice::ExpenseRejected { expense_id, .. }
            | Notice::ExpenseReversed { expense_id, .. } => format!("/organizer/expenses/{expense_id}"),
            Notice::ExpensePublished { project_id, .. } => format!("/sponsor/projects/{project_id}/report"),
            Notice::LedgerDiffers { .. } => "/admin/ledger".into(),
            Notice::SponsorshipReceived { project_id, .. } | Notice::SponsorshipReturned { project_id, .. } => {
                format!("/organizer/projects/{project_id}/money")
            }
            Notice::SponsorshipThanks { sponsorship_id, .. }
            | Notice::PaymentFailed { sponsorship_id, .. }
            | Notice::RefundDone { sponsorship_id, .. }
            | Notice::PledgeDue { sponsorship_id, .. } => format!("/sponsorships/{sponsorship_id}"),
            Notice::DeliveryFailed { delivery_id, .. } => format!("/admin/deliveries/{delivery_id}"),
            Notice::ServiceDown { .. } | Notice::ServiceBack { .. } => "/admin/health".into(),
            Notice::Test => "/profile/notifications".into(),
        }
    }
}

/// A mail. Its words are chosen when it is sent, in the receiver's language (`app::mail`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Mail {
    /// The link is good for 48 hours.
    ConfirmEmail { link: String },
    /// The link is good for one hour.
    ResetPassword { link: String },
    /// A notice that also goes out by mail; the link is absolute.
    Notice { notice: Notice, link: String },
    /// What was collected since the last one, oldest first, each with its absolute link.
    Digest { notices: Vec<(Notice, String)> },
}
