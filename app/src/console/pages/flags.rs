//! `/admin/flags`: features and who sees them.

use birqadam_core::{flags::FlagState, switches::FlagInfo};
use leptos::prelude::*;

use crate::{
    console::{components::rule_words, server_fns::list_flags, words::flag},
    format,
    texts::flags as words,
    ui::{Icon, ListHeading, Page, StatusChip, load, use_locale},
};

/// The page.
#[component]
pub fn FlagsPage() -> impl IntoView {
    let l = use_locale();
    let flags = crate::ui::read(|| (), |()| list_flags());
    load(flags, move |all| {
        let rows = all.into_iter().map(row).collect_view();
        view! {
            <Page title=words::title(l) lead=words::lead(l)>
                <ListHeading/>
                <ul class="rows">{rows}</ul>
            </Page>
        }
    })
}

fn row(info: FlagInfo) -> impl IntoView {
    let l = use_locale();
    let (name, help) = flag(l, info.name);
    let (icon, tone) = match info.rule.state {
        FlagState::Off => (Icon::Ban, "muted"),
        FlagState::Some => (Icon::CircleDot, "waiting"),
        FlagState::On => (Icon::Check, "good"),
    };
    view! {
        <li class="row">
            <div class="row-main">
                <h3 class="row-title">
                    <a href=format!("/admin/flags/{}", info.name.as_str())>{name}</a>
                </h3>
                <p class="muted small">{help}</p>
            </div>
            <div class="row-end">
                <StatusChip text=rule_words(l, &info.rule) icon=icon tone=tone/>
                <span class="muted small">{words::people(l, info.people, format::number(info.of))}</span>
            </div>
        </li>
    }
}
