//! A project's plan: what money is wanted for, by category.

use birqadam_core::form::problems;
use birqadam_core::validate::Validator;
use birqadam_core::{Amount, BudgetLineId, FieldCode, FieldError, FormInput, ProjectId, Result};
use serde::{Deserialize, Serialize};

use super::amount_field::{amount, text_or_number};

/// The most lines of a plan.
pub const BUDGET_LINES_MAX: usize = 50;
const CATEGORY_MAX: usize = 100;

/// A plan with what became of it. Amounts are major units in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Budget {
    pub project_id: ProjectId,
    pub currency: String,
    pub lines: Vec<BudgetLine>,
    /// What all lines plan together.
    pub planned: Amount,
    /// Of the plan as a whole; 0 before there is one.
    pub version: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct BudgetLine {
    pub id: BudgetLineId,
    pub category: String,
    pub planned: Amount,
    /// Approved expenses.
    pub spent: Amount,
    /// Expenses that wait for a decision.
    pub waiting: Amount,
    /// Whether expenses name it: then it cannot be taken out.
    pub used: bool,
}

impl BudgetLine {
    /// What is left of the plan; below zero when more was spent than planned.
    pub fn left(&self) -> Amount {
        Amount(self.planned.0 - self.spent.0)
    }
}

/// A plan as it is written, whole. Lines keep their ids; one that is left out, or left empty, is
/// taken out of the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct BudgetInput {
    pub lines: Vec<BudgetLineInput>,
    /// The version that was edited; a newer one is a conflict. Optional.
    pub version: Option<i64>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct BudgetLineInput {
    /// Of a line that is there already.
    #[serde(deserialize_with = "text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<i64>))]
    pub id: String,
    pub category: String,
    /// In whole units or with two decimals.
    #[serde(deserialize_with = "text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = f64))]
    pub planned: String,
}

/// A line that passed every rule, with its place in what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidLine {
    pub index: usize,
    pub id: Option<BudgetLineId>,
    pub category: String,
    pub planned: Amount,
}

impl BudgetInput {
    /// The lines in their order, without empty ones.
    ///
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] on `lines`, `lines.0.category`, `lines.0.planned`, `lines.0.id`…
    pub fn validate(&self) -> Result<Vec<ValidLine>> {
        let mut v = Validator::new();
        let mut lines: Vec<ValidLine> = Vec::new();
        for (index, line) in self.lines.iter().enumerate() {
            if line.category.trim().is_empty() && line.planned.trim().is_empty() {
                continue;
            }
            let field = |name: &str| format!("lines.{index}.{name}");
            let category = v.line(&field("category"), &line.category, 1, CATEGORY_MAX);
            let planned = amount(&mut v, &field("planned"), &line.planned, 0);
            let id = match line.id.trim() {
                "" => None,
                text => {
                    let id = text.parse().ok().map(BudgetLineId);
                    v.check(id.is_some(), field("id"), FieldCode::Malformed);
                    id
                }
            };
            let named = |other: &ValidLine| other.category.to_lowercase() == category.to_lowercase();
            v.check(category.is_empty() || !lines.iter().any(named), field("category"), FieldCode::NameTaken);
            let twice = id.is_some() && lines.iter().any(|other| other.id == id);
            v.check(!twice, field("id"), FieldCode::NameTaken);
            lines.push(ValidLine { index, id, category, planned: planned.unwrap_or_default() });
        }
        v.check(lines.len() <= BUDGET_LINES_MAX, "lines", FieldCode::TooMany(BUDGET_LINES_MAX as i64));
        v.finish()?;
        Ok(lines)
    }
}

impl FormInput for BudgetInput {
    const NAME: &'static str = "budget";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(category: &str, planned: &str) -> BudgetLineInput {
        BudgetLineInput { id: String::new(), category: category.into(), planned: planned.into() }
    }

    fn wrong(lines: Vec<BudgetLineInput>) -> Vec<(String, FieldCode)> {
        let errors = BudgetInput { lines, version: None }.check();
        errors.into_iter().map(|error| (error.field, error.code)).collect()
    }

    #[test]
    fn a_plan_is_checked_line_by_line() {
        assert_eq!(wrong(vec![line("Саженцы", "100 000"), line("", ""), line("Транспорт", "0")]), []);
        assert_eq!(wrong(vec![line("", "5")]), [("lines.0.category".into(), FieldCode::Required)]);
        assert_eq!(wrong(vec![line("Саженцы", "")]), [("lines.0.planned".into(), FieldCode::Required)]);
        assert_eq!(wrong(vec![line("Саженцы", "-1")]), [("lines.0.planned".into(), FieldCode::TooSmall(0))]);
        assert_eq!(
            wrong(vec![line("Вода", "1"), line("", ""), line("вода", "2")]),
            [("lines.2.category".into(), FieldCode::NameTaken)],
        );
        assert_eq!(wrong(vec![line("a\u{202e}b", "1")]), [("lines.0.category".into(), FieldCode::ForbiddenCharacters)],);
        let many = (0..51).map(|n| line(&format!("Статья {n}"), "1")).collect();
        assert_eq!(wrong(many), [("lines".into(), FieldCode::TooMany(50))]);
    }

    #[test]
    fn programs_may_send_numbers() {
        let json = r#"{"lines": [{"id": 7, "category": "Вода", "planned": 99.5}], "version": 2}"#;
        let input: BudgetInput = serde_json::from_str(json).expect("numbers are read");
        let lines = input.validate().expect("a good plan");
        assert_eq!((lines[0].id, lines[0].planned), (Some(BudgetLineId(7)), Amount(9_950)));
    }
}
