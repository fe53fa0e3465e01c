//! What an organizer's projects, and all projects, got and spent, as the ledger has it.

use birqadam_core::ssr::Ctx;
use birqadam_core::{Actor, Amount, Permission, Result};

use crate::model::RaisedMoney;

/// Of one's own projects; nothing when no money ever came.
///
/// # Errors
/// Needs `money.manage_own`.
pub async fn own_raised(ctx: &Ctx, actor: &Actor) -> Result<Option<RaisedMoney>> {
    let organizer = actor.require(Permission::MoneyManageOwn)?;
    let row = sqlx::query!(
        r#"select coalesce(sum(a.balance_minor) filter (where a.kind <> 'spent'), 0)::bigint as "available!",
                  coalesce(sum(a.balance_minor) filter (where a.kind = 'spent'), 0)::bigint as "spent!",
                  count(distinct a.project_id) filter (where a.kind = 'sponsorship') as "projects!"
           from volunteering.projects p join funding.ledger_accounts a on a.project_id = p.id
           where p.organizer_id = $1 and a.currency = 'KZT'"#,
        organizer.0,
    )
    .fetch_one(&ctx.db)
    .await?;
    let money = RaisedMoney {
        raised: Amount(row.available + row.spent),
        spent: Amount(row.spent),
        available: Amount(row.available),
        projects: row.projects,
        currency: "KZT".into(),
    };
    Ok(Some(money).filter(|money| money.projects > 0))
}

/// What all projects got and did not send back: what the accounts of providers gave, of which there
/// are few.
///
/// # Errors
/// Needs `analytics.view`.
pub async fn platform_raised(ctx: &Ctx, actor: &Actor) -> Result<Amount> {
    if !actor.can(Permission::AnalyticsView) {
        actor.require(Permission::AnalyticsView)?;
    }
    let minor = sqlx::query_scalar!(
        r#"select coalesce(-sum(balance_minor), 0)::bigint as "minor!" from funding.ledger_accounts
           where kind = 'provider' and currency = 'KZT'"#,
    )
    .fetch_one(&ctx.db)
    .await?;
    Ok(Amount(minor))
}
