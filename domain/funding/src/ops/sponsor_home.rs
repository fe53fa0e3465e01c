//! A sponsor's money in all projects, and the home page: what waits, what is new.

use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::db_error::internal;
use birqadam_core::{Actor, Amount, ExpenseId, Permission, ProjectId, Result, SponsorshipId, UserId};
use chrono::Duration;
use sqlx::PgConnection;

use super::project_money;
use crate::model::{
    FollowedProject, ImpactKind, ImpactSum, NewExpense, SponsorHome, SponsorMoney, SupportedProject, WaitingPayment,
};

/// So many of each are shown on the home page.
const SHOWN: i64 = 6;
/// What counts as news of a followed project.
const NEWS_DAYS: i64 = 7;

/// One's own money.
///
/// # Errors
/// Needs `sponsorships.create`.
pub async fn sponsor_money(ctx: &Ctx, actor: &Actor) -> Result<SponsorMoney> {
    let sponsor = actor.require(Permission::SponsorshipsCreate)?;
    money(&mut *ctx.db.acquire().await?, sponsor).await
}

async fn money(conn: &mut PgConnection, sponsor: UserId) -> Result<SponsorMoney> {
    let sums = sqlx::query!(
        r#"select coalesce(sum(s.received_minor), 0)::bigint as "total!", coalesce(sum(a.balance_minor), 0)::bigint as "left!",
                  count(*) filter (where s.completed_at is not null) as "paid!",
                  count(distinct s.project_id) filter (where s.received_minor > 0) as "projects!",
                  count(*) filter (where s.status = 'pending') as "waiting!"
           from funding.sponsorships s
           left join funding.ledger_accounts a on a.sponsorship_id = s.id and a.currency = s.currency
               and a.kind = 'sponsorship'
           where s.sponsor_id = $1 and s.currency = 'KZT'"#,
        sponsor.0,
    )
    .fetch_one(&mut *conn)
    .await?;
    let impact = sqlx::query!(
        r#"select m.kind, min(m.unit) as "unit!", sum(e.amount)::float8 as "total!"
           from funding.impact_measures m join funding.impact_entries e on e.measure_id = m.id
           where m.kind <> 'other' and m.project_id in (
               select project_id from funding.sponsorships where sponsor_id = $1 and received_minor > 0)
           group by m.kind"#,
        sponsor.0,
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut impact = impact
        .into_iter()
        .map(|row| {
            let kind = ImpactKind::parse(&row.kind).ok_or_else(|| internal(&format!("a measure {:?}", row.kind)))?;
            Ok(ImpactSum { kind, unit: row.unit, total: row.total })
        })
        .collect::<Result<Vec<_>>>()?;
    impact.sort_by_key(|one| ImpactKind::ALL.iter().position(|kind| *kind == one.kind));
    let volunteers = sqlx::query_scalar!(
        r#"select count(distinct a.volunteer_id) as "n!"
           from volunteering.tasks t join volunteering.assignments a on a.task_id = t.id
           where a.status = 'completed' and t.project_id in (
               select project_id from funding.sponsorships where sponsor_id = $1 and received_minor > 0)"#,
        sponsor.0,
    )
    .fetch_one(conn)
    .await?;
    Ok(SponsorMoney {
        total_sponsored: Amount(sums.total),
        spent: Amount(sums.total - sums.left),
        balance: Amount(sums.left),
        currency: "KZT".into(),
        sponsorships: sums.paid,
        projects: sums.projects,
        waiting: sums.waiting,
        impact,
        volunteers,
    })
}

/// Everything on the home page.
///
/// # Errors
/// Needs `sponsorships.create`.
pub async fn sponsor_home(ctx: &Ctx, actor: &Actor) -> Result<SponsorHome> {
    let sponsor = actor.require(Permission::SponsorshipsCreate)?;
    let mut conn = ctx.db.acquire().await?;
    Ok(SponsorHome {
        money: money(&mut conn, sponsor).await?,
        waiting: waiting(&mut conn, sponsor).await?,
        expenses: expenses(&mut conn, sponsor).await?,
        projects: projects(&mut conn, sponsor).await?,
        followed: followed(ctx, &mut conn, sponsor).await?,
    })
}

async fn waiting(conn: &mut PgConnection, sponsor: UserId) -> Result<Vec<WaitingPayment>> {
    let rows = sqlx::query!(
        r#"select s.id as "id: SponsorshipId", p.title, s.amount_minor, s.currency, s.created_at
           from funding.sponsorships s join volunteering.projects p on p.id = s.project_id
           where s.sponsor_id = $1 and s.status = 'pending' order by s.id limit $2"#,
        sponsor.0,
        SHOWN,
    )
    .fetch_all(conn)
    .await?;
    let waiting = rows.into_iter().map(|row| WaitingPayment {
        id: row.id,
        project: row.title,
        amount: Amount(row.amount_minor),
        currency: row.currency,
        since: row.created_at,
    });
    Ok(waiting.collect())
}

async fn expenses(conn: &mut PgConnection, sponsor: UserId) -> Result<Vec<NewExpense>> {
    let rows = sqlx::query!(
        r#"select e.id as "id: ExpenseId", p.id as "project_id: ProjectId", p.title, b.category, e.description,
                  paid.minor as "paid!", e.currency, e.decided_at as "decided_at!"
           from (select x.source_id, -sum(l.amount_minor)::bigint as minor
                 from funding.sponsorships s
                 join funding.ledger_accounts a on a.sponsorship_id = s.id
                 join funding.ledger_postings l on l.account_id = a.id
                 join funding.ledger_transactions x on x.id = l.transaction_id
                 where s.sponsor_id = $1 and x.kind = 'expense' group by x.source_id) paid
           join funding.expenses e on e.id = paid.source_id
           join funding.budget_lines b on b.id = e.budget_line_id
           join volunteering.projects p on p.id = e.project_id
           where e.status = 'approved' and e.decided_at is not null
           order by e.decided_at desc, e.id desc limit $2"#,
        sponsor.0,
        SHOWN,
    )
    .fetch_all(conn)
    .await?;
    let expenses = rows.into_iter().map(|row| NewExpense {
        id: row.id,
        project_id: row.project_id,
        project: row.title,
        category: row.category,
        description: row.description,
        paid: Amount(row.paid),
        currency: row.currency,
        decided_at: row.decided_at,
    });
    Ok(expenses.collect())
}

async fn projects(conn: &mut PgConnection, sponsor: UserId) -> Result<Vec<SupportedProject>> {
    let rows = sqlx::query!(
        r#"select p.id as "id: ProjectId", p.title, p.status, p.currency, sum(s.received_minor)::bigint as "given!",
                  coalesce(sum(a.balance_minor), 0)::bigint as "left!"
           from funding.sponsorships s
           join volunteering.projects p on p.id = s.project_id
           left join funding.ledger_accounts a on a.sponsorship_id = s.id and a.currency = s.currency
               and a.kind = 'sponsorship'
           where s.sponsor_id = $1 and s.completed_at is not null
           group by p.id order by max(s.completed_at) desc, p.id desc limit $2"#,
        sponsor.0,
        SHOWN,
    )
    .fetch_all(conn)
    .await?;
    let projects = rows.into_iter().map(|row| SupportedProject {
        id: row.id,
        title: row.title,
        status: row.status,
        given: Amount(row.given),
        left: Amount(row.left),
        currency: row.currency,
    });
    Ok(projects.collect())
}

async fn followed(ctx: &Ctx, conn: &mut PgConnection, sponsor: UserId) -> Result<Vec<FollowedProject>> {
    let rows = sqlx::query!(
        r#"select p.id as "id: ProjectId", p.title, p.status, p.city, report.n as "reports!", expense.n as "expenses!",
                  (greatest(report.latest, expense.latest) + interval '5 hours')::date as latest_on
           from funding.follows f
           join volunteering.projects p on p.id = f.project_id
           cross join lateral (
               select count(*) filter (where r.reviewed_at >= $2) as n, max(r.reviewed_at at time zone 'UTC') as latest
               from volunteering.photo_reports r where r.project_id = p.id and r.status = 'approved') report
           cross join lateral (
               select count(*) filter (where e.decided_at >= $2) as n, max(e.decided_at at time zone 'UTC') as latest
               from funding.expenses e where e.project_id = p.id and e.status = 'approved') expense
           where f.sponsor_id = $1 and p.status in ('active', 'completed')
           order by greatest(report.latest, expense.latest) desc nulls last, p.id desc limit $3"#,
        sponsor.0,
        ctx.now() - Duration::days(NEWS_DAYS),
        SHOWN,
    )
    .fetch_all(&mut *conn)
    .await?;
    let ids: Vec<ProjectId> = rows.iter().map(|row| row.id).collect();
    let money = project_money::summaries(conn, &ids).await?;
    let followed = rows.into_iter().filter_map(|row| {
        let money = money.get(&row.id)?;
        Some(FollowedProject {
            id: row.id,
            title: row.title,
            status: row.status,
            city: row.city,
            needed: money.needed_minor.map(Amount),
            raised: Amount(money.raised_minor),
            currency: money.currency.clone(),
            new_reports: row.reports,
            new_expenses: row.expenses,
            latest_on: row.latest_on,
        })
    });
    Ok(followed.collect())
}
