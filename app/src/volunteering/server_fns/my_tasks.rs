//! One's own tasks.

use birqadam_core::{Page, TaskId};
use birqadam_volunteering::model::MyTask;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// Own places, newest first.
#[server(prefix = "/web", endpoint = "tasks/mine", input = GetUrl)]
pub async fn list_my_tasks(#[server(default)] cursor: Option<String>) -> Result<Page<MyTask>> {
    use crate::{forms, server_ctx};
    use birqadam_core::PageRequest;
    use birqadam_volunteering::ops::assignments;

    let page = PageRequest { cursor, limit: Some(50) };
    forms::read(assignments::list_my_tasks(&server_ctx::ctx(), &server_ctx::actor(), page)).await
}

/// One own place, for the report form.
#[server(prefix = "/web", endpoint = "tasks/find", input = GetUrl)]
pub async fn find_my_task(id: TaskId) -> Result<MyTask> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::ops::assignments;

    forms::read(assignments::find_my_task(&server_ctx::ctx(), &server_ctx::actor(), id)).await
}
