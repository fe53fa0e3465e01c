//! Sending a photo report.

use birqadam_core::FormInput;
use birqadam_volunteering::ReportInput;
use leptos::prelude::*;
use leptos::server_fn::codec::{MultipartData, MultipartFormData};

use crate::error::Result;

/// Name of the form.
pub const REPORT_FORM: &str = ReportInput::NAME;

/// Fields: `task_id`, `description`, `photo` or `photo_staged`, one or more.
#[server(prefix = "/web", endpoint = "reports/submit", input = MultipartFormData)]
pub async fn submit_report(data: MultipartData) -> Result<()> {
    use crate::forms::{self, Multipart};
    use birqadam_core::{Error, FieldCode, TaskId};
    use birqadam_volunteering::{model::PHOTO_MAX_BYTES, ops::reports};

    let (ctx, actor) = (crate::server_ctx::ctx(), crate::server_ctx::actor());
    let mut form = Multipart::read(data, PHOTO_MAX_BYTES).await;
    form.stage_files("photo", FieldCode::NotAPhoto).await;
    let report = forms::submit(REPORT_FORM, &form.values(), async {
        form.check()?;
        let photos = form.load_files("photo").await?.into_iter().map(|file| file.bytes).collect();
        let task: TaskId = form.text("task_id").parse().map_err(|_| Error::NotFound)?;
        reports::submit_report(&ctx, &actor, task, &form.text("description"), photos).await
    })
    .await?;
    form.forget_files().await;
    forms::forget_draft(REPORT_FORM, form.text("task_id")).await;
    forms::redirect(&format!("/reports/{}?done=report-sent", report.id));
    Ok(())
}
