//! The draft of a form, for its page.

use std::future::Future;

use birqadam_core::draft::Draft;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// One's own draft of a form about a record; an empty subject is a new one.
#[server(prefix = "/web", endpoint = "drafts/find", input = GetUrl)]
pub async fn find_draft(form: String, #[server(default)] subject: String) -> Result<Option<Draft>> {
    use crate::{
        forms::{self, draft_forms},
        server_ctx,
    };
    forms::read(draft_forms::find(&server_ctx::ctx(), &server_ctx::actor(), &form, &subject)).await
}

/// What a page shows, with the draft of its form. A draft that cannot be read (no form for this
/// person, no network) is none.
///
/// # Errors
/// Those of the page's own data.
pub async fn with_draft<T>(
    form: &str,
    subject: impl ToString,
    page: impl Future<Output = Result<T>>,
) -> Result<(T, Option<Draft>)> {
    let page = page.await?;
    let draft = find_draft(form.to_owned(), subject.to_string()).await.unwrap_or_default();
    Ok((page, draft))
}
