//! What is stored.

use birqadam_console::StorageReport;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use super::health::PressInput;
use crate::error::Result;

/// Name of the forms.
pub const STORAGE_FORM: &str = "storage";

/// What is stored, per kind.
#[server(prefix = "/web", endpoint = "console/storage", input = GetUrl)]
pub async fn get_storage() -> Result<StorageReport> {
    use crate::{forms, server_ctx};
    use birqadam_console::ops::storage;

    forms::read(storage::find_storage(&server_ctx::ctx(), &server_ctx::actor())).await
}

/// Asks for a look through the store now.
#[server(prefix = "/web", endpoint = "console/storage/look")]
pub async fn look_through_storage_now(#[server(default)] input: PressInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_console::ops::storage;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(STORAGE_FORM, &input, storage::look_now(&ctx, &actor)).await?;
    forms::redirect("/admin/storage?done=job-started");
    Ok(())
}

/// How many files the person saw before pressing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteOrphansInput {
    pub expected: i64,
}

/// Has the listed files removed.
#[server(prefix = "/web", endpoint = "console/storage/delete")]
pub async fn delete_orphan_files(input: DeleteOrphansInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_console::ops::storage;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(STORAGE_FORM, &input, storage::delete_orphans(&ctx, &actor, input.expected)).await?;
    forms::redirect("/admin/storage?done=orphans-deleted");
    Ok(())
}
