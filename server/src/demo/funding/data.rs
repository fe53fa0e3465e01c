//! Money of the demo, as written down in `data/funding.json`; sums in tenge, days from today.

use birqadam_core::{Result, ssr::db_error::internal};
use serde::Deserialize;

/// Everything about money.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Funding {
    pub projects: Vec<Project>,
    /// Login, title of a project, day.
    pub follows: Vec<(String, String, i64)>,
}

/// The money of a project.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Project {
    pub title: String,
    /// Category and what is planned.
    pub budget: Vec<(String, i64)>,
    pub gifts: Vec<Gift>,
    pub expenses: Vec<Expense>,
    pub in_kind: Vec<InKind>,
    pub impact: Vec<Measure>,
}

/// A sponsorship with its payment.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gift {
    /// Login.
    pub by: String,
    pub amount: i64,
    pub day: i64,
    pub purpose: String,
    #[serde(default)]
    pub anonymous: bool,
    #[serde(default)]
    pub status: GiftStatus,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GiftStatus {
    #[default]
    Completed,
    Pending,
    Failed,
}

/// An expense with its receipt.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expense {
    pub category: String,
    pub amount: i64,
    pub day: i64,
    /// Its place among the project's tasks.
    pub task: usize,
    pub what: String,
    /// What stands on the receipt, in Latin letters.
    pub receipt: String,
    #[serde(default)]
    pub status: ExpenseStatus,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpenseStatus {
    #[default]
    Approved,
    /// Waits for a second person.
    Pending,
}

/// Something given that is not money.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InKind {
    pub giver: String,
    pub what: String,
    pub estimate: i64,
    pub day: i64,
}

/// What a project counts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    pub kind: String,
    /// In Russian, Kazakh, English; for `other`.
    pub title: Option<[String; 3]>,
    pub unit: String,
    pub entries: Vec<Entry>,
}

/// One count, shown by an approved report on the task.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub amount: f64,
    pub day: i64,
    pub task: usize,
    pub note: String,
}

/// # Errors
/// Only when the file does not fit these types; a test guards that.
pub fn read() -> Result<Funding> {
    serde_json::from_str(include_str!("../data/funding.json")).map_err(|error| internal(&error))
}
