//! Public reading: anyone, with or without an account.

use birqadam_core::ssr::Ctx;
use birqadam_core::{Actor, Cursor, Error, Page, PageRequest, Permission, ProjectId, Result, UserId};
use sqlx::PgConnection;

use super::{project_records, search};
use crate::model::{Project, ProjectFilter, ProjectStatus, ProjectSummary, Task, ValidFilter};

/// Beyond this a count says "1,000 and more": counting further costs and tells nobody anything.
const COUNT_MAX: i64 = 1_000;

/// Active projects, newest first.
///
/// # Errors
/// [`Error::Invalid`] on an unknown filter value or a cursor that is not ours.
pub async fn list_public_projects(ctx: &Ctx, filter: ProjectFilter, page: PageRequest) -> Result<Page<ProjectSummary>> {
    let filter = filter.validate()?;
    let cursor = page.cursor()?;
    let limit = page.limit();
    let mut conn = ctx.db.acquire().await?;
    let ids = find_ids(&mut conn, ctx, &filter, cursor, limit + 1).await?;
    let projects = project_records::load_summaries(&mut conn, &ids).await?;
    Ok(Page::from_rows(projects, limit, cursor_of))
}

/// How many match the filter, counted up to 1,000.
///
/// # Errors
/// [`Error::Invalid`] on an unknown filter value.
pub async fn count_public_projects(ctx: &Ctx, filter: ProjectFilter) -> Result<i64> {
    let filter = filter.validate()?;
    let mut conn = ctx.db.acquire().await?;
    match &filter.words {
        Some(words) => search::count(&mut conn, ctx, words, &filter, COUNT_MAX).await,
        None => Ok(find_filtered(&mut conn, ctx, &filter, None, COUNT_MAX).await?.len() as i64),
    }
}

/// A public project. Its organizer and moderators also see it before publication.
///
/// # Errors
/// [`Error::NotFound`] for projects the caller may not know of.
pub async fn find_project(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<Project> {
    let mut conn = ctx.db.acquire().await?;
    let may_see = |status, organizer| is_visible(actor, status, organizer);
    let mut project = project_records::load_if(&mut conn, id, actor.id(), may_see).await?;
    // Between the organizer and the moderators.
    if project.summary.status.is_public() {
        project.rejection_reason = None;
    }
    Ok(project)
}

/// Its open tasks and those in progress, with the caller's own place.
///
/// # Errors
/// [`Error::NotFound`] for projects the caller may not know of.
pub async fn list_project_tasks(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<Vec<Task>> {
    let mut conn = ctx.db.acquire().await?;
    check_visible(&mut conn, actor, id).await?;
    let mut tasks = project_records::load_tasks(&mut conn, id, actor.id()).await?;
    tasks.retain(|task| task.status.is_open());
    Ok(tasks)
}

/// Public projects of one organizer, newest first.
///
/// # Errors
/// [`Error::Invalid`] on a cursor that is not ours.
pub async fn list_organizer_public_projects(
    ctx: &Ctx,
    organizer: UserId,
    page: PageRequest,
) -> Result<Page<ProjectSummary>> {
    let before = page.cursor()?.map_or(i64::MAX, |cursor| cursor.id);
    let limit = page.limit();
    let mut conn = ctx.db.acquire().await?;
    let ids = sqlx::query_scalar!(
        "select id from volunteering.projects
         where organizer_id = $1 and status in ('active', 'completed') and id < $2
         order by id desc limit $3",
        organizer.0,
        before,
        limit + 1,
    )
    .fetch_all(&mut *conn)
    .await?;
    let projects = project_records::load_summaries(&mut conn, &ids).await?;
    Ok(Page::from_rows(projects, limit, cursor_of))
}

fn cursor_of(project: &ProjectSummary) -> Cursor {
    Cursor::at(project.published_at.unwrap_or(project.created_at), project.id.0)
}

async fn check_visible(conn: &mut PgConnection, actor: &Actor, id: ProjectId) -> Result<()> {
    let row = sqlx::query!("select status, organizer_id from volunteering.projects where id = $1", id.0)
        .fetch_optional(conn)
        .await?
        .ok_or(Error::NotFound)?;
    let status = project_records::parse_project_status(&row.status)?;
    if is_visible(actor, status, UserId(row.organizer_id)) { Ok(()) } else { Err(Error::NotFound) }
}

/// Public projects are for all; before and after, for their organizer and the moderators.
fn is_visible(actor: &Actor, status: ProjectStatus, organizer: UserId) -> bool {
    status.is_public() || actor.id() == Some(organizer) || actor.can(Permission::ProjectsModerate)
}

/// The plain questions, each with the index that answers it; everything else goes on.
async fn find_ids(
    conn: &mut PgConnection,
    ctx: &Ctx,
    filter: &ValidFilter,
    after: Option<Cursor>,
    limit: i64,
) -> Result<Vec<i64>> {
    if let Some(words) = &filter.words {
        return search::find_ids(conn, ctx, words, filter, after, limit).await;
    }
    if filter.from.is_some() || filter.to.is_some() || filter.free {
        return find_filtered(conn, ctx, filter, after, limit).await;
    }
    let (time, id) = position(after);
    let ids = match (filter.cities.as_deref(), filter.types.as_deref()) {
        (None, None) => {
            sqlx::query_scalar!(
                "select id from volunteering.projects
                 where status = 'active' and (published_at, id) < ($1, $2)
                 order by published_at desc, id desc limit $3",
                time,
                id,
                limit,
            )
            .fetch_all(conn)
            .await?
        }
        (Some([city]), None) => {
            sqlx::query_scalar!(
                "select id from volunteering.projects
                 where status = 'active' and city = $1 and (published_at, id) < ($2, $3)
                 order by published_at desc, id desc limit $4",
                city,
                time,
                id,
                limit,
            )
            .fetch_all(conn)
            .await?
        }
        (None, Some([kind])) => {
            sqlx::query_scalar!(
                "select id from volunteering.projects
                 where status = 'active' and volunteer_type = $1 and (published_at, id) < ($2, $3)
                 order by published_at desc, id desc limit $4",
                kind,
                time,
                id,
                limit,
            )
            .fetch_all(conn)
            .await?
        }
        (Some([city]), Some([kind])) => {
            sqlx::query_scalar!(
                "select id from volunteering.projects
                 where status = 'active' and city = $1 and volunteer_type = $2 and (published_at, id) < ($3, $4)
                 order by published_at desc, id desc limit $5",
                city,
                kind,
                time,
                id,
                limit,
            )
            .fetch_all(conn)
            .await?
        }
        _ => return find_filtered(conn, ctx, filter, after, limit).await,
    };
    Ok(ids)
}

/// Any combination of filters but words.
async fn find_filtered(
    conn: &mut PgConnection,
    ctx: &Ctx,
    filter: &ValidFilter,
    after: Option<Cursor>,
    limit: i64,
) -> Result<Vec<i64>> {
    let (time, id) = position(after);
    let ids = sqlx::query_scalar!(
        "select p.id from volunteering.projects p
         where p.status = 'active' and (p.published_at, p.id) < ($1, $2)
           and ($3::text[] is null or p.city = any($3))
           and ($4::text[] is null or p.volunteer_type = any($4))
           and (($5::date is null and $6::date is null) or exists (
               select 1 from volunteering.tasks t
               where t.project_id = p.id and t.status in ('open', 'in_progress')
                 and t.deadline between coalesce($5, '-infinity') and coalesce($6, 'infinity')))
           and (not $7 or exists (
               select 1 from volunteering.tasks t
               where t.project_id = p.id and t.status in ('open', 'in_progress')
                 and t.assigned_count < t.max_volunteers and t.deadline >= $8))
         order by p.published_at desc, p.id desc limit $9",
        time,
        id,
        filter.cities.as_deref(),
        filter.types.as_deref(),
        filter.from,
        filter.to,
        filter.free,
        ctx.today(),
        limit,
    )
    .fetch_all(conn)
    .await?;
    Ok(ids)
}

/// Where to go on; without a cursor, from the far end of time.
pub(super) fn position(after: Option<Cursor>) -> (chrono::DateTime<chrono::Utc>, i64) {
    match after {
        Some(cursor) => (cursor.time(), cursor.id),
        None => (chrono::DateTime::from_timestamp(253_402_300_799, 0).unwrap_or_default(), i64::MAX),
    }
}
