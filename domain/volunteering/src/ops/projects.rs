//! The organizer's side of projects: reading one's own and the steps of their life. Permission
//! `projects.manage_own`; foreign projects are not found.

use birqadam_core::notice::Notice;
use birqadam_core::ssr::notify::{Audience, notify};
use birqadam_core::ssr::{Ctx, audit, returns, review::appeals, settings};
use birqadam_core::{Actor, Code, Cursor, Error, FieldCode, Page, PageRequest, Permission, ProjectId, Result, UserId};
use serde_json::json;
use sqlx::PgConnection;

use super::project_records::{self, SUBJECT};
use crate::model::{PROJECT_REVIEW, Project, ProjectReview, ProjectStatus, ProjectSummary};

pub use super::project_cover::set_cover;
pub use super::project_writing::{create_project, update_project};

/// Sends a draft to moderation, or publishes it where moderation is off.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] with `wrong_state`; [`Error::Invalid`] on `tasks` and
/// `description` when the draft lacks them.
pub async fn submit_project(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<Project> {
    let user = actor.require(Permission::ProjectsManageOwn)?;
    let mut tx = ctx.begin().await?;
    let before = lock_own(&mut tx, user, id).await?;
    if matches!(before.summary.status, ProjectStatus::Pending | ProjectStatus::Active) {
        return Ok(before);
    }
    if before.summary.status != ProjectStatus::Draft {
        return Err(Error::Conflict(Code::WrongState));
    }
    let mut v = birqadam_core::validate::Validator::new();
    v.check(!before.tasks.is_empty(), "tasks", FieldCode::Required);
    v.check(!before.description.is_empty(), "description", FieldCode::Required);
    for (row, task) in before.tasks.iter().enumerate() {
        v.check(task.deadline >= ctx.today(), format!("tasks.{row}.deadline"), FieldCode::InPast);
    }
    v.finish()?;
    send(&mut tx, actor, id, &before.summary.title, before.summary.status).await?;
    let project = project_records::load(&mut tx, id, Some(user)).await?;
    tx.commit().await?;
    Ok(project)
}

/// Ends an active project: its open tasks are completed, its waiting lists dissolved.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] with `wrong_state`.
pub async fn complete_project(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<Project> {
    let user = actor.require(Permission::ProjectsManageOwn)?;
    let mut tx = ctx.begin().await?;
    let before = lock_own(&mut tx, user, id).await?;
    if before.summary.status == ProjectStatus::Completed {
        return Ok(before);
    }
    set_status(&mut tx, actor, &before, ProjectStatus::Completed, "project.complete").await?;
    sqlx::query!(
        "update volunteering.assignments a set status = 'left', left_at = now()
         from volunteering.tasks t
         where t.id = a.task_id and t.project_id = $1 and a.status = 'waiting'",
        id.0,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "update volunteering.tasks set status = 'completed', version = version + 1, updated_at = now()
         where project_id = $1 and status in ('open', 'in_progress')",
        id.0,
    )
    .execute(&mut *tx)
    .await?;
    let project = project_records::load(&mut tx, id, Some(user)).await?;
    tx.commit().await?;
    Ok(project)
}

/// Puts a draft, a completed or a rejected project away.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] with `wrong_state`.
pub async fn archive_project(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<Project> {
    let user = actor.require(Permission::ProjectsManageOwn)?;
    let mut tx = ctx.begin().await?;
    let before = lock_own(&mut tx, user, id).await?;
    if before.summary.status == ProjectStatus::Archived {
        return Ok(before);
    }
    archive(&mut tx, actor, &before).await?;
    let project = project_records::load(&mut tx, id, Some(user)).await?;
    tx.commit().await?;
    Ok(project)
}

/// Puts a locked project away in the caller's transaction.
pub(super) async fn archive(conn: &mut PgConnection, actor: &Actor, before: &Project) -> Result<()> {
    appeals::withdraw(&mut *conn, PROJECT_REVIEW.name, before.summary.id.0).await?;
    set_status(conn, actor, before, ProjectStatus::Archived, "project.archive").await
}

/// Own projects, newest first; statuses comma-separated, empty for all.
///
/// # Errors
/// [`Error::Invalid`] on `status` or `cursor`.
pub async fn list_own_projects(
    ctx: &Ctx,
    actor: &Actor,
    status: &str,
    page: PageRequest,
) -> Result<Page<ProjectSummary>> {
    let user = actor.require(Permission::ProjectsManageOwn)?;
    let statuses = status
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| ProjectStatus::parse(name).map(|s| s.as_str().to_owned()))
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| Error::field("status", FieldCode::Unknown))?;
    let before = page.cursor()?.map_or(i64::MAX, |cursor| cursor.id);
    let limit = page.limit();
    let mut conn = ctx.db.acquire().await?;
    let ids = sqlx::query_scalar!(
        "select id from volunteering.projects
         where organizer_id = $1 and id < $2 and (cardinality($3::text[]) = 0 or status = any($3))
         order by id desc limit $4",
        user.0,
        before,
        &statuses,
        limit + 1,
    )
    .fetch_all(&mut *conn)
    .await?;
    let projects = project_records::load_summaries(&mut conn, &ids).await?;
    Ok(Page::from_rows(projects, limit, |p| Cursor { key: p.id.0, id: p.id.0 }))
}

/// One own project with its open return and what changed since.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find_own_project(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<ProjectReview> {
    let user = actor.require(Permission::ProjectsManageOwn)?;
    let mut conn = ctx.db.acquire().await?;
    let owner = sqlx::query_scalar!(
        "select organizer_id from volunteering.projects where id = $1 and organizer_id = $2",
        id.0,
        user.0,
    )
    .fetch_optional(&mut *conn)
    .await?;
    owner.ok_or(Error::NotFound)?;
    load_review(&mut conn, id, Some(user)).await
}

/// A project with its open return, what changed since the last one, and its organizer's record.
pub(super) async fn load_review(
    conn: &mut PgConnection,
    id: ProjectId,
    caller: Option<UserId>,
) -> Result<ProjectReview> {
    let project = project_records::load(&mut *conn, id, caller).await?;
    let returned = returns::find_open(&mut *conn, SUBJECT, id.0).await?;
    let changes = returns::changes(&mut *conn, SUBJECT, id.0, &project_records::snapshot(&project)).await?;
    let published = sqlx::query_scalar!(
        r#"select count(*) as "n!" from volunteering.projects
           where organizer_id = $1 and published_at is not null and id <> $2"#,
        project.summary.organizer_id.0,
        id.0,
    )
    .fetch_one(conn)
    .await?;
    Ok(ProjectReview { project, returned, changes, organizer_published: published })
}

/// Locks one's own project and reads it.
pub(super) async fn lock_own(conn: &mut PgConnection, user: UserId, id: ProjectId) -> Result<Project> {
    sqlx::query_scalar!(
        "select id from volunteering.projects where id = $1 and organizer_id = $2 for no key update",
        id.0,
        user.0,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(Error::NotFound)?;
    project_records::load(conn, id, Some(user)).await
}

/// Sends a project on: to the moderators, or straight to the public where moderation is off.
pub(super) async fn send(
    conn: &mut PgConnection,
    actor: &Actor,
    id: ProjectId,
    title: &str,
    from: ProjectStatus,
) -> Result<()> {
    let next =
        if settings::project_moderation(&mut *conn).await? { ProjectStatus::Pending } else { ProjectStatus::Active };
    let version = sqlx::query_scalar!(
        "update volunteering.projects
         set status = $2, submitted_at = now(), published_at = case when $2 = 'active' then now() else published_at end,
             version = version + 1, updated_at = now()
         where id = $1 returning version",
        id.0,
        next.as_str(),
    )
    .fetch_one(&mut *conn)
    .await?;
    audit::Entry::new("project.submit", SUBJECT, id.0)
        .old(json!({ "status": from }))
        .new_value(json!({ "status": next }))
        .record(&mut *conn, actor)
        .await?;
    if next == ProjectStatus::Pending {
        let notice = Notice::ProjectSubmitted { project_id: id, title: title.to_owned() };
        let key = format!("project-submitted-{id}-v{version}");
        notify(conn, Audience::Holders(Permission::ProjectsModerate), notice, key).await?;
    }
    Ok(())
}

async fn set_status(
    conn: &mut PgConnection,
    actor: &Actor,
    before: &Project,
    next: ProjectStatus,
    operation: &str,
) -> Result<()> {
    let status = before.summary.status;
    if !status.can_become(next) {
        return Err(Error::Conflict(Code::WrongState));
    }
    let id = before.summary.id.0;
    sqlx::query!(
        "update volunteering.projects set status = $2, version = version + 1, updated_at = now() where id = $1",
        id,
        next.as_str(),
    )
    .execute(&mut *conn)
    .await?;
    audit::Entry::new(operation, SUBJECT, id)
        .old(json!({ "status": status }))
        .new_value(json!({ "status": next }))
        .record(conn, actor)
        .await
}
