//! The volunteer's side of photo reports. Permission `reports.create`.

use birqadam_core::notice::Notice;
use birqadam_core::ssr::notify::{Audience, notify};
use birqadam_core::ssr::{Ctx, DbResultExt, audit, returns, review::appeals};
use birqadam_core::validate::Validator;
use birqadam_core::{
    Actor, Code, Cursor, Error, FieldCode, Page, PageRequest, Permission, ReportId, Result, TaskId, UserId,
};
use bytes::Bytes;
use serde_json::json;
use sqlx::PgConnection;

use super::activity;
use super::report_files::{self, StoredPhoto};
use super::report_records::{self, SUBJECT};
use crate::model::{REPORT_DESCRIPTION_MAX, REPORT_REVIEW, Report, ReportStatus, TaskStatus};

/// Sends a report for a task one holds a place on. 1 to
/// [`PHOTOS_PER_REPORT_MAX`](crate::model::PHOTOS_PER_REPORT_MAX) photos; errors at `photo.0`,
/// `photo.1`… (and `photo`), `description`. Nothing is stored when any photo is refused.
///
/// # Errors
/// [`Error::NotFound`] for an unknown task; [`Error::Conflict`] with `not_joined`,
/// `report_exists`, `task_closed`, `project_closed`.
pub async fn submit_report(
    ctx: &Ctx,
    actor: &Actor,
    task: TaskId,
    description: &str,
    photos: Vec<Bytes>,
) -> Result<Report> {
    let user = actor.require(Permission::ReportsCreate)?;
    let description = check(description, &photos, 1)?;
    // Refuse before decoding megabytes; looked at again, under lock, below.
    find_place(&mut *ctx.db.acquire().await?, user, task).await?;
    let photos = report_files::process_all(photos).await?;
    let stored = report_files::put_all(ctx, photos).await?;
    let report = insert(ctx, actor, user, task, &description, &stored).await;
    if report.is_err() {
        report_files::remove_all(ctx, &stored).await;
    }
    report
}

/// Corrects a returned report: new words, and new photos replacing the old when any are given.
///
/// # Errors
/// [`Error::NotFound`] for a report of somebody else; [`Error::Conflict`] with `wrong_state` when
/// it is not returned, `not_joined` when the place was given back meanwhile.
pub async fn resubmit_report(
    ctx: &Ctx,
    actor: &Actor,
    id: ReportId,
    description: &str,
    photos: Vec<Bytes>,
) -> Result<Report> {
    let user = actor.require(Permission::ReportsCreate)?;
    let description = check(description, &photos, 0)?;
    let known = sqlx::query_scalar!(
        "select status from volunteering.photo_reports where id = $1 and volunteer_id = $2",
        id.0,
        user.0,
    )
    .fetch_one(&ctx.db)
    .await?;
    require_returned(&known)?;
    let photos = report_files::process_all(photos).await?;
    let stored = report_files::put_all(ctx, photos).await?;
    match update(ctx, actor, user, id, &description, &stored).await {
        Ok((report, old_files)) => {
            report_files::remove_keys(ctx, old_files.iter().map(String::as_str).collect()).await;
            Ok(report)
        }
        Err(error) => {
            report_files::remove_all(ctx, &stored).await;
            Err(error)
        }
    }
}

/// Own reports, newest first.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn list_my_reports(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<Report>> {
    let user = actor.require(Permission::ReportsCreate)?;
    let before = page.cursor()?.map_or(i64::MAX, |cursor| cursor.id);
    let mut conn = ctx.db.acquire().await?;
    let ids = sqlx::query_scalar!(
        "select id from volunteering.photo_reports
         where volunteer_id = $1 and id < $2 order by id desc limit $3",
        user.0,
        before,
        page.limit() + 1,
    )
    .fetch_all(&mut *conn)
    .await?;
    let ids = Page::from_rows(ids, page.limit(), |id| Cursor { key: *id, id: *id });
    Ok(Page { items: report_records::load(&mut conn, &ids.items).await?, next: ids.next })
}

/// One own report.
///
/// # Errors
/// [`Error::NotFound`] for a report of somebody else.
pub async fn find_my_report(ctx: &Ctx, actor: &Actor, id: ReportId) -> Result<Report> {
    let user = actor.require(Permission::ReportsCreate)?;
    let mut conn = ctx.db.acquire().await?;
    sqlx::query_scalar!("select id from volunteering.photo_reports where id = $1 and volunteer_id = $2", id.0, user.0,)
        .fetch_one(&mut *conn)
        .await?;
    report_records::load_one(&mut conn, id).await
}

fn check(description: &str, photos: &[Bytes], least_photos: usize) -> Result<String> {
    let mut v = Validator::new();
    let description = v.text("description", description, 0, REPORT_DESCRIPTION_MAX);
    report_files::check_count(&mut v, photos, least_photos);
    v.finish()?;
    Ok(description)
}

fn require_returned(status: &str) -> Result<()> {
    let status = report_records::parse_status(status)?;
    if status.can_become(ReportStatus::Pending) { Ok(()) } else { Err(Error::Conflict(Code::WrongState)) }
}

/// What a report needs to know of its task.
struct Place {
    project_id: i64,
    organizer_id: i64,
    task: String,
}

/// The volunteer's place on a task that takes reports. Project, task and place are locked until
/// the transaction ends, in this order as everywhere.
async fn find_place(conn: &mut PgConnection, user: UserId, task: TaskId) -> Result<Place> {
    let project = sqlx::query!(
        "select id, status, organizer_id from volunteering.projects
         where id = (select project_id from volunteering.tasks where id = $1)
           and status in ('active', 'completed', 'archived') for share",
        task.0,
    )
    .fetch_one(&mut *conn)
    .await?;
    let row = sqlx::query!("select text, status from volunteering.tasks where id = $1 for share", task.0)
        .fetch_one(&mut *conn)
        .await?;
    let place = sqlx::query_scalar!(
        "select status from volunteering.assignments
         where task_id = $1 and volunteer_id = $2 and status <> 'left' for update",
        task.0,
        user.0,
    )
    .fetch_optional(&mut *conn)
    .await?;
    match place.as_deref() {
        Some("assigned") => {}
        // Completed means that a report was approved.
        Some("completed") => return Err(Error::Conflict(Code::ReportExists)),
        _ => return Err(Error::Conflict(Code::NotJoined)),
    }
    if project.status != "active" {
        return Err(Error::Conflict(Code::ProjectClosed));
    }
    if !TaskStatus::parse(&row.status).is_some_and(TaskStatus::is_open) {
        return Err(Error::Conflict(Code::TaskClosed));
    }
    let reported = sqlx::query_scalar!(
        r#"select exists (select 1 from volunteering.photo_reports
                          where task_id = $1 and volunteer_id = $2 and status <> 'rejected') as "reported!""#,
        task.0,
        user.0,
    )
    .fetch_one(conn)
    .await?;
    if reported {
        return Err(Error::Conflict(Code::ReportExists));
    }
    Ok(Place { project_id: project.id, organizer_id: project.organizer_id, task: row.text })
}

async fn insert(
    ctx: &Ctx,
    actor: &Actor,
    user: UserId,
    task: TaskId,
    description: &str,
    photos: &[StoredPhoto],
) -> Result<Report> {
    let mut tx = ctx.begin().await?;
    let place = find_place(&mut tx, user, task).await?;
    let id = sqlx::query_scalar!(
        r#"insert into volunteering.photo_reports (task_id, project_id, volunteer_id, description)
           values ($1, $2, $3, $4) returning id as "id: ReportId""#,
        task.0,
        place.project_id,
        user.0,
        description,
    )
    .fetch_one(&mut *tx)
    .await
    .on_constraint(&[("photo_reports_one_at_a_time", Error::Conflict(Code::ReportExists))])?;
    report_files::insert_all(&mut tx, id, photos).await?;
    withdraw_appeals(&mut tx, user, task).await?;
    let report = report_records::load_one(&mut tx, id).await?;
    tell(&mut tx, actor, "report.submit", &report, UserId(place.organizer_id), &place.task).await?;
    tx.commit().await?;
    Ok(report)
}

/// Another report takes the place of the rejected one, and of the word against its rejection.
async fn withdraw_appeals(conn: &mut PgConnection, user: UserId, task: TaskId) -> Result<()> {
    let rejected = sqlx::query_scalar!(
        "select id from volunteering.photo_reports where task_id = $1 and volunteer_id = $2 and status = 'rejected'",
        task.0,
        user.0,
    )
    .fetch_all(&mut *conn)
    .await?;
    for id in rejected {
        appeals::withdraw(conn, REPORT_REVIEW.name, id).await?;
    }
    Ok(())
}

async fn update(
    ctx: &Ctx,
    actor: &Actor,
    user: UserId,
    id: ReportId,
    description: &str,
    photos: &[StoredPhoto],
) -> Result<(Report, Vec<String>)> {
    let mut tx = ctx.begin().await?;
    let row = sqlx::query!(
        r#"select r.status, r.description, p.organizer_id, t.text as task,
                  exists (select 1 from volunteering.assignments a
                          where a.task_id = r.task_id and a.volunteer_id = r.volunteer_id
                            and a.status = 'assigned') as "joined!"
           from volunteering.photo_reports r
           join volunteering.projects p on p.id = r.project_id
           join volunteering.tasks t on t.id = r.task_id
           where r.id = $1 and r.volunteer_id = $2 for update of r"#,
        id.0,
        user.0,
    )
    .fetch_one(&mut *tx)
    .await?;
    require_returned(&row.status)?;
    if !row.joined {
        return Err(Error::Conflict(Code::NotJoined));
    }
    let kept = keep_closed(&mut tx, id, &row.description, description, photos).await?;
    let description = kept.as_deref().unwrap_or(description);
    let mut old_files = Vec::new();
    if !photos.is_empty() {
        old_files = report_files::delete_all(&mut tx, id).await?;
        report_files::insert_all(&mut tx, id, photos).await?;
    }
    sqlx::query!(
        "update volunteering.photo_reports
         set description = $2, status = 'pending', rejection_reason = null, submitted_at = now(),
             version = version + 1, updated_at = now()
         where id = $1",
        id.0,
        description,
    )
    .execute(&mut *tx)
    .await?;
    returns::close(&mut tx, SUBJECT, id.0).await?;
    let report = report_records::load_one(&mut tx, id).await?;
    tell(&mut tx, actor, "report.resubmit", &report, UserId(row.organizer_id), &row.task).await?;
    tx.commit().await?;
    Ok((report, old_files))
}

/// Only what was marked is open. Words that a form left out stay as they are: then they are returned.
async fn keep_closed(
    conn: &mut PgConnection,
    id: ReportId,
    stored: &str,
    description: &str,
    photos: &[StoredPhoto],
) -> Result<Option<String>> {
    let Some(returned) = returns::find_marked(conn, SUBJECT, id.0).await? else { return Ok(None) };
    let kept = (!returned.opens("description") && description.is_empty()).then(|| stored.to_owned());
    let mut v = Validator::new();
    let changed = kept.is_none() && description != stored;
    v.check(returned.opens("description") || !changed, "description", FieldCode::NotOpen);
    v.check(returned.opens("photo") || photos.is_empty(), "photo", FieldCode::NotOpen);
    v.finish()?;
    Ok(kept)
}

/// History, action log and notice of a report that came to its organizer.
async fn tell(
    conn: &mut PgConnection,
    actor: &Actor,
    operation: &str,
    report: &Report,
    organizer: UserId,
    task: &str,
) -> Result<()> {
    let details = json!({ "task": task });
    activity::record(
        conn,
        report.volunteer_id,
        "report_submitted",
        Some(report.project_id),
        Some(report.id.0),
        details,
    )
    .await?;
    audit::Entry::new(operation, SUBJECT, report.id.0)
        .new_value(json!({ "task_id": report.task_id, "photos": report.photos.len(), "version": report.version }))
        .record(conn, actor)
        .await?;
    let notice =
        Notice::ReportSubmitted { report_id: report.id, task: task.to_owned(), volunteer: report.volunteer.clone() };
    let key = format!("report-submitted-{}-v{}", report.id, report.version);
    notify(conn, Audience::User(organizer), notice, key).await
}
