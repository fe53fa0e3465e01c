//! Reading reports with their photos and open returns: three queries for a whole page.

use std::collections::HashMap;

use birqadam_core::review::{Return, ReturnedField};
use birqadam_core::{Error, PhotoId, ProjectId, ReportId, Result, TaskId, UserId, ssr::db_error::internal};
use sqlx::PgConnection;

use crate::model::{Photo, Report, ReportStatus};

/// The kind under which returns, audit and points know a report.
pub const SUBJECT: &str = "report";

/// Loads the reports in the order of the ids. Access was checked by whoever chose the ids.
pub async fn load(conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Report>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query!(
        "select r.id, r.status, r.task_id, t.text as task, r.project_id, p.title as project,
                r.volunteer_id, u.name as volunteer, r.description, r.rating, r.organizer_comment,
                r.rejection_reason, r.created_at, r.submitted_at, r.version
         from volunteering.photo_reports r
         join volunteering.tasks t on t.id = r.task_id
         join volunteering.projects p on p.id = r.project_id
         join accounts.users u on u.id = r.volunteer_id
         where r.id = any($1)
         order by array_position($1, r.id)",
        ids,
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut photos = load_photos(conn, ids).await?;
    let mut returns = load_returns(conn, ids).await?;
    rows.into_iter()
        .map(|row| {
            let photos = photos.remove(&row.id).unwrap_or_default();
            Ok(Report {
                id: ReportId(row.id),
                status: parse_status(&row.status)?,
                task_id: TaskId(row.task_id),
                task: row.task,
                project_id: ProjectId(row.project_id),
                project: row.project,
                volunteer_id: UserId(row.volunteer_id),
                volunteer: row.volunteer,
                description: row.description,
                photo_url: photos.first().map(|photo| photo.url.clone()),
                photos,
                rating: row.rating,
                organizer_comment: row.organizer_comment,
                rejection_reason: row.rejection_reason,
                returned: returns.remove(&row.id),
                uploaded_at: row.created_at,
                submitted_at: row.submitted_at,
                version: row.version,
            })
        })
        .collect()
}

/// One report.
pub async fn load_one(conn: &mut PgConnection, id: ReportId) -> Result<Report> {
    load(conn, &[id.0]).await?.pop().ok_or(Error::NotFound)
}

pub fn parse_status(text: &str) -> Result<ReportStatus> {
    ReportStatus::parse(text).ok_or_else(|| internal(&format!("a report of status {text:?}")))
}

/// Where a photo's large copy is served.
pub fn large_url(id: PhotoId) -> String {
    format!("/files/photos/{id}/large")
}

/// Where a photo's thumbnail is served.
pub fn thumb_url(id: PhotoId) -> String {
    format!("/files/photos/{id}/thumb")
}

async fn load_photos(conn: &mut PgConnection, reports: &[i64]) -> Result<HashMap<i64, Vec<Photo>>> {
    let rows = sqlx::query!(
        "select id, report_id, width, height, thumb_hash from volunteering.photos
         where report_id = any($1) order by report_id, position",
        reports,
    )
    .fetch_all(conn)
    .await?;
    let mut photos: HashMap<i64, Vec<Photo>> = HashMap::new();
    for row in rows {
        let id = PhotoId(row.id);
        photos.entry(row.report_id).or_default().push(Photo {
            id,
            url: large_url(id),
            thumb_url: thumb_url(id),
            width: row.width,
            height: row.height,
            thumb_hash: row.thumb_hash,
        });
    }
    Ok(photos)
}

async fn load_returns(conn: &mut PgConnection, reports: &[i64]) -> Result<HashMap<i64, Return>> {
    let rows = sqlx::query!(
        "select subject_id, message, fields from core.returns
         where subject_kind = $1 and subject_id = any($2) and resubmitted_at is null",
        SUBJECT,
        reports,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let fields: Vec<ReturnedField> = serde_json::from_value(row.fields)?;
            Ok((row.subject_id, Return { message: row.message, fields }))
        })
        .collect()
}

/// The fields a reviewer returns, as text: what the next version is compared with.
pub fn snapshot(report: &Report) -> serde_json::Value {
    let photos: Vec<String> = report.photos.iter().map(|photo| photo.id.to_string()).collect();
    serde_json::json!({ "description": report.description, "photo": photos.join(", ") })
}
