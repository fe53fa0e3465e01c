//! What of money and of partners' things waits on an organizer's first page.

use birqadam_core::ssr::{Ctx, db_error::internal};
use birqadam_core::{Actor, Amount, ExpenseId, Permission, Result};

use super::resource_records::load_requests;
use crate::model::{ExpenseStatus, OpenExpense, OpenExpenses, OpenOffers};

/// Other dates that partners offer and that wait for the actor's answer.
///
/// # Errors
/// Needs `resources.request`.
pub async fn open_offers(ctx: &Ctx, actor: &Actor, limit: i64) -> Result<OpenOffers> {
    let user = actor.require(Permission::ResourcesRequest)?;
    let mut conn = ctx.db.acquire().await?;
    let rows = sqlx::query!(
        r#"select id, decided_at, count(*) over () as "count!", min(decided_at) over () as oldest_at
           from funding.resource_requests
           where organizer_id = $1 and status = 'countered'
           order by decided_at, id limit $2"#,
        user.0,
        limit,
    )
    .fetch_all(&mut *conn)
    .await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    Ok(OpenOffers {
        count: rows.first().map_or(0, |row| row.count),
        oldest_at: rows.first().and_then(|row| row.oldest_at),
        first: load_requests(&mut conn, &ids).await?,
    })
}

/// Expenses of the actor's projects that came back or wait for the second person.
///
/// # Errors
/// Needs `money.manage_own`.
pub async fn open_expenses(ctx: &Ctx, actor: &Actor, limit: i64) -> Result<OpenExpenses> {
    let user = actor.require(Permission::MoneyManageOwn)?;
    let rows = sqlx::query!(
        r#"select e.id as "id: ExpenseId", p.title as project, e.description, e.amount_minor, e.currency, e.status,
                  case e.status when 'returned' then coalesce(e.decided_at, e.submitted_at)
                                else e.submitted_at end as "since!",
                  count(*) filter (where e.status = 'returned') over () as "returned!",
                  count(*) filter (where e.status = 'pending') over () as "pending!"
           from volunteering.projects p join funding.expenses e on e.project_id = p.id
           where p.organizer_id = $1 and e.status in ('pending', 'returned')
           order by e.status = 'pending', 7, e.id limit $2"#,
        user.0,
        limit,
    )
    .fetch_all(&ctx.db)
    .await?;
    let (returned, pending) = rows.first().map_or((0, 0), |row| (row.returned, row.pending));
    let first = rows.into_iter().map(|row| {
        Ok(OpenExpense {
            id: row.id,
            project: row.project,
            description: row.description,
            amount: Amount(row.amount_minor),
            currency: row.currency,
            status: ExpenseStatus::parse(&row.status).ok_or_else(|| internal("an unknown state of an expense"))?,
            since: row.since,
        })
    });
    Ok(OpenExpenses { returned, pending, first: first.collect::<Result<_>>()? })
}
