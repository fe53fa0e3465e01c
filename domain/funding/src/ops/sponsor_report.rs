//! A sponsor's report on a project: from the payments by the ledger's postings to the expenses, from
//! there to receipts, tasks and approved photos, and what the project counts.

use std::collections::HashMap;

use birqadam_core::ssr::Ctx;
use birqadam_core::{Actor, Amount, Error, PhotoId, ProjectId, Result, SponsorshipId, TaskId, UserId};
use sqlx::PgConnection;

use birqadam_core::Permission;

use super::{expense_trace, impact_figures};
use crate::model::{
    ReportImpact, ReportPayment, SponsorReport, TracedExpense, TracedPart, TracedPhoto, TracedTask, by_category,
};

/// So many photos of a task are shown.
const PHOTOS_PER_TASK: i64 = 12;

/// The title of a project that the actor's money came to.
///
/// # Errors
/// Needs `sponsorships.create`; [`Error::NotFound`] for who gave nothing.
pub async fn check_sponsor_report(ctx: &Ctx, actor: &Actor, project: ProjectId) -> Result<String> {
    let sponsor = actor.require(Permission::SponsorshipsCreate)?;
    let title = sqlx::query_scalar!(
        "select p.title from volunteering.projects p
         where p.id = $1 and exists (
             select from funding.sponsorships s
             where s.project_id = p.id and s.sponsor_id = $2 and s.completed_at is not null)",
        project.0,
        sponsor.0,
    )
    .fetch_optional(&ctx.db)
    .await?;
    title.ok_or(Error::NotFound)
}

/// The report, as everything is at one moment.
///
/// # Errors
/// Needs `sponsorships.create`; [`Error::NotFound`] for who gave nothing.
pub async fn sponsor_report(ctx: &Ctx, actor: &Actor, project: ProjectId) -> Result<SponsorReport> {
    let sponsor = actor.require(Permission::SponsorshipsCreate)?;
    let mut tx = ctx.begin().await?;
    // Payments and expenses go on meanwhile; the sums must be of one moment.
    sqlx::query("set transaction isolation level repeatable read, read only").execute(&mut *tx).await?;
    let payments = payments(&mut tx, project, sponsor).await?;
    if payments.is_empty() {
        return Err(Error::NotFound);
    }
    let about = sqlx::query!(
        r#"select p.title, p.status, p.city, p.currency, coalesce(nullif(u.organization_name, ''), u.name) as "organizer!",
                  (select count(distinct a.volunteer_id)
                   from volunteering.tasks t join volunteering.assignments a on a.task_id = t.id
                   where t.project_id = p.id and a.status = 'completed') as "volunteers!"
           from volunteering.projects p join accounts.users u on u.id = p.organizer_id where p.id = $1"#,
        project.0,
    )
    .fetch_one(&mut *tx)
    .await?;
    let balance = sqlx::query_scalar!(
        r#"select coalesce(sum(a.balance_minor), 0)::bigint as "balance!"
           from funding.sponsorships s join funding.ledger_accounts a on a.sponsorship_id = s.id
           where s.project_id = $1 and s.sponsor_id = $2"#,
        project.0,
        sponsor.0,
    )
    .fetch_one(&mut *tx)
    .await?;
    let shares = expense_trace::shares_of(&mut tx, project, sponsor).await?;
    let expenses = expense_trace::expenses_of(&mut tx, project, Some(&shares)).await?;
    let reversed = expense_trace::reversed_of(&mut tx, project, &shares).await?;
    let measures = impact_figures::totals(&mut tx, project).await?;
    let trace = trace(&mut tx, project, expenses).await?;
    tx.commit().await?;
    Ok(SponsorReport {
        project_id: project,
        project: about.title,
        organizer: about.organizer,
        city: about.city,
        total_sponsored: Amount(payments.iter().map(|payment| payment.received.0).sum()),
        expenses: by_category(&trace),
        balance: Amount(balance),
        currency: about.currency,
        project_status: about.status,
        impact: ReportImpact::of(actor.locale, about.volunteers, &measures),
        measures,
        payments,
        trace,
        reversed,
        as_of: ctx.now(),
    })
}

async fn payments(conn: &mut PgConnection, project: ProjectId, sponsor: UserId) -> Result<Vec<ReportPayment>> {
    let rows = sqlx::query!(
        r#"select s.id as "id: SponsorshipId", s.amount_minor, s.received_minor, s.completed_at as "paid_at!", s.purpose,
                  s.is_anonymous, pay.transaction_id as "transaction_id?"
           from funding.sponsorships s
           left join lateral (
               select transaction_id from funding.payments
               where sponsorship_id = s.id and completed_at is not null order by id desc limit 1) pay on true
           where s.project_id = $1 and s.sponsor_id = $2 and s.completed_at is not null
           order by s.completed_at, s.id"#,
        project.0,
        sponsor.0,
    )
    .fetch_all(conn)
    .await?;
    let payments = rows.into_iter().map(|row| ReportPayment {
        id: row.id,
        amount: Amount(row.amount_minor),
        received: Amount(row.received_minor),
        paid_at: row.paid_at,
        purpose: row.purpose,
        is_anonymous: row.is_anonymous,
        transaction_id: row.transaction_id,
    });
    Ok(payments.collect())
}

/// Each expense with its task and the photos of the task's approved reports.
async fn trace(conn: &mut PgConnection, project: ProjectId, expenses: Vec<TracedExpense>) -> Result<Vec<TracedPart>> {
    let mut tasks: Vec<i64> = expenses.iter().filter_map(|expense| expense.task_id.map(|task| task.0)).collect();
    tasks.sort_unstable();
    tasks.dedup();
    let mut photos = photos(conn, project, &tasks).await?;
    let parts = expenses.into_iter().map(|expense| {
        let task = expense.task_id.zip(expense.task.clone()).map(|(id, text)| {
            // Several expenses of one task: its photos stand at the first, their number at each.
            let (photos, photos_count) =
                photos.get_mut(&id).map(|(some, n)| (std::mem::take(some), *n)).unwrap_or_default();
            TracedTask { id, text, photos, photos_count }
        });
        TracedPart::of(expense, task)
    });
    Ok(parts.collect())
}

type Photos = HashMap<TaskId, (Vec<TracedPhoto>, i64)>;

async fn photos(conn: &mut PgConnection, project: ProjectId, tasks: &[i64]) -> Result<Photos> {
    let rows = sqlx::query!(
        r#"select wanted.task as "task!: TaskId", f.id as "id: PhotoId", f.width, f.height, f.thumb_hash, f.n as "n!"
           from unnest($2::bigint[]) as wanted (task)
           cross join lateral (
               select f.id, f.width, f.height, f.thumb_hash, count(*) over () as n
               from volunteering.photo_reports r join volunteering.photos f on f.report_id = r.id
               where r.task_id = wanted.task and r.project_id = $1 and r.status = 'approved'
               order by f.id limit $3) f
           order by wanted.task, f.id"#,
        project.0,
        tasks,
        PHOTOS_PER_TASK,
    )
    .fetch_all(conn)
    .await?;
    let mut photos = Photos::new();
    for row in rows {
        let (some, count) = photos.entry(row.task).or_default();
        *count = row.n;
        some.push(TracedPhoto {
            id: row.id,
            thumb_url: format!("/files/sponsor/photos/{}/thumb", row.id),
            large_url: format!("/files/sponsor/photos/{}/large", row.id),
            width: row.width,
            height: row.height,
            hash: row.thumb_hash,
        });
    }
    Ok(photos)
}
