//! The moderators' side of projects, as the customer's document has it; the queue decides through
//! [`super::project_reviewable`]. Permission `projects.moderate`. Deciding twice the same way
//! changes nothing; deciding differently is a conflict.

use birqadam_core::review::{Decision, Verdict, marks};
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::review::{decisions, waits};
use birqadam_core::validate::Validator;
use birqadam_core::{Actor, Cursor, Error, Page, PageRequest, Permission, ProjectId, Result};

use super::project_records;
use super::project_reviewable::ProjectModeration;
use super::projects::load_review;
use crate::model::{PROJECT_REVIEW, Project, ProjectReview, ProjectStatus, ProjectSummary, ReturnInput};

/// Oldest first, without the caller's own.
///
/// # Errors
/// [`Error::Invalid`] on `cursor`.
pub async fn list_pending_projects(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<ProjectSummary>> {
    let reviewer = actor.require(Permission::ProjectsModerate)?;
    let after = page.cursor()?.unwrap_or(Cursor { key: 0, id: 0 });
    let limit = page.limit();
    let mut conn = ctx.db.acquire().await?;
    // What somebody has just decided has left the queue, though it can still be taken back.
    let held = decisions::held_ids(&mut conn, PROJECT_REVIEW.name).await?;
    let ids = sqlx::query_scalar!(
        "select id from volunteering.projects
         where status = 'pending' and organizer_id <> $5 and (submitted_at, id) > ($1, $2) and not id = any($4)
         order by submitted_at, id limit $3",
        after.time(),
        after.id,
        limit + 1,
        &held,
        reviewer.0,
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
    Ok(waits(&ProjectModeration, &mut conn, actor, &held).await?.count)
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
    decide(ctx, actor, id, verdict).await
}

/// Only the marked fields reopen for the organizer.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] with `already_decided`; [`Error::Invalid`] on `fields`
/// (at least one, each from [`PROJECT_REVIEW`]), `fields.0.comment`…, `message`.
pub async fn return_project(ctx: &Ctx, actor: &Actor, id: ProjectId, input: ReturnInput) -> Result<Project> {
    actor.require(Permission::ProjectsModerate)?;
    let verdict = validate_return(input)?;
    decide(ctx, actor, id, verdict).await
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
    decide(ctx, actor, id, verdict).await
}

/// The decision at once.
async fn decide(ctx: &Ctx, actor: &Actor, id: ProjectId, verdict: Verdict) -> Result<Project> {
    let mut tx = ctx.begin().await?;
    decisions::decide_now(&ProjectModeration, ctx, &mut tx, actor, id.0, None, &verdict).await?;
    let project = project_records::load(&mut tx, id, None).await?;
    tx.commit().await?;
    Ok(project)
}

/// As the document has it: the message may be empty where fields are marked.
fn validate_return(input: ReturnInput) -> Result<Verdict> {
    let mut v = Validator::new();
    let words = v.text("message", &input.message, 0, 2000);
    let fields = marks(&mut v, &input.fields, PROJECT_REVIEW.fields);
    v.finish()?;
    Ok(Verdict { decision: Decision::Return, words, fields, rating: None })
}
