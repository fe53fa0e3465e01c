//! Ready reasons.

use birqadam_core::{
    FieldError, FormInput,
    form::problems,
    review::{ReasonTemplate, ReasonTemplateInput},
};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form.
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

impl TemplateInput {
    /// As the domain takes it.
    fn read(&self) -> ReasonTemplateInput {
        let (kind, decision) = self.target.split_once('.').unwrap_or_default();
        ReasonTemplateInput {
            kind: kind.to_owned(),
            decision: decision.to_owned(),
            ru: self.ru.clone(),
            kk: self.kk.clone(),
            en: self.en.clone(),
            version: self.version.parse().ok(),
        }
    }
}

impl FormInput for TemplateInput {
    const NAME: &'static str = "template";

    fn check(&self) -> Vec<FieldError> {
        problems(self.read().text())
    }
}

/// Adds or rewrites one.
#[server(prefix = "/web", endpoint = "review/templates/save")]
pub async fn save_template(input: TemplateInput) -> Result<()> {
    use crate::{forms, review::REVIEW, server_ctx, ui::form_of};
    use birqadam_core::ssr::review::templates;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let text = input.read();
    match input.id.parse() {
        Ok(id) => {
            let form = form_of(TemplateInput::NAME, id);
            forms::submit(&form, &input, templates::update(&ctx, &actor, id, &text)).await?;
        }
        Err(_) => {
            let saved = async { templates::create(&REVIEW, &ctx, &actor, &text).await.map_err(at_target) };
            forms::submit(TemplateInput::NAME, &input, saved).await?;
        }
    }
    forms::redirect("/review/templates?done=template-saved");
    Ok(())
}

/// Kind and decision are one choice here.
#[cfg(feature = "ssr")]
fn at_target(error: birqadam_core::Error) -> birqadam_core::Error {
    error.renamed(|field| if matches!(field.as_str(), "kind" | "decision") { "target".to_owned() } else { field })
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
