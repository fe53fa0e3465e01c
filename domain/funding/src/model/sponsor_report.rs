//! What became of a sponsor's money in one project: every sum, every receipt, what it led to.

use birqadam_core::{Amount, ExpenseId, Locale, PhotoId, ProjectId, SponsorshipId, TaskId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{ImpactKind, ImpactTotal, TracedExpense};

/// `GET /api/sponsor/project-reports/{id}`. `total_sponsored` = all `expenses` + `balance`, to
/// the tiyn: all of it comes from the ledger. Sums are in whole units of the currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SponsorReport {
    pub project_id: ProjectId,
    pub project: String,
    /// The organisation's name.
    pub organizer: String,
    pub city: String,
    /// What one gave, without what went back.
    pub total_sponsored: Amount,
    /// What of it was spent, by category of the project's plan, the most first.
    pub expenses: Vec<CategorySum>,
    /// What of it is left.
    pub balance: Amount,
    pub currency: String,
    /// `active`, `completed`, `archived`.
    pub project_status: String,
    /// Of the whole project, not of one's share.
    pub impact: ReportImpact,
    /// All that the project counts.
    pub measures: Vec<ImpactTotal>,
    /// The payments that came, the first first.
    pub payments: Vec<ReportPayment>,
    /// Each expense that one's money paid, the first first: receipt, task, photos.
    pub trace: Vec<TracedPart>,
    /// Expenses that one's money had paid and that were taken back, the latest first: it is in `balance`
    /// again, or stands under others.
    pub reversed: Vec<ReversedPart>,
    pub as_of: DateTime<Utc>,
}

impl SponsorReport {
    /// What of one's money was spent.
    pub fn spent(&self) -> Amount {
        Amount(self.total_sponsored.0 - self.balance.0)
    }
}

/// One's money in one category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct CategorySum {
    pub category: String,
    pub amount: Amount,
}

/// What the project did, under the names of the customer's document. What is not counted is left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ReportImpact {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trees_planted: Option<i64>,
    /// People who completed a task.
    pub volunteers: i64,
    /// With its unit, in the language of who asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ssr", schema(example = "10 га"))]
    pub area_covered: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people_helped: Option<i64>,
    /// With its unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ssr", schema(example = "350 кг"))]
    pub waste_collected: Option<String>,
}

impl ReportImpact {
    /// The measures that have a name in the document; nothing was counted: not there.
    pub fn of(locale: Locale, volunteers: i64, measures: &[ImpactTotal]) -> Self {
        let total = |kind: ImpactKind| measures.iter().find(|one| one.kind == kind && one.entries > 0);
        let whole = |kind| total(kind).map(|one| one.total.round() as i64);
        let measured = |kind| total(kind).map(|one| measured(locale, one.total, &one.unit));
        ReportImpact {
            trees_planted: whole(ImpactKind::TreesPlanted),
            volunteers,
            area_covered: measured(ImpactKind::AreaCovered),
            people_helped: whole(ImpactKind::PeopleHelped),
            waste_collected: measured(ImpactKind::WasteCollected),
        }
    }
}

/// A number with its unit as it is written in a language: `12,5 га`, `12.5 ha`.
pub fn measured(locale: Locale, total: f64, unit: &str) -> String {
    let number = format!("{}", (total * 100.0).round() / 100.0);
    let (number, unit) = match (locale, unit) {
        (Locale::En, unit) => (number, unit),
        (_, "ha") => (number.replace('.', ","), "га"),
        (_, "kg") => (number.replace('.', ","), "кг"),
        (_, unit) => (number.replace('.', ","), unit),
    };
    if unit == "1" { number } else { format!("{number} {unit}") }
}

/// A payment of one's own that came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ReportPayment {
    pub id: SponsorshipId,
    pub amount: Amount,
    /// Without what went back.
    pub received: Amount,
    pub paid_at: DateTime<Utc>,
    pub purpose: String,
    /// Others do not see who gave.
    pub is_anonymous: bool,
    pub transaction_id: Option<String>,
}

/// An expense that one's money paid, wholly or in part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct TracedPart {
    pub expense_id: ExpenseId,
    pub category: String,
    pub description: String,
    pub spent_on: NaiveDate,
    /// All of it.
    pub amount: Amount,
    /// What of it one's own money paid.
    pub paid: Amount,
    /// What of that the project had spent before one's money came.
    pub paid_later: Amount,
    pub receipt_name: String,
    pub receipt_type: String,
    /// Opens for those whose money came to the project.
    pub receipt_url: String,
    pub task: Option<TracedTask>,
}

/// An expense that does not count any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ReversedPart {
    pub expense_id: ExpenseId,
    pub category: String,
    pub description: String,
    pub spent_on: NaiveDate,
    /// All of it.
    pub amount: Amount,
    /// What of it one's own money had paid.
    pub paid: Amount,
    pub reversed_at: DateTime<Utc>,
}

/// What it was spent for, and what shows that it was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct TracedTask {
    pub id: TaskId,
    pub text: String,
    /// Some photos of approved reports on the task; they stand at the first of its expenses.
    pub photos: Vec<TracedPhoto>,
    /// How many there are.
    pub photos_count: i64,
}

/// An approved photo, without where and by whom it was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct TracedPhoto {
    pub id: PhotoId,
    pub thumb_url: String,
    pub large_url: String,
    pub width: i32,
    pub height: i32,
    pub hash: String,
}

impl TracedPart {
    /// Of an expense with its task, where it has one.
    pub fn of(expense: TracedExpense, task: Option<TracedTask>) -> Self {
        TracedPart {
            receipt_url: format!("/files/receipts/{}", expense.id),
            expense_id: expense.id,
            category: expense.category,
            description: expense.description,
            spent_on: expense.spent_on,
            amount: Amount(expense.amount_minor),
            paid: Amount(expense.paid_minor),
            paid_later: Amount(expense.later_minor),
            receipt_name: expense.receipt_name,
            receipt_type: expense.receipt_type,
            task,
        }
    }
}

/// One's money by category, the most first, then by name.
pub fn by_category(parts: &[TracedPart]) -> Vec<CategorySum> {
    let mut sums: Vec<CategorySum> = Vec::new();
    for part in parts {
        match sums.iter_mut().find(|sum| sum.category == part.category) {
            Some(sum) => sum.amount.0 += part.paid.0,
            None => sums.push(CategorySum { category: part.category.clone(), amount: part.paid }),
        }
    }
    sums.sort_by(|a, b| b.amount.cmp(&a.amount).then_with(|| a.category.cmp(&b.category)));
    sums
}

#[cfg(test)]
mod tests {
    use birqadam_core::{ImpactMeasureId, Localized};

    use super::*;

    fn part(category: &str, paid: i64) -> TracedPart {
        TracedPart {
            expense_id: ExpenseId(1),
            category: category.into(),
            description: String::new(),
            spent_on: NaiveDate::default(),
            amount: Amount(paid),
            paid: Amount(paid),
            paid_later: Amount(0),
            receipt_name: String::new(),
            receipt_type: String::new(),
            receipt_url: String::new(),
            task: None,
        }
    }

    #[test]
    fn categories_are_summed_the_most_first() {
        let sums =
            by_category(&[part("Саженцы", 100), part("Транспорт", 500), part("Саженцы", 300), part("Аренда", 400)]);
        let sums: Vec<_> = sums.iter().map(|sum| (sum.category.as_str(), sum.amount.0)).collect();
        assert_eq!(sums, [("Транспорт", 500), ("Аренда", 400), ("Саженцы", 400)]);
        assert_eq!(by_category(&[]), []);
    }

    #[test]
    fn impact_has_the_names_of_the_document() {
        let measure = |kind: ImpactKind, unit: &str, total, entries| ImpactTotal {
            id: ImpactMeasureId(1),
            kind,
            title: Localized::default(),
            unit: unit.into(),
            total,
            entries,
        };
        let measures = [
            measure(ImpactKind::TreesPlanted, "1", 500.0, 3),
            measure(ImpactKind::AreaCovered, "ha", 12.5, 1),
            measure(ImpactKind::WasteCollected, "kg", 0.0, 0),
        ];
        let json = |locale| serde_json::to_value(ReportImpact::of(locale, 50, &measures)).expect("JSON");
        let russian = serde_json::json!({ "trees_planted": 500, "volunteers": 50, "area_covered": "12,5 га" });
        assert_eq!(json(Locale::Ru), russian);
        assert_eq!(json(Locale::En)["area_covered"], "12.5 ha");
        assert_eq!(measured(Locale::Kk, 350.0, "kg"), "350 кг");
        assert_eq!(measured(Locale::Kk, 7.0, "1"), "7");
    }
}
