//! One task of an own project.

use birqadam_core::TaskId;
use birqadam_volunteering::OwnTask;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// The task with its project.
#[server(prefix = "/web", endpoint = "organizer/task", input = GetUrl)]
pub async fn find_own_task(id: TaskId) -> Result<OwnTask> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::ops::task_page;

    forms::read(task_page::find_own_task(&server_ctx::ctx(), &server_ctx::actor(), id)).await
}
