//! Typed identifiers: a `ProjectId` can never be passed where a `TaskId` is meant.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(transparent))]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                s.parse().map($name)
            }
        }

        impl From<i64> for $name {
            fn from(id: i64) -> Self {
                $name(id)
            }
        }
    )+};
}

ids! {
    /// A person or organisation with an account.
    UserId,
    /// A set of permissions that can be granted to users.
    RoleId,
    /// A word with a colour that people carry.
    TagId,
    /// A person's request to be recognised by their photo.
    VerificationId,
    /// A document uploaded with an application for an account.
    DocumentId,
    ProjectId,
    TaskId,
    /// One volunteer's place (or place in the queue) on one task.
    AssignmentId,
    ReportId,
    PhotoId,
    AchievementId,
    /// What a volunteer states of their work, under a public code.
    PassportId,
    NotificationId,
    /// One notification by one channel, or a mail by itself.
    DeliveryId,
    EmailId,
    /// A list as somebody likes to see it.
    ViewId,
    /// A file made of a list or report.
    ExportId,
    /// A report that comes by itself.
    ScheduleId,
    /// One gift of money to one project, with the one payment that brings it.
    SponsorshipId,
    PaymentId,
    RefundId,
    /// A gift that is asked for again each month.
    PledgeId,
    BudgetLineId,
    ExpenseId,
    /// Something given to a project that is not money.
    GiftId,
    ImpactMeasureId,
    ImpactEntryId,
    /// What a partner lends: a venue, equipment, transport, expertise.
    ResourceId,
    ResourceRequestId,
    ResourcePhotoId,
}
