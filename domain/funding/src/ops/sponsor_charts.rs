//! A sponsor's money for charts. What each figure counts is what the list it leads to shows.

use birqadam_core::ssr::Ctx;
use birqadam_core::{Actor, Amount, Permission, ProjectId, Result};

use crate::model::{SpentCategory, SponsorCharts, SponsorMonth, SponsoredProject, last_months};

/// Projects named at most.
const PROJECTS: i64 = 12;

/// One's own money by month, category and project.
///
/// # Errors
/// Needs `sponsorships.create`.
pub async fn sponsor_charts(ctx: &Ctx, actor: &Actor) -> Result<SponsorCharts> {
    let sponsor = actor.require(Permission::SponsorshipsCreate)?;
    let mut tx = ctx.begin().await?;
    // Payments and expenses go on meanwhile; the sums must be of one moment.
    sqlx::query("set transaction isolation level repeatable read, read only").execute(&mut *tx).await?;
    let spans = last_months(ctx.today());
    let (firsts, lasts): (Vec<_>, Vec<_>) = spans.iter().copied().unzip();
    let months = sqlx::query!(
        r#"with shares as materialized (select * from funding.sponsor_shares($1))
           select m.first as "first!", m.last as "last!", given.kept as "given!", given.returned as "returned!",
                  spent.minor as "spent!"
           from unnest($2::date[], $3::date[]) as m (first, last)
           cross join lateral (
               select coalesce(sum(s.received_minor), 0)::bigint as kept,
                      coalesce(sum(s.amount_minor - s.received_minor), 0)::bigint as returned
               from funding.sponsorships s
               where s.sponsor_id = $1 and s.currency = 'KZT'
                 and s.completed_at >= m.first::timestamp at time zone 'Asia/Almaty'
                 and s.completed_at < (m.last + 1)::timestamp at time zone 'Asia/Almaty') given
           cross join lateral (
               select coalesce(sum(paid.paid_minor), 0)::bigint as minor
               from shares paid join funding.expenses e on e.id = paid.expense_id and e.status = 'approved'
               where e.currency = 'KZT' and e.spent_on between m.first and m.last) spent
           order by m.first"#,
        sponsor.0,
        &firsts,
        &lasts,
    )
    .fetch_all(&mut *tx)
    .await?;
    let categories = sqlx::query!(
        r#"select min(b.id) as "line!", min(b.category) as "category!", sum(paid.paid_minor)::bigint as "spent!"
           from funding.sponsor_shares($1) paid
           join funding.expenses e on e.id = paid.expense_id and e.status = 'approved' and e.currency = 'KZT'
           join funding.budget_lines b on b.id = e.budget_line_id
           group by lower(b.category) order by 3 desc, 2"#,
        sponsor.0,
    )
    .fetch_all(&mut *tx)
    .await?;
    let projects = sqlx::query!(
        r#"select p.id as "id: ProjectId", p.title, sum(s.received_minor)::bigint as "given!",
                  coalesce(sum(a.balance_minor), 0)::bigint as "left!"
           from funding.sponsorships s
           join volunteering.projects p on p.id = s.project_id
           left join funding.ledger_accounts a
             on a.sponsorship_id = s.id and a.currency = s.currency and a.kind = 'sponsorship'
           where s.sponsor_id = $1 and s.currency = 'KZT' and s.received_minor > 0
           group by p.id order by 3 desc, p.id limit $2"#,
        sponsor.0,
        PROJECTS,
    )
    .fetch_all(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(SponsorCharts {
        currency: "KZT".into(),
        months: months
            .into_iter()
            .map(|row| SponsorMonth {
                from: row.first,
                to: row.last,
                given: Amount(row.given),
                returned: Amount(row.returned),
                spent: Amount(row.spent),
            })
            .collect(),
        categories: categories
            .into_iter()
            .map(|row| SpentCategory { line: row.line, category: row.category, spent: Amount(row.spent) })
            .collect(),
        projects: projects
            .into_iter()
            .map(|row| SponsoredProject {
                id: row.id,
                title: row.title,
                spent: Amount(row.given - row.left),
                left: Amount(row.left),
            })
            .collect(),
    })
}
