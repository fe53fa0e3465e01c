//! `/admin/settings/<name>`: one setting: its value to change, every value it had, and its history.

use birqadam_core::{
    Error, Localized, Setting,
    settings::Kind,
    switches::{SettingChange, SettingState},
};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use serde_json::Value;

use crate::{
    audit::{components::RecordHistory, server_fns::with_history_of},
    console::{
        components::setting_value,
        server_fns::{RestoreSetting, SETTING_FORM, SaveSetting, SaveSettingInput, SettingView, get_setting},
        words::setting,
    },
    format, labels,
    texts::{common, settings as words},
    ui::{
        Checkbox, Crumb, EmptyState, Hidden, Icon, LocalizedField, Notice, Page, PlainForm, Section, Select,
        SubmitButton, TextField, declared, load, use_flash, use_locale,
    },
};

/// The page.
#[component]
pub fn SettingPage() -> impl IntoView {
    let l = use_locale();
    let params = use_params_map();
    let name = Memo::new(move |_| params.with(|p| p.get("name").unwrap_or_default()));
    let view =
        crate::ui::read(move || name.get(), |name| with_history_of("setting", get_setting(name), |view| view.state.id));
    load(view, move |(SettingView { state, changes }, entries)| {
        let (title, help) = setting(l, state.name);
        let id = state.id;
        let history = if changes.is_empty() {
            view! { <EmptyState title=words::no_history(l) text=words::no_history_text(l)/> }.into_any()
        } else {
            let rows = changes.into_iter().map(|change| past(&state, change)).collect_view();
            view! { <ol class="rows">{rows}</ol> }.into_any()
        };
        view! {
            <Page title=title lead=help up=Crumb::new("/admin/settings", words::title(l)) narrow=true>
                <Stale setting=state.name/>
                <PlainForm action=SaveSetting::PATH name={declared::<SaveSettingInput>()}>
                    <Hidden name="name" value=state.name.as_str()/>
                    <Hidden name="version" value=state.version.to_string()/>
                    {field(&state, title)}
                    <div class="cluster">
                        <SubmitButton label=common::save(l) icon=Icon::Save/>
                        <span class="muted small">
                            {words::default_is(l, setting_value(l, state.name, &state.default))}
                        </span>
                    </div>
                </PlainForm>
                <Section title=words::history(l)>{history}</Section>
                {id.map(|id| view! { <RecordHistory kind="setting" id=id history=entries/> })}
            </Page>
        }
    })
}

/// The input that suits the setting.
fn field(state: &SettingState, label: &'static str) -> AnyView {
    let l = use_locale();
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match state.name.kind() {
        Kind::Switch => {
            let checked = state.value == Value::Bool(true);
            view! { <Checkbox name="value" label=label checked=checked/> }.into_any()
        }
        Kind::Number { min, max } => view! {
            <TextField
                name="value"
                label=words::value(l)
                help=words::range(l, format::number(min), format::number(max))
                value=text(&state.value)
                inputmode="numeric"
                required=true
            />
        }
        .into_any(),
        Kind::Email => {
            view! { <TextField name="value" label=words::value(l) kind="email" value=text(&state.value)/> }.into_any()
        }
        Kind::City => view! {
            <Select
                name="value"
                label=words::value(l)
                options=labels::city_options(l)
                empty=words::no_city(l)
                value=text(&state.value)
            />
        }
        .into_any(),
        Kind::Words { .. } => {
            let value: Localized = serde_json::from_value(state.value.clone()).unwrap_or_default();
            view! { <LocalizedField name="value" label=words::value(l) value=value/> }.into_any()
        }
    }
}

/// A value of the history, with the way back to it.
fn past(state: &SettingState, change: SettingChange) -> impl IntoView + use<> {
    let l = use_locale();
    let (old, new) = (setting_value(l, state.name, &change.old), setting_value(l, state.name, &change.new));
    let (name, version) = (state.name, state.version);
    let end = if change.new == state.value {
        view! { <span class="chip chip-good">{words::current(l)}</span> }.into_any()
    } else {
        view! {
            <PlainForm action=RestoreSetting::PATH name=SETTING_FORM class="inline-form">
                <Hidden name="name" value=name.as_str()/>
                <Hidden name="version" value=version.to_string()/>
                <Hidden name="change" value=change.id.to_string()/>
                <SubmitButton label=words::restore(l) tone="plain" icon=Icon::Undo2/>
            </PlainForm>
        }
        .into_any()
    };
    view! {
        <li class="row">
            <div class="row-main">
                <p class="console-change">
                    <del>{old}</del>
                    " → "
                    <ins>{new}</ins>
                </p>
                <p class="muted small">{words::changed(l, change.by, format::moment_short(change.at))}</p>
            </div>
            <div class="row-end">{end}</div>
        </li>
    }
}

/// After a save that came too late: what holds now and what was wanted.
#[component]
fn Stale(setting: Setting) -> impl IntoView {
    let l = use_locale();
    let flash = use_flash(SETTING_FORM)?;
    let Error::Stale { current, yours, .. } = &flash.error else { return None };
    let words_of = |text: &str| setting_value(l, setting, &serde_json::from_str(text).unwrap_or_default());
    let (saved, wanted) = (words::stale_saved(l, words_of(current)), words::stale_yours(l, words_of(yours)));
    Some(view! {
        <Notice tone="waiting" title=words::stale_title(l)>
            <p>{saved}</p>
            <p>{wanted}</p>
            <p>{words::stale_text(l)}</p>
        </Notice>
    })
}
