//! What people did: places on tasks, reports with photos, ratings, points, achievements.

use std::collections::HashMap;

use birqadam_core::notice::Notice;
use birqadam_core::review::{Return, ReturnedField};
use birqadam_core::ssr::{Ctx, returns};
use birqadam_core::{ReportId, Result, TaskId};
use birqadam_volunteering::{AssignmentStatus, ReportStatus};
use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use sqlx::PgConnection;

use super::accounts::Accounts;
use super::chronicle::{Activity, Chronicle, Line};
use super::data::World;
use super::outcome;
use super::pictures::Stored;
use super::plan::{Place, Plan, Sent};
use super::projects::Projects;

/// Where everything of the world was written.
pub struct Written<'a> {
    pub world: &'a World,
    pub accounts: &'a Accounts,
    pub projects: &'a Projects,
}

impl Written<'_> {
    fn task(&self, project: usize, task: usize) -> (i64, &str) {
        (self.projects.tasks[project][task], &self.world.projects[project].tasks[task].text)
    }

    /// The index of a project's organizer.
    pub fn organizer(&self, project: usize) -> usize {
        Accounts::find(self.world, &self.world.projects[project].organizer)
    }
}

/// Writes the plan; photos in the order of the reports and their shots.
///
/// # Errors
/// Only when the database fails.
pub async fn insert(
    ctx: &Ctx,
    tx: &mut PgConnection,
    written: &Written<'_>,
    plan: &Plan,
    photos: Vec<Stored>,
    chronicle: &mut Chronicle,
) -> Result<()> {
    for place in &plan.places {
        insert_place(tx, written, place, ctx.now(), chronicle).await?;
    }
    let mut photos = photos.into_iter();
    let mut tally = HashMap::new();
    for report in &plan.reports {
        let own: Vec<Stored> = photos.by_ref().take(report.shots.len()).collect();
        let id = insert_report(tx, written, report, &own).await?;
        tell_of_report(written, report, id, chronicle);
        if report.status == ReportStatus::Approved {
            reward(tx, written, report, id, chronicle).await?;
            let facts: &mut Vec<(DateTime<Utc>, usize)> = tally.entry(report.who).or_default();
            facts.push((report.reviewed.unwrap_or(report.at), own.len()));
        }
    }
    outcome::award(tx, written, tally, chronicle).await?;
    outcome::settle(ctx, tx).await
}

async fn insert_place(
    tx: &mut PgConnection,
    written: &Written<'_>,
    place: &Place,
    now: DateTime<Utc>,
    chronicle: &mut Chronicle,
) -> Result<()> {
    let (task, text) = written.task(place.project, place.task);
    let user = written.accounts.ids[place.who];
    let left = place.ended.filter(|_| place.status == AssignmentStatus::Left);
    let completed = place.ended.filter(|_| place.status == AssignmentStatus::Completed);
    sqlx::query!(
        "insert into volunteering.assignments (task_id, volunteer_id, status, joined_at, left_at, completed_at)
         values ($1, $2, $3, $4, $5, $6)",
        task,
        user.0,
        place.status.as_str(),
        place.joined,
        left,
        completed,
    )
    .execute(tx)
    .await?;
    let project = written.projects.ids[place.project];
    let mut happened = |at, kind, operation: &'static str| {
        let details = json!({ "task": text });
        chronicle.happened(Activity { at, user, kind, project: Some(project.0), related: task, details });
        let actor = written.accounts.actor(written.world, place.who);
        let new = Some(json!({ "task": text, "status": place.status }));
        chronicle.log(Line { at, actor, operation, subject: ("task", task), old: None, new });
    };
    happened(place.joined, "joined_task", "task.join");
    if let Some(at) = left {
        happened(at, "left_task", "task.leave");
    }
    if place.joined > now - Duration::days(6) {
        let volunteer = written.world.people[place.who].name.clone();
        let notice = Notice::TaskJoined { project_id: project, task_id: TaskId(task), task: text.into(), volunteer };
        let organizer = written.accounts.ids[written.organizer(place.project)];
        chronicle.tell(place.joined, organizer, notice, format!("task-joined-{task}-{user}"));
    }
    Ok(())
}

async fn insert_report(
    tx: &mut PgConnection,
    written: &Written<'_>,
    report: &Sent,
    photos: &[Stored],
) -> Result<ReportId> {
    let reviewer = report.reviewed.map(|_| written.accounts.ids[written.organizer(report.project)]);
    let id = sqlx::query_scalar!(
        r#"insert into volunteering.photo_reports
               (task_id, project_id, volunteer_id, description, status, rating, organizer_comment, rejection_reason,
                reviewed_by, reviewed_at, submitted_at, version, created_at, updated_at)
           values ($1, $2, $3, $4, $5, $6, nullif($7, ''), $8, $9, $10, $11, $12, $11, $13)
           returning id as "id: ReportId""#,
        written.task(report.project, report.task).0,
        written.projects.ids[report.project].0,
        written.accounts.ids[report.who].0,
        report.words,
        report.status.as_str(),
        report.rating,
        report.comment,
        report.reason,
        reviewer.map(|id| id.0),
        report.reviewed,
        report.at,
        if report.reviewed.is_some() { 2i64 } else { 1 },
        report.reviewed.unwrap_or(report.at),
    )
    .fetch_one(&mut *tx)
    .await?;
    let mut photo_ids = Vec::new();
    for (position, photo) in photos.iter().enumerate() {
        photo_ids.push(insert_photo(tx, id, position as i16, photo, report.at).await?.to_string());
    }
    if let (ReportStatus::Returned, Some(reason), Some(reviewer)) = (report.status, &report.reason, reviewer) {
        let open = |field: &str| ReturnedField { field: field.into(), comment: String::new() };
        let returned = Return { message: reason.clone(), fields: vec![open("photo"), open("description")] };
        let snapshot = json!({ "description": report.words, "photo": photo_ids.join(", ") });
        returns::open(tx, "report", id.0, reviewer, &returned, snapshot).await?;
    }
    Ok(id)
}

async fn insert_photo(
    tx: &mut PgConnection,
    report: ReportId,
    position: i16,
    photo: &Stored,
    at: DateTime<Utc>,
) -> Result<i64> {
    let id = sqlx::query_scalar!(
        "insert into volunteering.photos (report_id, position, original_key, large_key, thumb_key, width, height, sha256,
                                          phash, thumb_hash, taken_at, latitude, longitude, camera, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) returning id",
        report.0,
        position,
        photo.original_key,
        photo.large_key,
        photo.thumb_key,
        photo.width,
        photo.height,
        photo.sha256,
        photo.phash,
        photo.thumb_hash,
        photo.facts.taken_at,
        photo.facts.position.map(|(latitude, _)| latitude),
        photo.facts.position.map(|(_, longitude)| longitude),
        photo.facts.camera,
        at,
    )
    .fetch_one(tx)
    .await?;
    Ok(id)
}

/// Log, history and inboxes of a report and the decision on it.
fn tell_of_report(written: &Written<'_>, report: &Sent, id: ReportId, chronicle: &mut Chronicle) {
    let (world, accounts) = (written.world, written.accounts);
    let (_, text) = written.task(report.project, report.task);
    let (user, organizer) = (accounts.ids[report.who], written.organizer(report.project));
    let project = written.projects.ids[report.project].0;
    let task = || text.to_owned();
    let subject = ("report", id.0);
    let new = Some(json!({ "task": text, "photos": report.shots.len() }));
    chronicle.log(Line {
        at: report.at,
        actor: accounts.actor(world, report.who),
        operation: "report.submit",
        subject,
        old: None,
        new,
    });
    let details = json!({ "task": text });
    chronicle.happened(Activity {
        at: report.at,
        user,
        kind: "report_submitted",
        project: Some(project),
        related: id.0,
        details,
    });
    let volunteer = world.people[report.who].name.clone();
    let notice = Notice::ReportSubmitted { report_id: id, task: task(), volunteer };
    chronicle.tell(report.at, accounts.ids[organizer], notice, format!("report-submitted-{id}-v1"));
    let Some(at) = report.reviewed else { return };
    let reason = report.reason.clone().unwrap_or_default();
    let (operation, notice, key) = match report.status {
        ReportStatus::Returned => (
            "report.return",
            Notice::ReportReturned { report_id: id, task: task(), reason: reason.clone() },
            format!("report-return-{id}-v1"),
        ),
        ReportStatus::Rejected => (
            "report.reject",
            Notice::ReportRejected { report_id: id, task: task(), reason: reason.clone() },
            format!("report-reject-{id}-v1"),
        ),
        _ => {
            let rating = report.rating.unwrap_or(5);
            (
                "report.approve",
                Notice::ReportApproved { report_id: id, task: task(), rating, points: rating.into() },
                format!("report-approve-{id}-v1"),
            )
        }
    };
    chronicle.tell(at, user, notice, key);
    let new =
        Some(json!({ "status": report.status, "rating": report.rating, "comment": report.comment, "reason": reason }));
    let old = Some(json!({ "status": "pending" }));
    chronicle.log(Line { at, actor: accounts.actor(world, organizer), operation, subject, old, new });
}

/// Rating and points of an approved report.
async fn reward(
    tx: &mut PgConnection,
    written: &Written<'_>,
    report: &Sent,
    id: ReportId,
    chronicle: &mut Chronicle,
) -> Result<()> {
    let (at, rating) = (report.reviewed.unwrap_or(report.at), report.rating.unwrap_or(5));
    let user = written.accounts.ids[report.who];
    let (task, text) = written.task(report.project, report.task);
    let project = &written.world.projects[report.project].title;
    sqlx::query!(
        "insert into volunteering.ratings (user_id, rated_by, rating_type, target_id, rating, comment, created_at)
         values ($1, $2, 'volunteer_rating', $3, $4, $5, $6)",
        user.0,
        written.accounts.ids[written.organizer(report.project)].0,
        id.0,
        rating,
        report.comment,
        at,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into growth.points_ledger (user_id, amount, reason, source_kind, source_id, details, created_at)
         values ($1, $2, 'report_approved', 'report', $3, $4, $5)",
        user.0,
        i64::from(rating),
        id.0,
        json!({ "task": text, "project": project, "rating": rating }),
        at,
    )
    .execute(&mut *tx)
    .await?;
    let details = json!({ "task": text, "rating": rating, "points": rating });
    let project = Some(written.projects.ids[report.project].0);
    chronicle.happened(Activity { at, user, kind: "task_completed", project, related: task, details });
    Ok(())
}
