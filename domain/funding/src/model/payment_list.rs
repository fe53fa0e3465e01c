//! The list of payments, and one of them as an administrator sees it.

use birqadam_core::{
    Amount, PaymentId, Permission, ProjectId, SponsorshipId, UserId,
    list::{CellKind, ColumnSpec, FilterSpec, ListSpec},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{CITY_NAMES, PROJECT_TYPES, PaymentStatus, Refund, Stuck};

/// Every way to pay there may be, whether it is set up or not.
pub const PROVIDERS: &[&str] = &["stripe", "payme", "click", "kaspi", "simulator"];

const STATUSES: &[&str] = &{
    let mut names = [""; PaymentStatus::ALL.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = PaymentStatus::ALL[index].as_str();
        index += 1;
    }
    names
};

const STUCK: &[&str] = &{
    let mut names = [""; Stuck::ALL.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = Stuck::ALL[index].as_str();
        index += 1;
    }
    names
};

/// What was paid, by whom, how, and what became of it.
pub static PAYMENTS: ListSpec = ListSpec {
    name: "payments",
    permission: Permission::PaymentsManage,
    filters: &[
        FilterSpec::text("q"),
        FilterSpec::choice("provider", PROVIDERS),
        FilterSpec::choice("status", STATUSES),
        FilterSpec::flag("needs_look"),
        FilterSpec::choice("stuck", STUCK),
        FilterSpec::days("created"),
        FilterSpec::days("completed"),
        FilterSpec::choice("city", CITY_NAMES),
        FilterSpec::choice("type", PROJECT_TYPES),
        FilterSpec::ids("project"),
        FilterSpec::ids("organizer"),
    ],
    columns: &[
        ColumnSpec::new("transaction", CellKind::Link),
        ColumnSpec::new("provider", CellKind::Code),
        ColumnSpec::new("amount", CellKind::Money).sortable().summed(),
        ColumnSpec::new("refunded", CellKind::Money).summed(),
        // What came and neither went back nor is on its way back: the project's.
        ColumnSpec::new("received", CellKind::Money).summed(),
        ColumnSpec::new("status", CellKind::Code),
        ColumnSpec::new("stuck", CellKind::Code),
        ColumnSpec::new("sponsor", CellKind::Link),
        ColumnSpec::new("project", CellKind::Link),
        ColumnSpec::new("created", CellKind::Time).sortable(),
        ColumnSpec::new("completed", CellKind::Time).hidden(),
        ColumnSpec::new("looked", CellKind::Time).hidden(),
        ColumnSpec::new("provider_ref", CellKind::Text).hidden(),
    ],
    sort: "-created",
};

/// `GET /api/admin/payments/{id}`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PaymentDetails {
    pub id: PaymentId,
    pub transaction_id: String,
    pub provider: String,
    pub provider_ref: Option<String>,
    pub status: PaymentStatus,
    pub amount: Amount,
    pub refunded: Amount,
    /// What of it can still be sent back: neither spent nor on its way.
    pub left: Amount,
    pub currency: String,
    pub failure: Option<String>,
    pub stuck: Option<Stuck>,
    pub sponsorship_id: SponsorshipId,
    pub sponsor_id: UserId,
    pub sponsor: String,
    pub project_id: ProjectId,
    pub project: String,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub completed_at: Option<DateTime<Utc>>,
    pub looked_at: Option<DateTime<Utc>>,
    pub refunds: Vec<Refund>,
    /// Other payments of the same sponsorship.
    pub others: Vec<PaymentId>,
    /// The latest first.
    pub history: Vec<PaymentStep>,
    pub calls: Vec<ProviderCall>,
}

/// An entry of the action log about a payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PaymentStep {
    pub at: DateTime<Utc>,
    pub actor: String,
    /// `payment.complete`, `refund.request` …
    pub operation: String,
    /// What it says of the reason, if anything.
    pub reason: Option<String>,
}

/// What a provider told us, as it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ProviderCall {
    pub id: i64,
    pub received_at: DateTime<Utc>,
    pub method: String,
    pub address: Option<String>,
    /// Null until it was acted on.
    pub handled_at: Option<DateTime<Utc>>,
    pub outcome: Option<String>,
    /// As JSON.
    pub headers: String,
    /// Of the first 4 000 characters.
    pub body: String,
}
