//! The moderators' side of projects, as the customer's document has it; the queue decides through
//! [`project_reviewable`]. Permission `projects.moderate`. Deciding twice the same way
//! changes nothing; deciding differently is a conflict.

use birqadam_core::review::{Decision, ReturnedField, Verdict};
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::review::Reviewable;
use birqadam_core::ssr::review::decisions::{self, Decided};
use birqadam_core::validate::Validator;
use birqadam_core::{Actor, Code, Cursor, Error, FieldCode, Page, PageRequest, Permission, ProjectId, Result};
use sqlx::PgConnection;

use super::project_records;
use super::project_reviewable::{self, ProjectModeration};
use super::projects::load_review;
use crate::model::{
    PROJECT_REVIEW, Project, ProjectReview, ProjectStatus, ProjectSummary, RETURNABLE_PROJECT_FIELDS, ReturnInput,
};

/// Oldest first.
///
/// # Errors
/// [`Error::Invalid`] on `cursor`.
pub async fn list_pending_projects(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<ProjectSummary>> {
    actor.require(Permission::ProjectsModerate)?;
    let after = page.cursor()?.unwrap_or(Cursor { key: 0, id: 0 });
    let limit = page.limit();
    let mut conn = ctx.db.acquire().await?;
    // What somebody has just decided has left the queue, though it can still be taken back.
    let held = decisions::held_ids(&mut conn, PROJECT_REVIEW.name).await?;
    let ids = sqlx::query_scalar!(
        "select id from volunteering.projects
         where status = 'pending' and (submitted_at, id) > ($1, $2) and not id = any($4)
         order by submitted_at, id limit $3",
        after.time(),
        after.id,
        limit + 1,
        &held,
    )
    .fetch_all(&mut *conn)
    .await?;
    let projects = project_records::load_summaries(&mut conn, &ids).await?;
    Ok(Page::from_rows(projects, limit, |p| Cursor::at(p.submitted_at.unwrap_or(p.created_at), p.id.0)))
}

/// How many wait.
///
/// # Errors
/// Only permission and database.
pub async fn count_pending_projects(ctx: &Ctx, actor: &Actor) -> Result<i64> {
    actor.require(Permission::ProjectsModerate)?;
    let mut conn = ctx.db.acquire().await?;
    let held = decisions::held_ids(&mut conn, PROJECT_REVIEW.name).await?;
    Ok(ProjectModeration.waits(&mut conn, actor, &held).await?.count)
}

/// One project in front of its reviewer. Drafts are their organizer's own business.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn review_project(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<ProjectReview> {
    actor.require(Permission::ProjectsModerate)?;
    let mut conn = ctx.db.acquire().await?;
    let review = load_review(&mut conn, id, None).await?;
    if review.project.summary.status == ProjectStatus::Draft { Err(Error::NotFound) } else { Ok(review) }
}

/// Publishes a waiting project.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] with `already_decided`.
pub async fn approve_project(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<Project> {
    actor.require(Permission::ProjectsModerate)?;
    let verdict = Verdict { decision: Decision::Approve, words: String::new(), fields: Vec::new(), rating: None };
    decide(ctx, actor, id, ProjectStatus::Active, verdict).await
}

/// Only the marked fields reopen for the organizer.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] with `already_decided`; [`Error::Invalid`] on `fields`
/// (at least one, each from [`RETURNABLE_PROJECT_FIELDS`]), `fields.0.comment`…, `message`.
pub async fn return_project(ctx: &Ctx, actor: &Actor, id: ProjectId, input: ReturnInput) -> Result<Project> {
    actor.require(Permission::ProjectsModerate)?;
    let verdict = validate_return(input)?;
    decide(ctx, actor, id, ProjectStatus::Returned, verdict).await
}

/// Refuses for good.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] with `already_decided`; [`Error::Invalid`] on `reason`.
pub async fn reject_project(ctx: &Ctx, actor: &Actor, id: ProjectId, reason: &str) -> Result<Project> {
    actor.require(Permission::ProjectsModerate)?;
    let mut v = Validator::new();
    let words = v.text("reason", reason, 1, 2000);
    v.finish()?;
    let verdict = Verdict { decision: Decision::Reject, words, fields: Vec::new(), rating: None };
    decide(ctx, actor, id, ProjectStatus::Rejected, verdict).await
}

/// The decision at once.
async fn decide(ctx: &Ctx, actor: &Actor, id: ProjectId, wanted: ProjectStatus, verdict: Verdict) -> Result<Project> {
    let mut tx = ctx.begin().await?;
    let before = lock(&mut tx, id).await?;
    if let Some(decided) = settled(&before, wanted)? {
        return Ok(decided);
    }
    project_reviewable::apply(&mut tx, actor, &before, &verdict).await?;
    let decided = Decided {
        kind: PROJECT_REVIEW.name,
        id: id.0,
        author: before.summary.organizer_id,
        title: &before.summary.title,
        version: before.version,
    };
    decisions::record(&mut tx, actor, &decided, &verdict).await?;
    let project = project_records::load(&mut tx, id, None).await?;
    tx.commit().await?;
    Ok(project)
}

/// As the document has it: the message may be empty where fields are marked.
fn validate_return(input: ReturnInput) -> Result<Verdict> {
    let mut v = Validator::new();
    let words = v.text("message", &input.message, 0, 2000);
    let mut fields = Vec::new();
    for (index, field) in input.fields.iter().enumerate() {
        if !RETURNABLE_PROJECT_FIELDS.contains(&field.field.as_str()) {
            v.add(format!("fields.{index}.field"), FieldCode::Unknown);
            continue;
        }
        if fields.iter().any(|marked: &ReturnedField| marked.field == field.field) {
            continue;
        }
        let comment = v.text(&format!("fields.{index}.comment"), &field.comment, 0, 1000);
        fields.push(ReturnedField { field: field.field.clone(), comment });
    }
    v.check(!input.fields.is_empty(), "fields", FieldCode::Required);
    v.finish()?;
    Ok(Verdict { decision: Decision::Return, words, fields, rating: None })
}

async fn lock(conn: &mut PgConnection, id: ProjectId) -> Result<Project> {
    sqlx::query_scalar!(
        "select id from volunteering.projects where id = $1 and status <> 'draft' for no key update",
        id.0
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(Error::NotFound)?;
    project_records::load(conn, id, None).await
}

/// The project as it is when this decision was taken before; an error when another was.
fn settled(project: &Project, decision: ProjectStatus) -> Result<Option<Project>> {
    match project.summary.status {
        ProjectStatus::Pending => Ok(None),
        status if status == decision => Ok(Some(project.clone())),
        // It was published and has ended since.
        ProjectStatus::Completed if decision == ProjectStatus::Active => Ok(Some(project.clone())),
        _ => Err(Error::Conflict(Code::AlreadyDecided)),
    }
}
