//! Reading expenses. Access is the caller's question.

use birqadam_core::ssr::db_error::internal;
use birqadam_core::{Amount, BudgetLineId, Error, ExpenseId, ProjectId, Result, TaskId, UserId};
use serde_json::{Value, json};
use sqlx::PgConnection;

use crate::model::{Expense, ExpenseStatus, Receipt};

/// Under which the action log and the returns know an expense.
pub(super) const SUBJECT: &str = "expense";

/// In the order of the ids.
pub(super) async fn load(conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Expense>> {
    let rows = sqlx::query!(
        r#"select e.id as "id: ExpenseId", e.project_id as "project_id: ProjectId", p.title as project,
                  b.id as "category_id: BudgetLineId", b.category, e.task_id as "task_id: TaskId",
                  t.text as "task?", e.amount_minor, e.currency, e.spent_on, e.description, e.receipt_name,
                  e.receipt_type, e.receipt_size, e.status, e.reason, e.created_by as "created_by: UserId",
                  coalesce(nullif(author.organization_name, ''), author.name) as "created_by_name!", e.submitted_at,
                  decider.name as "decided_by_name?", e.decided_at, reverser.name as "reversed_by_name?",
                  e.reversed_at, e.version
           from funding.expenses e
           join volunteering.projects p on p.id = e.project_id
           join funding.budget_lines b on b.id = e.budget_line_id
           join accounts.users author on author.id = e.created_by
           left join volunteering.tasks t on t.id = e.task_id
           left join accounts.users decider on decider.id = e.decided_by
           left join accounts.users reverser on reverser.id = e.reversed_by
           where e.id = any($1) order by array_position($1, e.id)"#,
        ids,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Expense {
                id: row.id,
                project_id: row.project_id,
                project: row.project,
                category_id: row.category_id,
                category: row.category,
                task_id: row.task_id,
                task: row.task,
                amount: Amount(row.amount_minor),
                currency: row.currency,
                spent_on: row.spent_on,
                description: row.description,
                receipt: Receipt {
                    name: row.receipt_name,
                    content_type: row.receipt_type,
                    size_bytes: row.receipt_size,
                    url: format!("/files/receipts/{}", row.id),
                },
                status: parse_status(&row.status)?,
                reason: row.reason,
                created_by: row.created_by,
                created_by_name: row.created_by_name,
                submitted_at: row.submitted_at,
                decided_by_name: row.decided_by_name,
                decided_at: row.decided_at,
                reversed_by_name: row.reversed_by_name,
                reversed_at: row.reversed_at,
                version: row.version,
            })
        })
        .collect()
}

/// # Errors
/// [`Error::NotFound`].
pub(super) async fn load_one(conn: &mut PgConnection, id: ExpenseId) -> Result<Expense> {
    load(conn, &[id.0]).await?.pop().ok_or(Error::NotFound)
}

/// Locks project and expense, in this order as everywhere.
///
/// # Errors
/// [`Error::NotFound`].
pub(super) async fn lock(conn: &mut PgConnection, id: ExpenseId) -> Result<ProjectId> {
    let project = sqlx::query_scalar!(
        r#"select project_id as "project_id: ProjectId" from funding.expenses where id = $1"#,
        id.0,
    )
    .fetch_one(&mut *conn)
    .await?;
    super::ledger::lock_project(conn, project).await?;
    sqlx::query_scalar!("select id from funding.expenses where id = $1 for update", id.0).fetch_one(conn).await?;
    Ok(project)
}

pub(super) fn parse_status(status: &str) -> Result<ExpenseStatus> {
    ExpenseStatus::parse(status).ok_or_else(|| internal(&format!("an expense of status {status:?}")))
}

/// What can be corrected, flat: later it shows what was.
pub(super) fn snapshot(expense: &Expense) -> Value {
    json!({
        "amount": expense.amount.to_string(),
        "spent_on": expense.spent_on.to_string(),
        "category": expense.category,
        "task": expense.task.clone().unwrap_or_default(),
        "description": expense.description,
        // Two photos of one phone may have one name.
        "receipt": format!("{} ({} B)", expense.receipt.name, expense.receipt.size_bytes),
    })
}
