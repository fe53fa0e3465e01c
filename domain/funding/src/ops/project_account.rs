//! A project's money as its organizer and as everybody sees it.

use birqadam_core::ssr::Ctx;
use birqadam_core::{Actor, Amount, Permission, ProjectId, Result, TaskId};
use sqlx::PgConnection;

use super::{budget, gifts, impact_figures, own_project, project_money};
use crate::model::{ProjectAccount, PublicMoney, SpentOn};

/// All of one's own project's money on one page. Permission `money.manage_own`.
///
/// # Errors
/// [`birqadam_core::Error::NotFound`] for somebody else's project.
pub async fn find_account(ctx: &Ctx, actor: &Actor, project: ProjectId) -> Result<ProjectAccount> {
    let user = actor.require(Permission::MoneyManageOwn)?;
    let limit = Amount(ctx.settings().await?.expense_limit * 100);
    let mut conn = ctx.db.acquire().await?;
    let own = own_project::find(&mut conn, user, project).await?;
    let counts = sqlx::query!(
        r#"select count(*) filter (where status = 'pending') as "waiting!",
                  count(*) filter (where status = 'returned') as "returned!"
           from funding.expenses where project_id = $1"#,
        project.0,
    )
    .fetch_one(&mut *conn)
    .await?;
    let tasks = sqlx::query!(
        r#"select id as "id: TaskId", text from volunteering.tasks
           where project_id = $1 order by deadline, position, id limit 500"#,
        project.0,
    )
    .fetch_all(&mut *conn)
    .await?;
    Ok(ProjectAccount {
        id: project,
        title: own.title.clone(),
        open: own.require_open().is_ok(),
        kept: own.require_kept().is_ok(),
        money: project_money::summary(&mut conn, project).await?,
        budget: budget::load(&mut conn, project, &own.currency).await?,
        gifts: gifts::gifts_of(&mut conn, project).await?,
        volunteer_minutes: volunteer_minutes(&mut conn, project).await?,
        waiting: counts.waiting,
        returned: counts.returned,
        limit,
        tasks: tasks.into_iter().map(|task| (task.id, task.text)).collect(),
    })
}

/// Time of approved work. Beside the money, never added to it.
async fn volunteer_minutes(conn: &mut PgConnection, project: ProjectId) -> Result<i64> {
    let minutes = sqlx::query_scalar!(
        r#"select coalesce(sum(minutes), 0)::bigint as "minutes!" from volunteering.work_done where project_id = $1"#,
        project.0,
    )
    .fetch_one(conn)
    .await?;
    Ok(minutes)
}

/// What everyone may know, of a published project. Anyone.
///
/// # Errors
/// [`birqadam_core::Error::NotFound`] while it is not published.
pub async fn public_money(ctx: &Ctx, project: ProjectId) -> Result<PublicMoney> {
    let mut conn = ctx.db.acquire().await?;
    let currency = sqlx::query_scalar!(
        "select currency from volunteering.projects
         where id = $1 and status in ('active', 'completed', 'archived') and published_at is not null",
        project.0,
    )
    .fetch_one(&mut *conn)
    .await?;
    let money = project_money::summary(&mut conn, project).await?;
    let plan = budget::load(&mut conn, project, &currency).await?;
    let gifts = sqlx::query_scalar!(
        r#"select count(*) as "count!" from funding.in_kind_gifts where project_id = $1"#,
        project.0,
    )
    .fetch_one(&mut *conn)
    .await?;
    let categories = plan.lines.into_iter().filter(|line| line.planned.0 > 0 || line.spent.0 > 0).map(|line| SpentOn {
        category: line.category,
        planned: line.planned,
        spent: line.spent,
    });
    Ok(PublicMoney {
        currency,
        needed: money.needed_minor.map(Amount),
        raised: Amount(money.raised_minor),
        spent: Amount(money.spent_minor),
        percent: money.percent(),
        sponsors: money.sponsors,
        categories: categories.collect(),
        gifts,
        volunteer_minutes: volunteer_minutes(&mut conn, project).await?,
        impact: impact_figures::totals(&mut conn, project).await?,
    })
}
