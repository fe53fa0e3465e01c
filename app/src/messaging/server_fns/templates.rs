//! Words an administrator gives in place of ours.

use birqadam_core::{FieldError, FormInput, form::problems};
use birqadam_messaging::{Template, TemplateInput, template_key};
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form.
pub const TEMPLATE_FORM: &str = "template";

/// All words given in place of ours.
#[server(prefix = "/web", endpoint = "admin/templates", input = GetUrl)]
pub async fn list_templates() -> Result<Vec<Template>> {
    use birqadam_messaging::ops::templates;

    use crate::{forms, server_ctx};

    forms::read(templates::list_templates(&server_ctx::ctx(), &server_ctx::actor())).await
}

/// One template as it is edited, and what it makes of a believable notice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TemplatePage {
    pub subject: String,
    pub body: String,
    /// 0 when these are our own words.
    pub version: i64,
    pub updated_at: Option<DateTime<Utc>>,
    pub placeholders: Vec<String>,
    pub preview_subject: String,
    pub preview_text: String,
    /// Empty in the inbox, which has no HTML.
    pub preview_html: String,
}

/// What was typed and is to be looked at before it is saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub subject: String,
    pub body: String,
}

/// A template with its preview; with `typed`, the preview of that.
#[server(prefix = "/web", endpoint = "admin/template", input = GetUrl)]
pub async fn find_template(
    kind: String,
    channel: String,
    locale: String,
    #[server(default)] typed: Option<Typed>,
) -> Result<TemplatePage> {
    use birqadam_core::{ChannelName, notice::Mail};
    use birqadam_messaging::{fill, ops::templates};

    use crate::{forms, mail, notices, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let (key, stored) = forms::read(async {
        let key = template_key(&kind, &channel, &locale)?;
        Ok((key, templates::find_template(&ctx, &actor, key).await?))
    })
    .await?;
    let (kind, channel, l) = key;
    let notice = mail::sample(l, kind);
    let is_mail = channel == ChannelName::Email;
    let words = typed.map(|typed| (typed.subject, typed.body));
    let words = words.or_else(|| stored.as_ref().map(|s| (s.subject.clone().unwrap_or_default(), s.body.clone())));
    let (default_subject, default_body) = notices::default_template(l, kind);
    let mut page = TemplatePage {
        subject: if is_mail { default_subject } else { String::new() },
        body: default_body,
        version: stored.as_ref().map_or(0, |s| s.version),
        updated_at: stored.as_ref().map(|s| s.updated_at),
        placeholders: kind.placeholders().iter().map(|&name| name.to_owned()).collect(),
        ..TemplatePage::default()
    };
    let link = format!("{}{}", ctx.config.base_url, notice.link());
    let template = words.as_ref().map(|(subject, body)| (subject.as_str(), body.as_str()));
    if is_mail {
        let preferences = format!("{}/profile/notifications", ctx.config.base_url);
        let footer = mail::Footer { preferences: &preferences, unsubscribe: "#" };
        let rendered = mail::render(l, &Mail::Notice { notice, link }, template, Some(footer));
        page.preview_subject = rendered.subject;
        page.preview_text = rendered.text;
        page.preview_html = mail::without_style(&rendered.html);
    } else {
        page.preview_text = match template {
            Some((_, body)) => fill(body, &notices::values(l, &notice)),
            None => notices::text(l, &notice),
        };
    }
    if let Some(stored) = stored {
        page.subject = stored.subject.unwrap_or_default();
        page.body = stored.body;
    }
    Ok(page)
}

/// A template as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SaveTemplateInput {
    pub kind: String,
    pub channel: String,
    pub locale: String,
    pub subject: String,
    pub body: String,
    pub version: String,
}

impl SaveTemplateInput {
    fn words(&self) -> TemplateInput {
        let version = self.version.trim().parse().unwrap_or(0);
        TemplateInput { subject: self.subject.clone(), body: self.body.clone(), version }
    }
}

impl FormInput for SaveTemplateInput {
    const NAME: &'static str = TEMPLATE_FORM;

    fn check(&self) -> Vec<FieldError> {
        problems(
            template_key(&self.kind, &self.channel, &self.locale)
                .and_then(|(kind, channel, _)| self.words().check(kind, channel)),
        )
    }
}

/// Gives words in place of ours.
#[server(prefix = "/web", endpoint = "admin/templates/save")]
pub async fn save_template(input: SaveTemplateInput) -> Result<()> {
    use birqadam_messaging::ops::templates;

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(TEMPLATE_FORM, &input, async {
        let key = template_key(&input.kind, &input.channel, &input.locale)?;
        templates::save_template(&ctx, &actor, key, input.words()).await
    })
    .await?;
    forms::redirect(&format!("/admin/templates/{}/{}/{}?done=saved", input.kind, input.channel, input.locale));
    Ok(())
}

/// Shows what was typed as it would be read; nothing is saved.
#[server(prefix = "/web", endpoint = "admin/templates/preview")]
pub async fn preview_template(input: SaveTemplateInput) -> Result<()> {
    use birqadam_core::Error;
    use birqadam_messaging::ops::templates;

    use crate::{forms, server_ctx};

    let actor = server_ctx::actor();
    forms::submit(TEMPLATE_FORM, &input, async {
        templates::try_template(&actor, [&input.kind, &input.channel, &input.locale], &input.words())?;
        // Nothing is wrong with it: the page comes back with what was typed, and shows it.
        Err::<(), _>(Error::Invalid(Vec::new()))
    })
    .await
}

/// Which template goes back to our own words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResetTemplateInput {
    pub kind: String,
    pub channel: String,
    pub locale: String,
}

/// Goes back to our own words.
#[server(prefix = "/web", endpoint = "admin/templates/reset")]
pub async fn reset_template(input: ResetTemplateInput) -> Result<()> {
    use birqadam_messaging::ops::templates;

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit("template-reset", &input, async {
        let key = template_key(&input.kind, &input.channel, &input.locale)?;
        templates::reset_template(&ctx, &actor, key).await
    })
    .await?;
    forms::redirect(&format!("/admin/templates/{}/{}/{}?done=saved", input.kind, input.channel, input.locale));
    Ok(())
}
