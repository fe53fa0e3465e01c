//! One's own exports.

use birqadam_core::{Page, export::Export};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// Newest first.
#[server(prefix = "/web", endpoint = "exports", input = GetUrl)]
pub async fn list_my_exports(#[server(default)] cursor: Option<String>) -> Result<Page<Export>> {
    use crate::{forms, server_ctx};
    use birqadam_core::{PageRequest, ssr::export};

    let page = PageRequest { cursor, limit: None };
    forms::read(export::list_exports(&server_ctx::ctx(), &server_ctx::actor(), page)).await
}
