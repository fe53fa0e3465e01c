//! What money was spent on, and whose it was: from an approved expense back by its postings to the
//! sponsorships that paid. Access is the caller's question.

use birqadam_core::{ExpenseId, ProjectId, Result, TaskId, UserId};
use sqlx::PgConnection;

use crate::model::TracedExpense;

/// The most expenses of one project that are told at once.
const MOST: i64 = 5_000;

/// Approved expenses of a project, the oldest first; of a sponsor only those their money paid, wholly or
/// in part.
///
/// # Errors
/// Only when the database fails.
pub async fn expenses_of(
    conn: &mut PgConnection,
    project: ProjectId,
    sponsor: Option<UserId>,
) -> Result<Vec<TracedExpense>> {
    let expenses = sqlx::query_as!(
        TracedExpense,
        r#"select e.id as "id: ExpenseId", b.category, e.description, e.spent_on, e.amount_minor,
                  (case when $2::bigint is null then e.amount_minor else coalesce(paid.minor, 0) end) as "paid_minor!",
                  e.currency, e.task_id as "task_id: TaskId", t.text as "task?", e.receipt_name, e.receipt_type
           from funding.expenses e
           join funding.budget_lines b on b.id = e.budget_line_id
           left join volunteering.tasks t on t.id = e.task_id
           cross join lateral (
               select -sum(line.amount_minor)::bigint as minor
               from funding.ledger_transactions x
               join funding.ledger_postings line on line.transaction_id = x.id
               join funding.ledger_accounts a on a.id = line.account_id
               join funding.sponsorships s on s.id = a.sponsorship_id
               where x.source_kind = 'expense' and x.source_id = e.id and x.kind = 'expense'
                 and s.sponsor_id = $2) paid
           where e.project_id = $1 and e.status = 'approved' and ($2::bigint is null or paid.minor > 0)
           order by e.spent_on, e.id limit $3"#,
        project.0,
        sponsor.map(|sponsor| sponsor.0),
        MOST,
    )
    .fetch_all(conn)
    .await?;
    Ok(expenses)
}
