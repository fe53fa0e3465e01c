//! Joining and leaving tasks: capacity under a row lock, waiting list, clash check.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

/// Permission `tasks.join`. Two people never take the last place: one gets it, the other waits.
pub async fn join_task(ctx: &Ctx, actor: &Actor, id: TaskId) -> Result<Joined> { todo!() }
/// Gives the place back; the first in the queue gets it and is told. A completed task cannot be left.
pub async fn leave_task(ctx: &Ctx, actor: &Actor, id: TaskId) -> Result<()> { todo!() }
/// Own places, newest first.
pub async fn list_my_tasks(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<MyTask>> { todo!() }
/// One own place, for the report form. Not found when not joined.
pub async fn find_my_task(ctx: &Ctx, actor: &Actor, id: TaskId) -> Result<MyTask> { todo!() }
