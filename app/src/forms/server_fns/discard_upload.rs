//! A file sent ahead that is no longer wanted.

use leptos::prelude::*;

use crate::error::Result;

/// Forgets one's own staged file; an unknown one is as good as forgotten.
#[server(prefix = "/web", endpoint = "uploads/discard")]
pub async fn discard_upload(token: String) -> Result<()> {
    use birqadam_core::ssr::uploads;

    use crate::{forms, server_ctx};

    forms::read(uploads::discard_files(&server_ctx::ctx(), &server_ctx::actor(), &[token])).await
}
