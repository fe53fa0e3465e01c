//! Sending a photo report.

use leptos::prelude::*;
use leptos::server_fn::codec::{MultipartData, MultipartFormData};

use crate::error::Result;

/// Name of the form.
pub const REPORT_FORM: &str = "report";

/// Fields: `task_id`, `description`, `photo` one or more.
#[server(prefix = "/web", endpoint = "reports/submit", input = MultipartFormData)]
pub async fn submit_report(data: MultipartData) -> Result<()> {
    use crate::forms::{self, Multipart};
    use birqadam_core::{Error, TaskId};
    use birqadam_volunteering::{model::PHOTO_MAX_BYTES, ops::reports};

    let (ctx, actor) = (crate::server_ctx::ctx(), crate::server_ctx::actor());
    let mut form = Multipart::read(data, PHOTO_MAX_BYTES).await;
    let photos = form.take_files("photo").into_iter().map(|file| file.bytes).collect();
    let report = forms::submit(REPORT_FORM, &form.values(), async {
        form.check()?;
        let task: TaskId = form.text("task_id").parse().map_err(|_| Error::NotFound)?;
        reports::submit_report(&ctx, &actor, task, &form.text("description"), photos).await
    })
    .await?;
    forms::redirect(&format!("/reports/{}?done=report-sent", report.id));
    Ok(())
}
