//! An expense of a project: what was paid for what, with its receipt.

use birqadam_core::form::problems;
use birqadam_core::review::ReviewKind;
use birqadam_core::validate::Validator;
use birqadam_core::{
    Amount, BudgetLineId, Error, ExpenseId, FieldCode, FieldError, FormInput, Money, Permission, ProjectId, Result,
    TaskId, UserId, review::Return,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::amount_field::{amount, text_or_number};
use super::past_day::past_day;
use super::status::ExpenseStatus;

const DESCRIPTION_MAX: usize = 500;
const REASON_MAX: usize = 1_000;

/// What a decider can ask to correct.
pub const EXPENSE_FIELDS: &[&str] = &["amount", "spent_on", "category", "task", "description", "receipt"];

/// Expenses above the limit of one person, in the review queue.
pub const EXPENSE_REVIEW: ReviewKind = ReviewKind {
    name: "expense",
    subject: "expense",
    permission: Permission::ExpensesApprove,
    stand_in: None,
    fields: EXPENSE_FIELDS,
    rated: false,
    appealed: false,
};

/// An expense as its readers see it. Amounts are major units in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Expense {
    pub id: ExpenseId,
    pub project_id: ProjectId,
    pub project: String,
    pub category_id: BudgetLineId,
    pub category: String,
    pub task_id: Option<TaskId>,
    pub task: Option<String>,
    pub amount: Amount,
    pub currency: String,
    pub spent_on: NaiveDate,
    pub description: String,
    pub receipt: Receipt,
    pub status: ExpenseStatus,
    /// Why it was rejected, returned or taken back.
    pub reason: Option<String>,
    pub created_by: UserId,
    pub created_by_name: String,
    pub submitted_at: DateTime<Utc>,
    /// Nobody, when it counted at once.
    pub decided_by_name: Option<String>,
    pub decided_at: Option<DateTime<Utc>>,
    pub reversed_by_name: Option<String>,
    pub reversed_at: Option<DateTime<Utc>>,
    pub version: i64,
}

impl Expense {
    pub fn money(&self) -> Money {
        Money { minor: self.amount.0, currency: self.currency.clone() }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Receipt {
    pub name: String,
    pub content_type: String,
    pub size_bytes: i64,
    pub url: String,
}

impl Receipt {
    pub fn is_picture(&self) -> bool {
        self.content_type.starts_with("image/")
    }
}

/// Another expense with the very same file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SameReceipt {
    pub id: ExpenseId,
    pub project: String,
    pub amount: Amount,
    pub currency: String,
    pub spent_on: NaiveDate,
    pub status: ExpenseStatus,
}

/// An expense in front of who decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ExpenseReview {
    pub expense: Expense,
    /// What the project has now.
    pub available: Amount,
    /// What its category planned, and what was spent of it.
    pub planned: Amount,
    pub spent: Amount,
    /// Expenses with the same file, of any project.
    pub same_receipt: Vec<SameReceipt>,
    /// Whether the caller may let it be spent ahead of the money.
    pub may_overspend: bool,
}

impl ExpenseReview {
    pub fn is_covered(&self) -> bool {
        self.expense.amount <= self.available
    }
}

/// An expense in front of its organizer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct OwnExpense {
    pub expense: Expense,
    /// What is to be corrected.
    pub returned: Option<Return>,
}

/// An expense as it is written; the receipt comes beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExpenseInput {
    #[serde(deserialize_with = "text_or_number")]
    pub amount: String,
    pub spent_on: String,
    /// Id of a line of the budget.
    #[serde(deserialize_with = "text_or_number")]
    pub category: String,
    /// Id of a task of the project, or nothing.
    #[serde(deserialize_with = "text_or_number")]
    pub task: String,
    pub description: String,
    /// The version that was corrected; a newer one is a conflict. Optional.
    pub version: Option<i64>,
}

/// What passed every rule that needs no database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidExpense {
    pub amount: Amount,
    pub spent_on: NaiveDate,
    pub category: BudgetLineId,
    pub task: Option<TaskId>,
    pub description: String,
}

impl ExpenseInput {
    /// # Errors
    /// [`Error::Invalid`] on `amount`, `spent_on`, `category`, `task`, `description`.
    pub fn validate(&self, today: NaiveDate) -> Result<ValidExpense> {
        let mut v = Validator::new();
        let amount = amount(&mut v, "amount", &self.amount, 100);
        let spent_on = past_day(&mut v, "spent_on", &self.spent_on, today);
        let category = id(&mut v, "category", &self.category);
        v.check(!self.category.trim().is_empty(), "category", FieldCode::Required);
        let task = id(&mut v, "task", &self.task);
        let description = v.text("description", &self.description, 1, DESCRIPTION_MAX);
        v.finish()?;
        match (amount, spent_on, category) {
            (Some(amount), Some(spent_on), Some(category)) => Ok(ValidExpense {
                amount,
                spent_on,
                category: BudgetLineId(category),
                task: task.map(TaskId),
                description,
            }),
            // What is missing was said above.
            _ => Err(Error::field("amount", FieldCode::Required)),
        }
    }
}

fn id(v: &mut Validator, field: &str, text: &str) -> Option<i64> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let id = text.parse().ok();
    v.check(id.is_some(), field, FieldCode::Unknown);
    id
}

/// The browser's clock may be a day ahead of ours, so it lets a day more pass.
impl FormInput for ExpenseInput {
    const NAME: &'static str = "expense";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate(NaiveDate::MAX))
    }
}

/// Why an expense is taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ReverseExpense {
    pub reason: String,
    /// The version that was looked at; a newer one is a conflict. Optional.
    pub version: Option<i64>,
}

impl ReverseExpense {
    /// # Errors
    /// [`Error::Invalid`] on `reason`.
    pub fn validate(&self) -> Result<String> {
        let mut v = Validator::new();
        let reason = v.text("reason", &self.reason, 1, REASON_MAX);
        v.finish()?;
        Ok(reason)
    }
}

impl FormInput for ReverseExpense {
    const NAME: &'static str = "reverse-expense";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate())
    }
}

/// An approval by the API.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ApproveExpense {
    /// The version that was looked at; a newer one is a conflict. Optional.
    pub version: Option<i64>,
    /// Confirms that it may be spent ahead of the money; needs `expenses.overspend`.
    pub overspend: bool,
}

/// A rejection or a return by the API.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct RefuseExpense {
    pub reason: String,
    /// What a return opens; everything when nothing is named.
    pub fields: Vec<birqadam_core::review::FieldMark>,
    pub version: Option<i64>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day")
    }

    fn good() -> ExpenseInput {
        ExpenseInput {
            amount: "45 000".into(),
            spent_on: "20.11.2026".into(),
            category: "7".into(),
            task: String::new(),
            description: "Саженцы".into(),
            version: None,
        }
    }

    fn wrong(change: impl Fn(&mut ExpenseInput)) -> Vec<(String, FieldCode)> {
        let mut input = good();
        change(&mut input);
        problems(input.validate(today())).into_iter().map(|error| (error.field, error.code)).collect()
    }

    #[test]
    fn a_good_expense_is_read() {
        let read = good().validate(today()).expect("good");
        assert_eq!((read.amount, read.category, read.task), (Amount(4_500_000), BudgetLineId(7), None));
    }

    type Change = fn(&mut ExpenseInput);

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        let table: [(Change, &str, FieldCode); 12] = [
            (|e| e.amount = "0".into(), "amount", FieldCode::TooSmall(1)),
            (|e| e.amount = "-10".into(), "amount", FieldCode::TooSmall(1)),
            (|e| e.amount = "1000000000000000".into(), "amount", FieldCode::TooBig(1_000_000_000)),
            (|e| e.amount = "много".into(), "amount", FieldCode::Malformed),
            (|e| e.spent_on = "22.11.2026".into(), "spent_on", FieldCode::InFuture),
            (|e| e.spent_on = "вчера".into(), "spent_on", FieldCode::Date),
            (|e| e.spent_on = " ".into(), "spent_on", FieldCode::Required),
            (|e| e.category = String::new(), "category", FieldCode::Required),
            (|e| e.category = "саженцы".into(), "category", FieldCode::Unknown),
            (|e| e.task = "<script>".into(), "task", FieldCode::Unknown),
            (|e| e.description = " ".into(), "description", FieldCode::Required),
            (|e| e.description = "я".repeat(501), "description", FieldCode::TooLong(500)),
        ];
        for (change, field, code) in table {
            assert_eq!(wrong(change), [(field.to_owned(), code)]);
        }
    }

    #[test]
    fn the_empty_form_says_all_at_once() {
        let errors = ExpenseInput::default().check();
        let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["amount", "spent_on", "category", "description"]);
    }

    proptest! {
        #[test]
        fn whatever_is_sent_is_an_error_or_an_expense(amount in ".*", day in ".*", id in ".*", text in ".*") {
            let input = ExpenseInput {
                amount, spent_on: day, category: id.clone(), task: id, description: text, version: None,
            };
            let _ = input.validate(today());
        }
    }
}
