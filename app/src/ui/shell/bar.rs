//! The bar above every page: the mark, search, language, theme, person.

use birqadam_core::Locale;
use leptos::{prelude::*, web_sys::HtmlElement};

use super::person::Person;
use crate::{
    page_start::Theme,
    texts::nav,
    ui::{
        empty::Stair,
        icon::{Icon, IconView},
        keys::{find, listen_for_keys},
        start::{use_locale, use_start},
    },
};

/// The bar.
#[component]
pub(super) fn TopBar() -> impl IntoView {
    listen_for_search();
    view! {
        <header class="topbar">
            <a class="brand" href="/">
                <Stair/>
                <span>{use_start().platform.name.clone()}</span>
            </a>
            <Search/>
            <div class="topbar-end">
                <Languages/>
                <Themes/>
                <Person/>
            </div>
        </header>
    }
}

/// The key `/` leads to the search; a list's own comes before the frame's.
fn listen_for_search() {
    listen_for_keys(|event| {
        let search = (event.key() == "/").then(|| find("[data-list-search]").or_else(|| find("#search"))).flatten();
        search.is_some_and(|search: HtmlElement| search.focus().is_ok())
    });
}

#[component]
fn Search() -> impl IntoView {
    let l = use_locale();
    view! {
        <form class="search" method="get" action="/projects" role="search">
            <label class="visually-hidden" for="search">
                {nav::search(l)}
            </label>
            <IconView icon=Icon::Search/>
            <input class="input" id="search" type="search" name="q" placeholder=nav::search(l)/>
        </form>
    }
}

/// The languages, each by its own name; a plain form, so that the whole page comes anew.
#[component]
fn Languages() -> impl IntoView {
    let l = use_locale();
    let buttons = Locale::ALL
        .into_iter()
        .map(|locale| {
            view! {
                <button
                    type="submit"
                    name="locale"
                    value=locale.as_str()
                    lang=locale.as_str()
                    title=locale.endonym()
                    aria-label=locale.endonym()
                    aria-pressed=if locale == l { "true" } else { "false" }
                >
                    {match locale {
                        Locale::Ru => "Рус",
                        Locale::Kk => "Қаз",
                        Locale::En => "Eng",
                    }}
                </button>
            }
        })
        .collect_view();
    view! {
        <form method="post" action="/web/locale">
            <div class="segmented" role="group" aria-label=nav::language(l)>
                {buttons}
            </div>
        </form>
    }
}

/// Light, dark, as the system says: one button that goes to the next.
#[component]
fn Themes() -> impl IntoView {
    let l = use_locale();
    let (next, icon, words) = match use_start().theme {
        Theme::Auto => (Theme::Light, Icon::Monitor, nav::theme_auto(l)),
        Theme::Light => (Theme::Dark, Icon::Sun, nav::theme_light(l)),
        Theme::Dark => (Theme::Auto, Icon::Moon, nav::theme_dark(l)),
    };
    view! {
        <form method="post" action="/web/theme">
            <button type="submit" class="icon-button" name="theme" value=next.as_str() title=words>
                <IconView icon=icon/>
                <span class="visually-hidden">{words}</span>
            </button>
        </form>
    }
}
