//! What of money and of partners' things waits on an organizer's first page.

use birqadam_core::{Amount, ExpenseId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{ExpenseStatus, ResourceRequest};

/// Other dates that partners offer, and that the organizer has not answered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OpenOffers {
    pub count: i64,
    pub oldest_at: Option<DateTime<Utc>>,
    /// The longest waiting.
    pub first: Vec<ResourceRequest>,
}

/// Expenses of one's projects that do not count yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OpenExpenses {
    /// Came back: the organizer has to correct them.
    pub returned: i64,
    /// Wait for the second person.
    pub pending: i64,
    /// Those that came back, then those that wait; the longest first.
    pub first: Vec<OpenExpense>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenExpense {
    pub id: ExpenseId,
    pub project: String,
    pub description: String,
    pub amount: Amount,
    pub currency: String,
    pub status: ExpenseStatus,
    /// Since when it waits for whoever has to act.
    pub since: DateTime<Utc>,
}
