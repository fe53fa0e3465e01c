//! What a partner lent, for charts. What each figure counts is what the list it leads to shows.

use birqadam_core::ssr::Ctx;
use birqadam_core::{Actor, Permission, ResourceId, Result};

use crate::model::{LentResource, PartnerCharts, PartnerMonth, ResourceRequestStatus, last_months};

/// Resources named at most.
const RESOURCES: i64 = 12;

/// One's own lendings and answers.
///
/// # Errors
/// Needs `resources.manage_own`.
pub async fn partner_charts(ctx: &Ctx, actor: &Actor) -> Result<PartnerCharts> {
    let partner = actor.require(Permission::ResourcesManageOwn)?;
    let mut conn = ctx.db.acquire().await?;
    let spans = last_months(ctx.today());
    let (firsts, lasts): (Vec<_>, Vec<_>) = spans.iter().copied().unzip();
    let months = sqlx::query!(
        r#"select m.first as "first!", m.last as "last!", count(r.id) as "lendings!",
                  coalesce(sum(((r.ends_at - interval '1 microsecond') at time zone 'Asia/Almaty')::date
                               - (r.starts_at at time zone 'Asia/Almaty')::date + 1), 0)::bigint as "days!"
           from unnest($2::date[], $3::date[]) as m (first, last)
           left join funding.resource_requests r
             on r.partner_id = $1 and r.status in ('approved', 'done')
             and r.starts_at >= m.first::timestamp at time zone 'Asia/Almaty'
             and r.starts_at < (m.last + 1)::timestamp at time zone 'Asia/Almaty'
           group by m.first, m.last order by m.first"#,
        partner.0,
        &firsts,
        &lasts,
    )
    .fetch_all(&mut *conn)
    .await?;
    let resources = sqlx::query!(
        r#"select o.id as "id: ResourceId", o.title, count(*) as "lendings!"
           from funding.resource_requests r join funding.resources o on o.id = r.resource_id
           where r.partner_id = $1 and r.status in ('approved', 'done')
             and r.starts_at >= $2::date::timestamp at time zone 'Asia/Almaty'
             and r.starts_at < ($3::date + 1)::timestamp at time zone 'Asia/Almaty'
           group by o.id order by 3 desc, o.id limit $4"#,
        partner.0,
        firsts.first().copied(),
        lasts.last().copied(),
        RESOURCES,
    )
    .fetch_all(&mut *conn)
    .await?;
    let answers = sqlx::query!(
        r#"select count(*) filter (where status in ('approved', 'done')) as "approved!",
                  count(*) filter (where status = 'countered') as "countered!",
                  count(*) filter (where status = 'rejected') as "rejected!",
                  percentile_cont(0.5) within group (order by extract(epoch from answered_at - created_at)::float8)
                      filter (where answered_at is not null) as median
           from funding.resource_requests
           where partner_id = $1 and status in ('approved', 'done', 'countered', 'rejected')"#,
        partner.0,
    )
    .fetch_one(&mut *conn)
    .await?;
    Ok(PartnerCharts {
        months: months
            .into_iter()
            .map(|row| PartnerMonth { from: row.first, to: row.last, lendings: row.lendings, days: row.days })
            .collect(),
        resources: resources
            .into_iter()
            .map(|row| LentResource { id: row.id, title: row.title, lendings: row.lendings })
            .collect(),
        answers: vec![
            (ResourceRequestStatus::Approved, answers.approved),
            (ResourceRequestStatus::Countered, answers.countered),
            (ResourceRequestStatus::Rejected, answers.rejected),
        ],
        median_answer_seconds: answers.median,
    })
}
