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
