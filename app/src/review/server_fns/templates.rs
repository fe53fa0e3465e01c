//! Ready reasons.

use birqadam_core::review::ReasonTemplate;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Names of the forms.
pub const TEMPLATE_FORM: &str = "template";
pub const DELETE_TEMPLATE_FORM: &str = "delete-template";

/// All of them.
#[server(prefix = "/web", endpoint = "review/templates", input = GetUrl)]
pub async fn list_templates() -> Result<Vec<ReasonTemplate>> {
    use crate::{forms, server_ctx};
    use birqadam_core::ssr::review::templates;

    forms::read(templates::list(&server_ctx::ctx(), &server_ctx::actor())).await
}

/// A ready reason as typed. Without an id it is a new one; `target` is `kind.decision` then.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TemplateInput {
    pub id: String,
    pub version: String,
    pub target: String,
    pub ru: String,
    pub kk: String,
    pub en: String,
}

/// Adds or rewrites one.
#[server(prefix = "/web", endpoint = "review/templates/save")]
pub async fn save_template(input: TemplateInput) -> Result<()> {
    use crate::{forms, review::REVIEW, server_ctx};
    use birqadam_core::{review::ReasonTemplateInput, ssr::review::templates};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let (kind, decision) = input.target.split_once('.').unwrap_or_default();
    let text = ReasonTemplateInput {
        kind: kind.to_owned(),
        decision: decision.to_owned(),
        ru: input.ru.clone(),
        kk: input.kk.clone(),
        en: input.en.clone(),
        version: input.version.parse().ok(),
    };
    let saved = async {
        match input.id.parse() {
            Ok(id) => templates::update(&ctx, &actor, id, &text).await,
            Err(_) => templates::create(&REVIEW, &ctx, &actor, &text).await.map_err(at_target),
        }
    };
    forms::submit(TEMPLATE_FORM, &input, saved).await?;
    forms::redirect("/review/templates?done=template-saved");
    Ok(())
}

/// Kind and decision are one choice here.
#[cfg(feature = "ssr")]
fn at_target(error: birqadam_core::Error) -> birqadam_core::Error {
    let birqadam_core::Error::Invalid(mut errors) = error else { return error };
    for error in errors.iter_mut().filter(|error| matches!(error.field.as_str(), "kind" | "decision")) {
        error.field = "target".to_owned();
    }
    birqadam_core::Error::Invalid(errors)
}

/// Which one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteTemplateInput {
    pub id: i64,
}

/// Removes one.
#[server(prefix = "/web", endpoint = "review/templates/delete")]
pub async fn delete_template(input: DeleteTemplateInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_core::ssr::review::templates;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(DELETE_TEMPLATE_FORM, &input, templates::delete(&ctx, &actor, input.id)).await?;
    forms::redirect("/review/templates?done=template-deleted");
    Ok(())
}
