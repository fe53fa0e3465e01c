//! What moves money: why, and the sides of it.

use birqadam_core::{ExpenseId, PaymentId, RefundId, SponsorshipId, UserId};
use chrono::{DateTime, Utc};

/// Why money moves. Named once: posting the same event again changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A payment came in.
    Payment(PaymentId),
    /// Money went back to who gave it.
    Refund(RefundId),
    /// An expense was approved.
    Expense(ExpenseId),
    /// What came in pays what had been spent ahead of it.
    Settlement(SponsorshipId),
}

impl Event {
    pub(super) fn kind(self) -> &'static str {
        match self {
            Event::Payment(_) => "payment",
            Event::Refund(_) => "refund",
            Event::Expense(_) => "expense",
            Event::Settlement(_) => "settlement",
        }
    }

    /// What it happened for.
    pub(super) fn source(self) -> (&'static str, i64) {
        match self {
            Event::Payment(PaymentId(id)) => ("payment", id),
            Event::Refund(RefundId(id)) => ("refund", id),
            Event::Expense(ExpenseId(id)) => ("expense", id),
            Event::Settlement(SponsorshipId(id)) => ("sponsorship", id),
        }
    }
}

/// One side of a transaction: an account and what it gets (or gives, below zero).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    pub account: i64,
    pub amount_minor: i64,
}

/// Who moved money, and when that is booked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Booked {
    /// Nobody: a job or a payment provider.
    pub by: Option<UserId>,
    /// Nothing: now. Only a history that is written down afterwards, as the demo's, says another time.
    pub at: Option<DateTime<Utc>>,
}

impl From<Option<UserId>> for Booked {
    fn from(by: Option<UserId>) -> Self {
        Booked { by, at: None }
    }
}
