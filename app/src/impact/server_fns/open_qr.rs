//! Where a scanned code leads.

use birqadam_core::ProjectId;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// The project; `None` when the code leads nowhere (any more).
#[server(prefix = "/web", endpoint = "qr", input = GetUrl)]
pub async fn open_qr(#[server(default)] code: String) -> Result<Option<ProjectId>> {
    use crate::{forms, server_ctx};
    use birqadam_core::Error;
    use birqadam_volunteering::ops::qr;

    let ctx = server_ctx::ctx();
    server_ctx::keep_out_of_search();
    forms::read(async {
        match qr::open_qr(&ctx, &code).await {
            Err(Error::NotFound) => Ok(None),
            found => found.map(Some),
        }
    })
    .await
}
