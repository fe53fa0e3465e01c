//! Removing one of one's own exports.

use birqadam_core::ExportId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Which one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeleteExportInput {
    pub id: ExportId,
}

/// Removes it with its file; one in the making is given up.
#[server(prefix = "/web", endpoint = "exports/delete")]
pub async fn delete_export(input: DeleteExportInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_core::ssr::export;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit("export", &input, export::delete_export(&ctx, &actor, input.id)).await?;
    forms::redirect("/exports?done=export-deleted");
    Ok(())
}
