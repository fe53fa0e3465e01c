//! An author's appeal against the rejection of their own item.

use birqadam_core::review::{Appeal, AppealInput};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// The last appeal about one's own item.
#[server(prefix = "/web", endpoint = "appeals/find", input = GetUrl)]
pub async fn find_my_appeal(kind: String, id: i64) -> Result<Option<Appeal>> {
    use crate::{forms, review::REVIEW, server_ctx};
    use birqadam_core::ssr::review::appeals;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(appeals::find_mine(&REVIEW, &ctx, &actor, &kind, id)).await
}

/// Appeals, once.
#[server(prefix = "/web", endpoint = "appeals/create")]
pub async fn create_appeal(input: AppealInput) -> Result<()> {
    use crate::{forms, review::REVIEW, server_ctx};
    use birqadam_core::{FormInput, ssr::review::appeals};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let appeal = forms::submit(AppealInput::NAME, &input, appeals::create(&REVIEW, &ctx, &actor, &input)).await?;
    forms::redirect(&match appeal.kind.as_str() {
        "account" => "/pending?done=appeal-sent".to_owned(),
        "report" => format!("/reports/{}?done=appeal-sent", appeal.subject_id),
        kind => format!("/organizer/{kind}s/{}/edit?done=appeal-sent", appeal.subject_id),
    });
    Ok(())
}

/// What a page of one's own item shows, with the appeal about it, where it was `rejected`.
///
/// # Errors
/// Those of the page's own data, and of reading the appeal.
pub async fn with_appeal<T>(
    kind: &str,
    id: i64,
    page: impl Future<Output = Result<T>>,
    rejected: impl FnOnce(&T) -> bool,
) -> Result<(T, Option<Appeal>)> {
    with_appeal_of(kind, page, |page| rejected(page).then_some(id)).await
}

/// The same where only the page's own data tell the item's number; none where nothing was rejected.
///
/// # Errors
/// Those of the page's own data, and of reading the appeal.
pub async fn with_appeal_of<T>(
    kind: &str,
    page: impl Future<Output = Result<T>>,
    rejected: impl FnOnce(&T) -> Option<i64>,
) -> Result<(T, Option<Appeal>)> {
    let page = page.await?;
    let Some(id) = rejected(&page) else { return Ok((page, None)) };
    let appeal = find_my_appeal(kind.to_owned(), id).await?;
    Ok((page, appeal))
}
