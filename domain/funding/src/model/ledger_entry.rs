//! A transaction of the ledger as people look at it.

use birqadam_core::{Amount, ProjectId, SponsorshipId, UserId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A transaction with its sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    pub id: i64,
    /// One of [`super::LEDGER_KINDS`].
    pub kind: String,
    pub currency: String,
    /// What moved: the sum of the sides that got something.
    pub amount: Amount,
    /// `payment`, `refund`, `expense`, `sponsorship`, and its number.
    pub source_kind: String,
    pub source_id: i64,
    /// The transaction it turns round.
    pub reverses: Option<i64>,
    /// The transaction that turned it round.
    pub reversed_by: Option<i64>,
    /// Nobody: a payment provider or a job.
    pub actor: Option<(UserId, String)>,
    pub created_at: DateTime<Utc>,
    pub project: Option<(ProjectId, String)>,
    pub sides: Vec<LedgerSide>,
}

/// What one account got or gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerSide {
    /// `provider`, `sponsorship`, `advance`, `spent`.
    pub account: String,
    pub provider: Option<String>,
    pub sponsorship: Option<SponsorshipId>,
    /// Whose the sponsorship is.
    pub sponsor: Option<String>,
    pub amount: Amount,
    /// What the account has now.
    pub balance: Amount,
}
