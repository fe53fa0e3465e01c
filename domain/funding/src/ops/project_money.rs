//! A project's money as the ledger has it, for whoever shows it. Access is the caller's question.

use std::collections::HashMap;

use birqadam_core::{Error, ProjectId, Result};
use sqlx::PgConnection;

use crate::model::ProjectMoney;

/// One project's money.
///
/// # Errors
/// [`Error::NotFound`] when there is no such project.
pub async fn summary(conn: &mut PgConnection, project: ProjectId) -> Result<ProjectMoney> {
    summaries(conn, &[project]).await?.remove(&project).ok_or(Error::NotFound)
}

/// The money of several projects in one query. What was raised is the sum of what is there and what was
/// spent, so the three always agree.
///
/// # Errors
/// Only when the database fails.
pub async fn summaries(conn: &mut PgConnection, projects: &[ProjectId]) -> Result<HashMap<ProjectId, ProjectMoney>> {
    let ids: Vec<i64> = projects.iter().map(|project| project.0).collect();
    let rows = sqlx::query!(
        r#"select p.id as "id: ProjectId", p.budget_needed, p.currency, money.available as "available!",
                  money.spent as "spent!", given.sponsors as "sponsors!"
           from volunteering.projects p
           cross join lateral (
               select coalesce(sum(a.balance_minor) filter (where a.kind in ('sponsorship', 'advance')), 0)::bigint
                          as available,
                      coalesce(sum(a.balance_minor) filter (where a.kind = 'spent'), 0)::bigint as spent
               from funding.ledger_accounts a where a.project_id = p.id and a.currency = p.currency) money
           cross join lateral (
               select count(distinct s.sponsor_id) as sponsors
               from funding.sponsorships s where s.project_id = p.id and s.received_minor > 0) given
           where p.id = any($1)"#,
        &ids,
    )
    .fetch_all(conn)
    .await?;
    let money = rows.into_iter().map(|row| {
        let money = ProjectMoney {
            needed_minor: row.budget_needed,
            raised_minor: row.available + row.spent,
            spent_minor: row.spent,
            available_minor: row.available,
            sponsors: row.sponsors,
            currency: row.currency,
        };
        (row.id, money)
    });
    Ok(money.collect())
}
