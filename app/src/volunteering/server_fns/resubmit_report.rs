//! Sending a corrected photo report.

use leptos::prelude::*;
use leptos::server_fn::codec::{MultipartData, MultipartFormData};

use crate::error::Result;

/// Name of the form.
pub const CORRECTION_FORM: &str = "correction";

/// Fields: `report_id`, `description`, `photo` or `photo_staged`, none to keep the old ones, or more to replace them.
#[server(prefix = "/web", endpoint = "reports/resubmit", input = MultipartFormData)]
pub async fn resubmit_report(data: MultipartData) -> Result<()> {
    use crate::forms::{self, Multipart};
    use birqadam_core::{Error, FieldCode, ReportId};
    use birqadam_volunteering::{model::PHOTO_MAX_BYTES, ops::reports};

    let (ctx, actor) = (crate::server_ctx::ctx(), crate::server_ctx::actor());
    let mut form = Multipart::read(data, PHOTO_MAX_BYTES).await;
    form.stage_files("photo", FieldCode::NotAPhoto).await;
    let report = forms::submit(CORRECTION_FORM, &form.values(), async {
        form.check()?;
        let photos = form.load_files("photo").await?.into_iter().map(|file| file.bytes).collect();
        let id: ReportId = form.text("report_id").parse().map_err(|_| Error::NotFound)?;
        reports::resubmit_report(&ctx, &actor, id, &form.text("description"), photos).await
    })
    .await?;
    form.forget_files().await;
    forms::forget_draft(CORRECTION_FORM, form.text("report_id")).await;
    forms::redirect(&format!("/reports/{}?done=report-sent", report.id));
    Ok(())
}
