//! `/admin/settings`: every setting with its value, by group.

use birqadam_core::{settings::Group, switches::SettingState};
use leptos::prelude::*;

use crate::{
    console::{
        components::setting_value,
        server_fns::list_settings,
        words::{group, setting},
    },
    format,
    texts::settings as words,
    ui::{Page, Section, load, use_locale},
};

/// The page.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let l = use_locale();
    let settings = crate::ui::read(|| (), |()| list_settings());
    load(settings, move |all| {
        let groups = Group::ALL
            .into_iter()
            .map(|one| {
                let rows = all.iter().filter(|state| state.group == one).cloned().map(row).collect_view();
                view! {
                    <Section title=group(l, one)>
                        <ul class="rows">{rows}</ul>
                    </Section>
                }
            })
            .collect_view();
        view! {
            <Page title=words::title(l) lead=words::lead(l)>
                {groups}
            </Page>
        }
    })
}

fn row(state: SettingState) -> impl IntoView {
    let l = use_locale();
    let (name, help) = setting(l, state.name);
    let value = setting_value(l, state.name, &state.value);
    let changed = match state.changed_at {
        Some(at) => words::changed(l, state.changed_by.unwrap_or_default(), format::moment_short(at)),
        None => words::default(l).to_owned(),
    };
    view! {
        <li class="row">
            <div class="row-main">
                <h3 class="row-title">
                    <a href=format!("/admin/settings/{}", state.name.as_str())>{name}</a>
                </h3>
                <p class="muted small">{help}</p>
            </div>
            <div class="row-end">
                <strong class="console-value">{value}</strong>
                <span class="muted small">{changed}</span>
            </div>
        </li>
    }
}
