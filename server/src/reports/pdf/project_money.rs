//! Money in the organizer's report on a project, when there is any.

use birqadam_app::format;
use birqadam_app::paper::sponsor as words;
use birqadam_core::{ProjectId, Result};
use birqadam_funding::ops::{expense_trace, project_money};
use birqadam_paper::{Cell, Column, Figure, Paper, Table};

use crate::reports::Wanted;

/// Raised, spent, left, and what was spent by category. Whoever asks has passed the report's own check.
///
/// # Errors
/// When the database fails.
pub async fn lay_out(paper: &mut Paper, wanted: &Wanted<'_>, id: ProjectId) -> Result<()> {
    let mut conn = wanted.ctx.db.acquire().await?;
    let money = project_money::summary(&mut conn, id).await?;
    if money.sponsors == 0 && money.spent_minor == 0 {
        return Ok(());
    }
    let expenses = expense_trace::expenses_of(&mut conn, id, None).await?;
    drop(conn);
    let l = paper.locale();
    let sum = |minor: i64| format::sum(minor, &money.currency);
    let figure = |minor: i64, label: &str| Figure { value: sum(minor), label: label.to_owned(), note: String::new() };
    paper.heading(1, words::money_title(l));
    paper.figures(&[
        figure(money.raised_minor, words::figure_raised(l)),
        figure(money.spent_minor, words::figure_spent(l)),
        figure(money.available_minor, words::figure_left(l)),
    ]);
    let mut categories: Vec<(String, i64)> = Vec::new();
    for expense in expenses {
        match categories.iter_mut().find(|(category, _)| *category == expense.category) {
            Some((_, minor)) => *minor += expense.amount_minor,
            None => categories.push((expense.category, expense.amount_minor)),
        }
    }
    let columns = vec![Column::text(words::col_category(l), 4.0), Column::number(words::figure_spent(l), 2.0)];
    let mut table = Table::begin(paper, columns);
    for (category, minor) in categories {
        table.row(paper, vec![Cell::text(category), Cell::text(sum(minor))]);
    }
    table.end(paper, words::spent_nothing(l));
    Ok(())
}
