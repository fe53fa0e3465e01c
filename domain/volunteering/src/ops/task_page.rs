//! One task of an own project. Permission `projects.manage_own`; foreign tasks are not found.

use birqadam_core::{Actor, Error, Permission, Result, TaskId, ssr::Ctx};

use super::project_records;
use crate::model::OwnTask;

/// The task with its project, cancelled or not.
///
/// # Errors
/// [`Error::NotFound`] for a task of somebody else's project.
pub async fn find_own_task(ctx: &Ctx, actor: &Actor, id: TaskId) -> Result<OwnTask> {
    let user = actor.require(Permission::ProjectsManageOwn)?;
    let mut conn = ctx.db.acquire().await?;
    let project_title = sqlx::query_scalar!(
        "select p.title from volunteering.tasks t join volunteering.projects p on p.id = t.project_id
         where t.id = $1 and p.organizer_id = $2",
        id.0,
        user.0,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(Error::NotFound)?;
    let task = project_records::load_tasks_by_id(&mut conn, &[id.0], None).await?.pop().ok_or(Error::NotFound)?;
    Ok(OwnTask { task, project_title })
}
