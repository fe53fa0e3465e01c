//! What a person does with the reports that come to them by themselves: on their own projects
//! (`projects.manage_own`) or, with `analytics.view`, on all of the platform. The clock's side is
//! `core::ssr::export::schedules`.

use birqadam_core::{
    Actor, Error, FieldCode, Locale, Permission, ProjectId, Result, ScheduleId, UserId,
    export::ExportFormat,
    schedule::{ReportSchedule, SCHEDULES_MAX, ScheduleInput, SchedulePeriod},
    ssr::{Ctx, audit::Entry, db_error::internal, export::schedules::SUBJECT},
};
use serde_json::{Value, json};
use sqlx::{PgConnection, PgExecutor};

/// The names of the reports (`server/src/reports`).
const PROJECT_REPORT: &str = "project_report";
const PERIOD_REPORT: &str = "period_report";

/// Who may have reports come by themselves.
fn require(actor: &Actor) -> Result<UserId> {
    let user = actor.require_user()?;
    if actor.can(Permission::AnalyticsView) { Ok(user) } else { actor.require(Permission::ProjectsManageOwn) }
}

/// One's own schedules, the oldest first.
///
/// # Errors
/// Only permission and database.
pub async fn list_schedules(ctx: &Ctx, actor: &Actor) -> Result<Vec<ReportSchedule>> {
    let user = require(actor)?;
    find(&ctx.db, user, None).await
}

/// Own projects that a schedule can be about, the newest first.
///
/// # Errors
/// Only permission and database.
pub async fn list_schedule_projects(ctx: &Ctx, actor: &Actor) -> Result<Vec<(ProjectId, String)>> {
    let user = require(actor)?;
    if !actor.can(Permission::ProjectsManageOwn) {
        return Ok(Vec::new());
    }
    let rows = sqlx::query!(
        r#"select id as "id: ProjectId", title from volunteering.projects where organizer_id = $1 order by id desc limit 500"#,
        user.0,
    );
    Ok(rows.fetch_all(&ctx.db).await?.into_iter().map(|row| (row.id, row.title)).collect())
}

/// Has a report come from the next period on. The same one again is switched on, in the format and
/// language given now.
///
/// # Errors
/// [`Error::Invalid`] at the field, also at `about` for a project that is not one's own;
/// [`Error::TooMany`] beyond what one person may have.
pub async fn save_schedule(ctx: &Ctx, actor: &Actor, input: ScheduleInput) -> Result<ReportSchedule> {
    let user = require(actor)?;
    let new = input.validate()?;
    let mut tx = ctx.begin().await?;
    // One person's requests one after the other, so that the count below holds.
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('schedules-' || $1::bigint::text, 0))", user.0)
        .execute(&mut *tx)
        .await?;
    let (report, query) = match new.project {
        None => (PERIOD_REPORT, String::new()),
        Some(project) => {
            check_own(&mut tx, actor, user, project).await?;
            (PROJECT_REPORT, format!("project_id={project}"))
        }
    };
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from core.report_schedules
           where user_id = $1 and not (report = $2 and query = $3 and period = $4)"#,
        user.0,
        report,
        query,
        new.period.as_str(),
    );
    if count.fetch_one(&mut *tx).await? >= SCHEDULES_MAX {
        return Err(Error::field("about", FieldCode::TooMany(SCHEDULES_MAX)));
    }
    let id = sqlx::query_scalar!(
        r#"insert into core.report_schedules as s (user_id, report, query, period, format, locale, next_at)
           values ($1, $2, $3, $4, $5, $6, $7)
           on conflict on constraint report_schedules_once do update
               set format = excluded.format, locale = excluded.locale, is_on = true, ended = null, updated_at = now(),
                   next_at = case when s.is_on then s.next_at else excluded.next_at end
           returning id as "id: ScheduleId""#,
        user.0,
        report,
        query,
        new.period.as_str(),
        new.format.as_str(),
        new.locale.as_str(),
        new.period.next_after(ctx.now()),
    )
    .fetch_one(&mut *tx)
    .await?;
    let schedule = find_one(&mut *tx, user, id).await?;
    Entry::new("schedule.create", SUBJECT, id.0).new_value(told(&schedule, &query)).record(&mut tx, actor).await?;
    tx.commit().await?;
    Ok(schedule)
}

/// Switches one on or off. On again, it goes on with the period under way.
///
/// # Errors
/// [`Error::NotFound`] for another's.
pub async fn switch_schedule(ctx: &Ctx, actor: &Actor, id: ScheduleId, on: Switch) -> Result<ReportSchedule> {
    let user = require(actor)?;
    let mut tx = ctx.begin().await?;
    let before = lock(&mut tx, user, id).await?;
    let is_on = on == Switch::On;
    if before.is_on != is_on {
        if let (true, Some(project)) = (is_on, before.project_id) {
            check_own(&mut tx, actor, user, project).await.map_err(|_| Error::NotFound)?;
        }
        let next_at = if is_on { before.period.next_after(ctx.now()) } else { before.next_at };
        sqlx::query!(
            "update core.report_schedules set is_on = $2, ended = null, next_at = $3, updated_at = now() where id = $1",
            id.0,
            is_on,
            next_at,
        )
        .execute(&mut *tx)
        .await?;
        let state = |is_on: bool| json!({ "state": if is_on { "on" } else { "off" } });
        Entry::new("schedule.update", SUBJECT, id.0)
            .old(state(before.is_on))
            .new_value(state(is_on))
            .record(&mut tx, actor)
            .await?;
    }
    let schedule = find_one(&mut *tx, user, id).await?;
    tx.commit().await?;
    Ok(schedule)
}

/// Which way a schedule is switched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    On,
    Off,
}

/// Removes one; what it made stays.
///
/// # Errors
/// [`Error::NotFound`] for another's.
pub async fn delete_schedule(ctx: &Ctx, actor: &Actor, id: ScheduleId) -> Result<()> {
    let user = require(actor)?;
    let mut tx = ctx.begin().await?;
    let schedule = lock(&mut tx, user, id).await?;
    sqlx::query!("delete from core.report_schedules where id = $1", id.0).execute(&mut *tx).await?;
    let query = schedule.project_id.map(|project| format!("project_id={project}")).unwrap_or_default();
    Entry::new("schedule.delete", SUBJECT, id.0).old(told(&schedule, &query)).record(&mut tx, actor).await?;
    tx.commit().await.map_err(Error::from)
}

fn told(schedule: &ReportSchedule, query: &str) -> Value {
    json!({
        "list": schedule.report,
        "filters": query,
        "kind": schedule.period,
        "format": schedule.format,
        "locale": schedule.locale,
    })
}

async fn check_own(conn: &mut PgConnection, actor: &Actor, user: UserId, project: ProjectId) -> Result<()> {
    actor.require(Permission::ProjectsManageOwn)?;
    let found = sqlx::query_scalar!(
        "select id from volunteering.projects where id = $1 and organizer_id = $2",
        project.0,
        user.0
    );
    found.fetch_optional(conn).await?.ok_or_else(|| Error::field("about", FieldCode::Unknown)).map(drop)
}

async fn lock(conn: &mut PgConnection, user: UserId, id: ScheduleId) -> Result<ReportSchedule> {
    let own = sqlx::query_scalar!(
        "select id from core.report_schedules where id = $1 and user_id = $2 for update",
        id.0,
        user.0
    );
    own.fetch_optional(&mut *conn).await?.ok_or(Error::NotFound)?;
    find_one(conn, user, id).await
}

async fn find_one(conn: impl PgExecutor<'_>, user: UserId, id: ScheduleId) -> Result<ReportSchedule> {
    find(conn, user, Some(id)).await?.pop().ok_or(Error::NotFound)
}

async fn find(conn: impl PgExecutor<'_>, user: UserId, id: Option<ScheduleId>) -> Result<Vec<ReportSchedule>> {
    let rows = sqlx::query!(
        r#"select s.id as "id: ScheduleId", s.report, s.period, s.format, s.locale, s.is_on, s.next_at, s.ended,
                  p.id as "project_id?: ProjectId", p.title as "title?"
           from core.report_schedules s
           left join volunteering.projects p
               on s.report = 'project_report' and s.query = 'project_id=' || p.id and p.organizer_id = s.user_id
           where s.user_id = $1 and ($2::bigint is null or s.id = $2) order by s.id"#,
        user.0,
        id.map(|id| id.0),
    )
    .fetch_all(conn)
    .await?;
    let schedules = rows.into_iter().map(|row| {
        Ok(ReportSchedule {
            id: row.id,
            report: row.report,
            project_id: row.project_id,
            project: row.title,
            // The table's checks allow nothing else.
            period: SchedulePeriod::parse(&row.period).ok_or_else(|| internal("a schedule of no known period"))?,
            format: ExportFormat::parse(&row.format).ok_or_else(|| internal("a schedule of no known format"))?,
            locale: Locale::parse(&row.locale).unwrap_or_default(),
            is_on: row.is_on,
            next_at: row.next_at,
            ended: row.ended,
        })
    });
    schedules.collect()
}
