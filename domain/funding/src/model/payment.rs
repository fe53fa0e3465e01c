//! A payment as providers and those who follow it up see it.

use birqadam_core::{PaymentId, ProjectId, SponsorshipId};
use chrono::{DateTime, Utc};

use super::PaymentStatus;

/// What is known of a payment, read under its lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentFacts {
    pub id: PaymentId,
    pub sponsorship_id: SponsorshipId,
    pub project_id: ProjectId,
    pub provider: String,
    pub transaction_id: String,
    pub provider_ref: Option<String>,
    pub status: PaymentStatus,
    pub amount_minor: i64,
    pub currency: String,
    /// What the provider has sent back.
    pub refunded_minor: i64,
    pub expires_at: DateTime<Utc>,
    pub completed_at: Option<DateTime<Utc>>,
    /// Whether the project is published and not over.
    pub project_takes_money: bool,
}

/// What an event of a payment came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    Done,
    /// It was so before; nothing changed.
    Repeated,
    /// The payment's state is against it; nothing changed.
    Refused,
}
