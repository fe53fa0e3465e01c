//! `/admin/flags/<name>`: one feature: for whom it is on, every rule it had, and its history.

use birqadam_core::{
    Error, FormInput,
    flags::{FlagRule, FlagState},
    switches::{FlagChange, FlagInfo},
};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;

use crate::{
    audit::{components::RecordHistory, server_fns::with_history_of},
    console::{
        components::rule_words,
        server_fns::{FlagView, SaveFlag, SaveFlagInput, get_flag},
        words::{flag, flag_state},
    },
    format, labels,
    texts::{common, flags as words, settings},
    ui::{
        Crumb, EmptyState, Hidden, Icon, Notice, Page, PlainForm, RadioGroup, Section, SubmitButton, TextField,
        declared, load, use_flash, use_form, use_locale,
    },
};

/// The page.
#[component]
pub fn FlagPage() -> impl IntoView {
    let l = use_locale();
    let params = use_params_map();
    let name = Memo::new(move |_| params.with(|p| p.get("name").unwrap_or_default()));
    let view = crate::ui::read(move || name.get(), |name| with_history_of("flag", get_flag(name), |view| view.info.id));
    load(view, move |(FlagView { info, changes, roles }, entries)| {
        let (title, help) = flag(l, info.name);
        let id = info.id;
        let history = if changes.is_empty() {
            view! { <EmptyState title=words::no_history(l) text=words::no_history_text(l)/> }.into_any()
        } else {
            let rows = changes.into_iter().map(past).collect_view();
            view! { <ol class="rows">{rows}</ol> }.into_any()
        };
        view! {
            <Page title=title lead=help up=Crumb::new("/admin/flags", words::title(l)) narrow=true>
                <Stale/>
                <p class="console-figure">{words::people(l, info.people, format::number(info.of))}</p>
                <RuleForm info=info roles=roles/>
                <Section title=words::history(l)>{history}</Section>
                {id.map(|id| view! { <RecordHistory kind="flag" id=id history=entries/> })}
            </Page>
        }
    })
}

#[component]
fn RuleForm(info: FlagInfo, roles: Vec<String>) -> impl IntoView {
    let l = use_locale();
    let states = FlagState::ALL
        .iter()
        .rev()
        .map(|&state| {
            let (title, help) = flag_state(l, state);
            (state.as_str().to_owned(), title.to_owned(), help.to_owned())
        })
        .collect::<Vec<_>>();
    let users: Vec<String> = info.rule.users.iter().map(ToString::to_string).collect();
    let chosen = info.rule.roles.clone();
    view! {
        <PlainForm action=SaveFlag::PATH name={declared::<SaveFlagInput>()}>
            <Hidden name="name" value=info.name.as_str()/>
            <Hidden name="version" value=info.version.to_string()/>
            <RadioGroup name="state" label=words::state(l) options=states value=info.rule.state.as_str()/>
            <fieldset class="group">
                <legend>{words::state_some(l)}</legend>
                <RoleBoxes roles=roles chosen=chosen/>
                <TextField
                    name="percentage"
                    label=words::percentage(l)
                    help=words::percentage_help(l)
                    value=info.rule.percentage.to_string()
                    inputmode="numeric"
                />
                <TextField name="users" label=words::users(l) help=words::users_help(l) value=users.join(", ")/>
            </fieldset>
            <SubmitButton label=common::save(l) icon=Icon::Save/>
        </PlainForm>
    }
}

/// A box for each role; what was ticked before the form came back stays ticked.
#[component]
fn RoleBoxes(roles: Vec<String>, chosen: Vec<String>) -> impl IntoView {
    let l = use_locale();
    let form = use_form();
    form.remember_label("roles", words::roles(l));
    let kept = form.kept().get("roles").and_then(|kept| kept.as_array()).cloned();
    let was_sent = !form.kept().is_null();
    let error = form.error_at("roles");
    let boxes = roles
        .into_iter()
        .enumerate()
        .map(|(index, role)| {
            let checked = match (&kept, was_sent) {
                (Some(kept), _) => kept.iter().any(|one| one.as_str() == Some(&role)),
                (None, true) => false,
                (None, false) => chosen.contains(&role),
            };
            let id = if index == 0 { form.html_id("roles") } else { format!("{}-{index}", form.html_id("roles")) };
            let name = format!("input[roles][{index}]");
            view! {
                <div class="check">
                    <input type="checkbox" id=id.clone() name=name value=role.clone() checked=checked/>
                    <label for=id>{labels::role(l, &role)}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field">
            <legend class="field-label">{words::roles(l)}</legend>
            {move || error.get().map(|text| view! { <p class="field-error">{text}</p> })}
            <div class="permission-checks">{boxes}</div>
        </fieldset>
    }
}

fn past(change: FlagChange) -> impl IntoView {
    let l = use_locale();
    let rule = |rule: Option<FlagRule>| rule.map(|rule| rule_words(l, &rule)).unwrap_or_default();
    view! {
        <li class="row">
            <div class="row-main">
                <p class="console-change">
                    <del>{rule(change.old)}</del>
                    " → "
                    <ins>{rule(change.new)}</ins>
                </p>
                <p class="muted small">{settings::changed(l, change.by, format::moment_short(change.at))}</p>
            </div>
        </li>
    }
}

/// After a save that came too late: what holds now.
#[component]
fn Stale() -> impl IntoView {
    let l = use_locale();
    let flash = use_flash(SaveFlagInput::NAME)?;
    let Error::Stale { current, .. } = &flash.error else { return None };
    let rule: FlagRule = serde_json::from_str(current).unwrap_or_default();
    let text = words::stale_text(l, rule_words(l, &rule));
    Some(view! {
        <Notice tone="waiting" title=words::stale_title(l)>
            <p>{text}</p>
        </Notice>
    })
}
