//! What a receipt of a payment says.

use birqadam_core::{Amount, ProjectId, SponsorshipId};
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

/// All of Kazakhstan has been on UTC+5 since 1 March 2024.
const UTC_OFFSET_HOURS: i64 = 5;

/// A payment that came, as its receipt states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentReceipt {
    pub sponsorship_id: SponsorshipId,
    pub paid_at: DateTime<Utc>,
    /// Who gave: the organization, or the person where there is none.
    pub payer: String,
    /// The person behind the organization.
    pub payer_person: String,
    pub is_anonymous: bool,
    pub project_id: ProjectId,
    pub project: String,
    pub organizer: String,
    pub purpose: String,
    pub amount: Amount,
    /// What of it went back.
    pub refunded: Amount,
    pub currency: String,
    pub provider: String,
    pub transaction_id: String,
    /// How the provider calls it.
    pub provider_ref: Option<String>,
}

impl PaymentReceipt {
    /// `BQ-2026-000042`: the year it was paid and the sponsorship's number, so it never comes twice.
    pub fn number(&self) -> String {
        let here = self.paid_at + Duration::hours(UTC_OFFSET_HOURS);
        format!("BQ-{}-{:06}", here.format("%Y"), self.sponsorship_id.0)
    }
}
