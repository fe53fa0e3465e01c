//! The clock's side of reports that come by themselves: what is due, and asking for it once. What a
//! person does with their schedules is in `volunteering::ops::report_schedules`.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use sqlx::PgConnection;

use super::{make::RunExport, own::NewExport};
use crate::{
    Actor, ExportId, Locale, Result, ScheduleId, UserId,
    export::ExportFormat,
    notice::Notice,
    schedule::SchedulePeriod,
    ssr::{
        Ctx,
        audit::Entry,
        db_error::internal,
        jobs,
        notify::{Audience, notify},
    },
};

/// The noun of the action log.
pub const SUBJECT: &str = "schedule";
/// Looked at in one turn of the clock.
const AT_ONCE: i64 = 200;

/// A schedule whose period is over.
#[derive(Clone, Debug)]
pub struct Due {
    pub id: ScheduleId,
    pub owner: UserId,
    pub report: String,
    /// Without the days.
    pub query: String,
    pub period: SchedulePeriod,
    pub format: ExportFormat,
    pub locale: Locale,
    pub next_at: DateTime<Utc>,
}

impl Due {
    /// Which of the moments that have passed is served now.
    fn served(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.period.first_to_serve(self.next_at, now)
    }

    /// First and last day of the period that is served now.
    pub fn covered(&self, now: DateTime<Utc>) -> (NaiveDate, NaiveDate) {
        self.period.covered_at(self.served(now))
    }
}

/// What is due, the longest first.
///
/// # Errors
/// Only when the database fails.
pub async fn due(ctx: &Ctx) -> Result<Vec<Due>> {
    let rows = sqlx::query!(
        r#"select id as "id: ScheduleId", user_id as "owner: UserId", report, query, period, format, locale, next_at
           from core.report_schedules where is_on and next_at <= $1 order by next_at, id limit $2"#,
        ctx.now(),
        AT_ONCE,
    )
    .fetch_all(&ctx.db)
    .await?;
    let due = rows.into_iter().map(|row| {
        // The table's checks allow nothing else.
        let period = SchedulePeriod::parse(&row.period).ok_or_else(|| internal("a schedule of no known period"))?;
        let format = ExportFormat::parse(&row.format).ok_or_else(|| internal("a schedule of no known format"))?;
        Ok(Due {
            id: row.id,
            owner: row.owner,
            report: row.report,
            query: row.query,
            period,
            format,
            locale: Locale::parse(&row.locale).unwrap_or_default(),
            next_at: row.next_at,
        })
    });
    due.collect()
}

/// Asks for the report of the period and moves the schedule on, both or neither. `false`: another
/// worker did, or it was switched off meanwhile.
///
/// # Errors
/// Only when the database fails.
pub async fn ask(ctx: &Ctx, due: &Due, new: NewExport) -> Result<bool> {
    let now = ctx.now();
    let (start, _) = due.covered(now);
    let mut tx = ctx.begin().await?;
    if !move_on(&mut tx, due, now).await? {
        return Ok(false);
    }
    let id = sqlx::query_scalar!(
        r#"insert into core.exports (user_id, list, query, title, format, locale, rows_total, file_name,
                                    created_at, alive_at, schedule_id, period_start)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11)
           on conflict (schedule_id, period_start) do nothing returning id as "id: ExportId""#,
        due.owner.0,
        new.list,
        new.query,
        new.title,
        new.format.as_str(),
        new.locale.as_str(),
        new.rows,
        new.file_name,
        now,
        due.id.0,
        start,
    )
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(id) = id {
        let system = Actor::system("a report by schedule");
        Entry::new("export.create", "export", id.0).new_value(new.entry()).record(&mut tx, &system).await?;
        jobs::enqueue(&mut tx, &RunExport { export: id }).await?;
    }
    tx.commit().await?;
    Ok(id.is_some())
}

/// Leaves the period out: there is nobody to make it for now.
///
/// # Errors
/// Only when the database fails.
pub async fn leave_out(ctx: &Ctx, due: &Due) -> Result<()> {
    let mut conn = ctx.db.acquire().await?;
    move_on(&mut conn, due, ctx.now()).await.map(drop)
}

async fn move_on(conn: &mut PgConnection, due: &Due, now: DateTime<Utc>) -> Result<bool> {
    let moved = sqlx::query!(
        "update core.report_schedules set next_at = $3 where id = $1 and next_at = $2 and is_on",
        due.id.0,
        due.next_at,
        due.period.next_after(due.served(now)),
    )
    .execute(conn)
    .await?;
    Ok(moved.rows_affected() == 1)
}

/// Ends a schedule by itself and tells its owner, who may not see the report any more, or it is gone.
///
/// # Errors
/// Only when the database fails.
pub async fn end(conn: &mut PgConnection, id: ScheduleId, code: &str) -> Result<()> {
    let ended = sqlx::query!(
        r#"update core.report_schedules set is_on = false, ended = $2, updated_at = now() where id = $1 and is_on
           returning report, user_id as "user: UserId", next_at"#,
        id.0,
        code,
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = ended else { return Ok(()) };
    let entry = Entry::new("schedule.end", SUBJECT, id.0).new_value(json!({ "list": row.report, "cause": code }));
    entry.record(conn, &Actor::system("a report by schedule")).await?;
    let key = format!("schedule-ended-{id}-{}", row.next_at.timestamp());
    notify(conn, Audience::User(row.user), Notice::ScheduleEnded { list: row.report }, key).await
}
