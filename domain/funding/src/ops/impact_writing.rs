//! Counting what a project did. Permission `money.manage_own`; foreign projects are not found. A wrong
//! count is taken out, not edited; the action log keeps it.

use birqadam_core::ssr::{Ctx, DbResultExt, audit::Entry};
use birqadam_core::{
    Actor, Error, FieldCode, ImpactEntryId, ImpactMeasureId, Permission, ProjectId, ReportId, Result, UserId,
};
use serde_json::json;
use sqlx::PgConnection;

use super::impact_figures::totals;
use super::own_project;
use crate::model::{
    IMPACT_MEASURES_MAX, ImpactEntry, ImpactEntryInput, ImpactMeasureInput, ImpactSheet, ImpactTotal, ShownReport,
};

/// The most entries that are told at once.
const MOST: i64 = 500;

/// Measures, entries and the reports that can be evidence, of one's own project.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's project.
pub async fn find_impact(ctx: &Ctx, actor: &Actor, project: ProjectId) -> Result<ImpactSheet> {
    let user = actor.require(Permission::MoneyManageOwn)?;
    let mut conn = ctx.db.acquire().await?;
    let own = own_project::find(&mut conn, user, project).await?;
    let reports = sqlx::query_as!(
        ShownReport,
        r#"select r.id as "id: ReportId", t.text as task, r.submitted_at
           from volunteering.photo_reports r join volunteering.tasks t on t.id = r.task_id
           where r.project_id = $1 and r.status = 'approved' order by r.submitted_at desc, r.id desc limit 200"#,
        project.0,
    )
    .fetch_all(&mut *conn)
    .await?;
    Ok(ImpactSheet {
        project: own.title.clone(),
        open: own.require_open().is_ok(),
        measures: totals(&mut conn, project).await?,
        entries: entries_of(&mut conn, project).await?,
        reports,
    })
}

/// Counts of a project, the newest first. Access is the caller's question.
///
/// # Errors
/// Only when the database fails.
pub async fn entries_of(conn: &mut PgConnection, project: ProjectId) -> Result<Vec<ImpactEntry>> {
    let entries = sqlx::query_as!(
        ImpactEntry,
        r#"select e.id as "id: ImpactEntryId", e.measure_id as "measure_id: ImpactMeasureId",
                  e.amount::float8 as "amount!", e.counted_on, e.note, e.report_id as "report_id: ReportId",
                  u.name as created_by
           from funding.impact_measures m
           join funding.impact_entries e on e.measure_id = m.id
           join accounts.users u on u.id = e.created_by
           where m.project_id = $1 order by e.counted_on desc, e.id desc limit $2"#,
        project.0,
        MOST,
    )
    .fetch_all(conn)
    .await?;
    Ok(entries)
}

/// A further measure.
///
/// # Errors
/// [`Error::Invalid`] on `kind` (also when it is there already or there are too many), `title.ru`, `unit`.
pub async fn add_measure(
    ctx: &Ctx,
    actor: &Actor,
    project: ProjectId,
    input: &ImpactMeasureInput,
) -> Result<Vec<ImpactTotal>> {
    let user = actor.require(Permission::MoneyManageOwn)?;
    let (kind, title, unit) = input.validate()?;
    let mut tx = ctx.begin().await?;
    let own = own_project::lock(&mut tx, user, project).await?;
    own.require_open()?;
    let there = sqlx::query_scalar!(
        r#"select count(*) as "count!" from funding.impact_measures where project_id = $1"#,
        project.0,
    )
    .fetch_one(&mut *tx)
    .await?;
    if there >= IMPACT_MEASURES_MAX {
        return Err(Error::field("kind", FieldCode::TooMany(IMPACT_MEASURES_MAX)));
    }
    sqlx::query!(
        "insert into funding.impact_measures (project_id, kind, title, unit, position) values ($1, $2, $3, $4, $5)",
        project.0,
        kind.as_str(),
        serde_json::to_value(&title)?,
        unit,
        there as i32,
    )
    .execute(&mut *tx)
    .await
    .on_constraint(&[("impact_measures_kind", Error::field("kind", FieldCode::NameTaken))])?;
    Entry::new("impact.add_measure", "project", project.0)
        .new_value(json!({ "measure": kind, "title": title, "unit": unit }))
        .record(&mut tx, actor)
        .await?;
    let after = totals(&mut tx, project).await?;
    tx.commit().await?;
    Ok(after)
}

/// Takes a measure out with its counts.
///
/// # Errors
/// [`Error::NotFound`] for one of somebody else's project.
pub async fn remove_measure(ctx: &Ctx, actor: &Actor, id: ImpactMeasureId) -> Result<()> {
    let user = actor.require(Permission::MoneyManageOwn)?;
    let mut tx = ctx.begin().await?;
    let gone = sqlx::query!(
        r#"select m.project_id as "project: ProjectId", m.kind, m.title, m.unit,
                  coalesce((select sum(amount) from funding.impact_entries e where e.measure_id = m.id), 0)::float8
                      as "total!"
           from funding.impact_measures m join volunteering.projects p on p.id = m.project_id
           where m.id = $1 and p.organizer_id = $2 for update of m"#,
        id.0,
        user.0,
    )
    .fetch_one(&mut *tx)
    .await?;
    sqlx::query!("delete from funding.impact_measures where id = $1", id.0).execute(&mut *tx).await?;
    Entry::new("impact.remove_measure", "project", gone.project.0)
        .old(json!({ "measure": gone.kind, "title": gone.title, "unit": gone.unit, "total": gone.total }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await.map_err(Error::from)
}

/// A further count.
///
/// # Errors
/// [`Error::Invalid`] on `amount`, `counted_on`, `note`, `report` (an approved one of the project);
/// [`Error::NotFound`] for a measure of somebody else's project.
pub async fn add_entry(
    ctx: &Ctx,
    actor: &Actor,
    measure: ImpactMeasureId,
    input: &ImpactEntryInput,
) -> Result<ImpactTotal> {
    let user = actor.require(Permission::MoneyManageOwn)?;
    let valid = input.validate(ctx.today())?;
    let mut tx = ctx.begin().await?;
    let project = find_project(&mut tx, user, measure).await?;
    if let Some(report) = valid.report {
        let shows = sqlx::query_scalar!(
            r#"select exists (select from volunteering.photo_reports
                              where id = $1 and project_id = $2 and status = 'approved') as "shows!""#,
            report.0,
            project.0,
        )
        .fetch_one(&mut *tx)
        .await?;
        if !shows {
            return Err(Error::field("report", FieldCode::Unknown));
        }
    }
    sqlx::query!(
        "insert into funding.impact_entries (measure_id, amount, counted_on, note, report_id, created_by)
         values ($1, $2::bigint / 100.0, $3, $4, $5, $6)",
        measure.0,
        valid.hundredths,
        valid.counted_on,
        valid.note,
        valid.report.map(|report| report.0),
        user.0,
    )
    .execute(&mut *tx)
    .await?;
    let after = totals(&mut tx, project).await?.into_iter().find(|total| total.id == measure);
    let after = after.ok_or(Error::NotFound)?;
    if after.kind.is_whole() && valid.hundredths % 100 != 0 {
        return Err(Error::field("amount", FieldCode::NotWhole));
    }
    Entry::new("impact.add_entry", "project", project.0)
        .new_value(json!({ "measure": after.kind, "amount": valid.hundredths as f64 / 100.0,
                           "counted_on": valid.counted_on, "report": valid.report }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    Ok(after)
}

async fn find_project(conn: &mut PgConnection, user: UserId, measure: ImpactMeasureId) -> Result<ProjectId> {
    let project = sqlx::query_scalar!(
        r#"select m.project_id as "project: ProjectId" from funding.impact_measures m
           join volunteering.projects p on p.id = m.project_id where m.id = $1 and p.organizer_id = $2"#,
        measure.0,
        user.0,
    )
    .fetch_one(&mut *conn)
    .await?;
    own_project::find(conn, user, project).await?.require_open()?;
    Ok(project)
}

/// Takes a count out.
///
/// # Errors
/// [`Error::NotFound`] for one of somebody else's project.
pub async fn remove_entry(ctx: &Ctx, actor: &Actor, id: ImpactEntryId) -> Result<()> {
    let user = actor.require(Permission::MoneyManageOwn)?;
    let mut tx = ctx.begin().await?;
    let gone = sqlx::query!(
        r#"delete from funding.impact_entries e
           using funding.impact_measures m, volunteering.projects p
           where e.id = $1 and m.id = e.measure_id and p.id = m.project_id and p.organizer_id = $2
           returning m.project_id, m.kind, e.amount::float8 as "amount!", e.counted_on, e.note"#,
        id.0,
        user.0,
    )
    .fetch_one(&mut *tx)
    .await?;
    Entry::new("impact.remove_entry", "project", gone.project_id)
        .old(json!({ "measure": gone.kind, "amount": gone.amount, "counted_on": gone.counted_on, "note": gone.note }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await.map_err(Error::from)
}
