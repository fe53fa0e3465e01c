//! The moderators' side of projects. Permission `projects.moderate`. Deciding twice the same way
//! changes nothing; deciding differently is a conflict.

use birqadam_core::notice::Notice;
use birqadam_core::review::{Return, ReturnedField};
use birqadam_core::ssr::notify::{Audience, notify};
use birqadam_core::ssr::{Ctx, audit, returns};
use birqadam_core::validate::Validator;
use birqadam_core::{Actor, Code, Cursor, Error, FieldCode, Page, PageRequest, Permission, ProjectId, Result};
use serde_json::json;
use sqlx::PgConnection;

use super::project_records::{self, SUBJECT};
use super::projects::load_review;
use crate::model::{Project, ProjectReview, ProjectStatus, ProjectSummary, RETURNABLE_PROJECT_FIELDS, ReturnInput};

/// Oldest first.
///
/// # Errors
/// [`Error::Invalid`] on `cursor`.
pub async fn list_pending_projects(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<ProjectSummary>> {
    actor.require(Permission::ProjectsModerate)?;
    let after = page.cursor()?.unwrap_or(Cursor { key: 0, id: 0 });
    let limit = page.limit();
    let mut conn = ctx.db.acquire().await?;
    let ids = sqlx::query_scalar!(
        "select id from volunteering.projects
         where status = 'pending' and (submitted_at, id) > ($1, $2)
         order by submitted_at, id limit $3",
        after.time(),
        after.id,
        limit + 1,
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
    let count = sqlx::query_scalar!(r#"select count(*) as "n!" from volunteering.projects where status = 'pending'"#)
        .fetch_one(&ctx.db)
        .await?;
    Ok(count)
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
    let mut tx = ctx.begin().await?;
    let before = lock(&mut tx, id).await?;
    if let Some(decided) = settled(&before, ProjectStatus::Active)? {
        return Ok(decided);
    }
    sqlx::query!(
        "update volunteering.projects
         set status = 'active', published_at = coalesce(published_at, now()), rejection_reason = null,
             version = version + 1, updated_at = now()
         where id = $1",
        id.0,
    )
    .execute(&mut *tx)
    .await?;
    let notice = Notice::ProjectApproved { project_id: id, title: before.summary.title.clone() };
    finish(&mut tx, actor, &before, "project.approve", json!({ "status": "active" }), notice).await?;
    let project = project_records::load(&mut tx, id, None).await?;
    tx.commit().await?;
    Ok(project)
}

/// Only the marked fields reopen for the organizer.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] with `already_decided`; [`Error::Invalid`] on `fields`
/// (at least one, each from [`RETURNABLE_PROJECT_FIELDS`]), `fields.0.comment`…, `message`.
pub async fn return_project(ctx: &Ctx, actor: &Actor, id: ProjectId, input: ReturnInput) -> Result<Project> {
    let reviewer = actor.require(Permission::ProjectsModerate)?;
    let returned = validate_return(input)?;
    let mut tx = ctx.begin().await?;
    let before = lock(&mut tx, id).await?;
    if let Some(decided) = settled(&before, ProjectStatus::Returned)? {
        return Ok(decided);
    }
    sqlx::query!(
        "update volunteering.projects set status = 'returned', version = version + 1, updated_at = now() where id = $1",
        id.0,
    )
    .execute(&mut *tx)
    .await?;
    returns::open(&mut tx, SUBJECT, id.0, reviewer, &returned, project_records::snapshot(&before)).await?;
    let notice =
        Notice::ProjectReturned { project_id: id, title: before.summary.title.clone(), message: spoken(&returned) };
    let new = json!({ "status": "returned", "message": returned.message, "fields": returned.fields });
    finish(&mut tx, actor, &before, "project.return", new, notice).await?;
    let project = project_records::load(&mut tx, id, None).await?;
    tx.commit().await?;
    Ok(project)
}

/// Refuses for good.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] with `already_decided`; [`Error::Invalid`] on `reason`.
pub async fn reject_project(ctx: &Ctx, actor: &Actor, id: ProjectId, reason: &str) -> Result<Project> {
    actor.require(Permission::ProjectsModerate)?;
    let mut v = Validator::new();
    let reason = v.text("reason", reason, 1, 2000);
    v.finish()?;
    let mut tx = ctx.begin().await?;
    let before = lock(&mut tx, id).await?;
    if let Some(decided) = settled(&before, ProjectStatus::Rejected)? {
        return Ok(decided);
    }
    sqlx::query!(
        "update volunteering.projects
         set status = 'rejected', rejection_reason = $2, version = version + 1, updated_at = now() where id = $1",
        id.0,
        reason,
    )
    .execute(&mut *tx)
    .await?;
    let notice =
        Notice::ProjectRejected { project_id: id, title: before.summary.title.clone(), reason: reason.clone() };
    finish(&mut tx, actor, &before, "project.reject", json!({ "status": "rejected", "reason": reason }), notice)
        .await?;
    let project = project_records::load(&mut tx, id, None).await?;
    tx.commit().await?;
    Ok(project)
}

/// What the organizer is told: the overall word, or else the words at the fields.
fn spoken(returned: &Return) -> String {
    if !returned.message.is_empty() {
        return returned.message.clone();
    }
    let comments: Vec<&str> = returned.fields.iter().map(|f| f.comment.as_str()).filter(|c| !c.is_empty()).collect();
    comments.join("; ")
}

fn validate_return(input: ReturnInput) -> Result<Return> {
    let mut v = Validator::new();
    let message = v.text("message", &input.message, 0, 2000);
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
    Ok(Return { message, fields })
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

async fn finish(
    conn: &mut PgConnection,
    actor: &Actor,
    before: &Project,
    operation: &str,
    new: serde_json::Value,
    notice: Notice,
) -> Result<()> {
    let id = before.summary.id;
    audit::Entry::new(operation, SUBJECT, id.0)
        .old(json!({ "status": before.summary.status }))
        .new_value(new)
        .record(&mut *conn, actor)
        .await?;
    let key = format!("{}-{id}-v{}", operation.replace('.', "-"), before.version);
    notify(conn, Audience::User(before.summary.organizer_id), notice, key).await
}
