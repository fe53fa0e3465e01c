//! `/admin/templates/{kind}/{channel}/{locale}`: the words of one notice, with what they make of a
//! believable one.

use birqadam_core::{ChannelName, Locale};
use birqadam_messaging::template_key;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;

use crate::{
    format,
    messaging::{
        components::MailFrame,
        kind_words,
        server_fns::{
            PreviewTemplate, ResetTemplate, SaveTemplate, SaveTemplateInput, TEMPLATE_FORM, TemplatePage, Typed,
            find_template,
        },
    },
    texts::{common, deliveries as words, nav},
    ui::{
        Confirm, Crumb, Hidden, Icon, IconView, Page, PlainForm, Refused, Section, SubmitButton, TextArea, TextField,
        declared, load, use_flash, use_locale,
    },
};

/// The page.
#[component]
pub fn TemplateEditor() -> impl IntoView {
    let params = use_params_map();
    let key =
        Memo::new(move |_| params.with(|p| ["kind", "channel", "locale"].map(|name| p.get(name).unwrap_or_default())));
    // What is to be looked at before it is saved.
    let typed = use_flash(TEMPLATE_FORM).map(|flash| {
        let text = |name: &str| flash.values.get(name).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
        Typed { subject: text("subject"), body: text("body") }
    });
    let found = crate::ui::read(
        move || (key.get(), typed.clone()),
        |([kind, channel, locale], typed)| find_template(kind, channel, locale, typed),
    );
    load(found, move |page| editor(key.get_untracked(), page))
}

fn editor([kind, channel, locale]: [String; 3], page: TemplatePage) -> impl IntoView {
    let l = use_locale();
    let title = match template_key(&kind, &channel, &locale) {
        Ok((kind, channel, of)) => {
            format!("{}: {}, {}", kind_words::kind(l, kind), kind_words::channel(l, channel), of.endonym())
        }
        Err(_) => nav::templates(l).to_owned(),
    };
    let is_mail = channel == ChannelName::Email.as_str();
    let is_own = page.version > 0;
    let names = page.placeholders.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(" ");
    let help = if names.is_empty() { words::no_placeholders(l).to_owned() } else { words::placeholders(l, names) };
    let changed = page.updated_at.map(|at| words::template_changed(l, format::moment(l, at)));
    let reset = is_own.then(|| reset(l, &kind, &channel, &locale));
    let (version, subject, body) = (page.version.to_string(), page.subject.clone(), page.body.clone());
    view! {
        <Page title=title up=Crumb::new("/admin/templates", nav::templates(l)) narrow=true>
            <Refused form="template-reset"/>
            <p class="muted">{changed.unwrap_or_else(|| words::template_default(l).to_owned())}</p>
            <PlainForm action=SaveTemplate::PATH name={declared::<SaveTemplateInput>()}>
                <Hidden name="kind" value=kind.clone()/>
                <Hidden name="channel" value=channel.clone()/>
                <Hidden name="locale" value=locale.clone()/>
                <Hidden name="version" value=version/>
                {is_mail
                    .then(|| view! { <TextField name="subject" label=words::subject(l) value=subject required=true/> })}
                <TextArea name="body" label=words::body(l) help=help value=body required=true/>
                <div class="cluster">
                    <SubmitButton label=common::save(l)/>
                    <button type="submit" class="button" formaction=PreviewTemplate::PATH>
                        <IconView icon=Icon::Eye/>
                        <span>{words::preview(l)}</span>
                    </button>
                </div>
            </PlainForm>
            {reset}
            {preview(l, page)}
        </Page>
    }
}

fn preview(l: Locale, page: TemplatePage) -> impl IntoView {
    let subject = (!page.preview_subject.is_empty()).then(|| view! { <p class="row-title">{page.preview_subject}</p> });
    view! {
        <Section title=words::preview_title(l)>
            <div id="preview" class="stack">
                {subject}
                <MailFrame html=page.preview_html text=page.preview_text/>
            </div>
        </Section>
    }
}

fn reset(l: Locale, kind: &str, channel: &str, locale: &str) -> impl IntoView + use<> {
    let hidden = [("input[kind]", kind), ("input[channel]", channel), ("input[locale]", locale)]
        .map(|(name, value)| view! { <input type="hidden" name=name value=value.to_owned()/> });
    view! {
        <Confirm label=words::reset(l) icon=Icon::Undo2>
            <form method="post" action=ResetTemplate::PATH class="form">
                {hidden.into_iter().collect_view()}
                <p>{words::reset_text(l)}</p>
                <button type="submit" class="button button-bad">
                    <IconView icon=Icon::Undo2/>
                    <span>{words::reset(l)}</span>
                </button>
            </form>
        </Confirm>
    }
}
