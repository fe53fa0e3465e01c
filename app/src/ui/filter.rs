//! Filters and pages of lists; both live in the URL.

use leptos::children::ViewFn;
use leptos::prelude::*;
use leptos::web_sys;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_query_map},
};
use wasm_bindgen::JsCast;

use super::{
    error_page::encode,
    icon::{Icon, IconView},
    start::use_locale,
};
use crate::texts::common;

/// A form whose fields become the URL's parameters. The children are [`FilterSelect`]s and
/// [`FilterText`]s. With JavaScript the empty ones are left out of the URL.
#[component]
pub fn FilterBar(
    /// The list's own path.
    #[prop(into)]
    action: String,
    children: Children,
) -> impl IntoView {
    let l = use_locale();
    let navigate = use_navigate();
    let path = action.clone();
    let on_submit = move |event: web_sys::SubmitEvent| {
        if let Some(query) = filled_fields(&event) {
            event.prevent_default();
            let target = if query.is_empty() { path.clone() } else { format!("{path}?{query}") };
            navigate(&target, NavigateOptions::default());
        }
    };
    view! {
        <form method="get" action=action class="filter-bar" role="search" aria-label=common::filters(l) on:submit=on_submit>
            {children()}
            <button type="submit" class="button">
                <IconView icon=Icon::Filter/>
                <span>{common::apply(l)}</span>
            </button>
        </form>
    }
}

/// The fields of a form that hold something, as a query.
pub(super) fn filled_fields(event: &web_sys::SubmitEvent) -> Option<String> {
    let form: web_sys::HtmlFormElement = event.target()?.dyn_into().ok()?;
    let data = web_sys::FormData::new_with_form(&form).ok()?;
    let query = web_sys::UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    let query = String::from(query.to_string());
    Some(query.split('&').filter(|pair| !pair.ends_with('=') && !pair.is_empty()).collect::<Vec<_>>().join("&"))
}

/// A filter with one choice of a list; the current one comes from the URL.
#[component]
pub fn FilterSelect(
    name: &'static str,
    #[prop(into)] label: String,
    /// `(value, words)`.
    options: Vec<(String, String)>,
    /// The words for "all".
    #[prop(into)]
    all: String,
) -> impl IntoView {
    let query = use_query_map();
    let chosen = query.with_untracked(|q| q.get(name).unwrap_or_default());
    let id = format!("filter-{name}");
    let options = options
        .into_iter()
        .map(|(value, text)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{text}</option> }
        })
        .collect_view();
    view! {
        <div class="filter">
            <label for=id.clone()>{label}</label>
            <span class="select">
                <select class="input" id=id name=name>
                    <option value="" selected=chosen.is_empty()>{all}</option>
                    {options}
                </select>
                <IconView icon=Icon::ChevronDown/>
            </span>
        </div>
    }
}

/// A filter that is typed: `search`, `date`, `text`.
#[component]
pub fn FilterText(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(default = "search")] kind: &'static str,
) -> impl IntoView {
    let query = use_query_map();
    let value = query.with_untracked(|q| q.get(name).unwrap_or_default());
    let id = format!("filter-{name}");
    view! {
        <div class="filter">
            <label for=id.clone()>{label}</label>
            <input class="input" type=kind id=id name=name value=value/>
        </div>
    }
}

/// A filter that is on or off; sent as `true`.
#[component]
pub fn FilterCheck(name: &'static str, #[prop(into)] label: String) -> impl IntoView {
    let query = use_query_map();
    let checked = query.with_untracked(|q| q.get(name).as_deref() == Some("true"));
    let id = format!("filter-{name}");
    view! {
        <div class="filter filter-check">
            <input type="checkbox" id=id.clone() name=name value="true" checked=checked/>
            <label for=id>{label}</label>
        </div>
    }
}

/// One filter in force: its words, and its name in the URL.
#[derive(Clone, Debug)]
pub struct ActiveFilter {
    pub name: &'static str,
    pub text: String,
}

/// Chips of the filters in force; each is a link without it.
#[component]
pub fn ActiveFilters(filters: Vec<ActiveFilter>) -> impl IntoView {
    let l = use_locale();
    (!filters.is_empty()).then(|| {
        let all_off = use_location().pathname.get_untracked();
        let chips = filters
            .into_iter()
            .map(|filter| {
                view! {
                    <li>
                        <a class="filter-chip" href=without(filter.name)>
                            {filter.text}
                            <IconView icon=Icon::X/>
                            <span class="visually-hidden">{common::remove_filter(l)}</span>
                        </a>
                    </li>
                }
            })
            .collect_view();
        view! {
            <ul class="filter-chips">
                {chips}
                <li>
                    <a href=all_off>{common::reset_filters(l)}</a>
                </li>
            </ul>
        }
    })
}

/// The current address with a parameter set to another value, and without the cursor.
pub fn with_query(name: &str, value: &str) -> String {
    address(&[name, "cursor", "done"], (!value.is_empty()).then_some((name, value)))
}

/// The current address without a parameter.
fn without(name: &str) -> String {
    with_query(name, "")
}

fn address(dropped: &[&str], added: Option<(&str, &str)>) -> String {
    let location = use_location();
    let mut pairs: Vec<String> = location.query.with_untracked(|query| {
        query
            .clone()
            .into_iter()
            .filter(|(key, value)| !dropped.contains(&key.as_ref()) && !value.is_empty())
            .map(|(key, value)| format!("{}={}", encode(&key), encode(&value)))
            .collect()
    });
    pairs.extend(added.map(|(key, value)| format!("{}={}", encode(key), encode(value))));
    let path = location.pathname.get_untracked();
    if pairs.is_empty() { path } else { format!("{path}?{}", pairs.join("&")) }
}

/// The link to the next page, and back to the first.
#[component]
pub fn Pager(next: Option<String>) -> impl IntoView {
    let l = use_locale();
    let on_first = use_query_map().with_untracked(|q| q.get("cursor").is_none_or(|c| c.is_empty()));
    let first = (!on_first)
        .then(|| view! { <a class="button" href=address(&["cursor", "done"], None)>{common::first_page(l)}</a> });
    let next = next.map(|cursor| {
        view! {
            <a class="button" rel="next" href=address(&["cursor", "done"], Some(("cursor", &cursor)))>
                <span>{common::next_page(l)}</span>
                <IconView icon=Icon::ArrowRight/>
            </a>
        }
    });
    (first.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label=common::pages(l)>
                {first}
                {next}
            </nav>
        }
    })
}

/// A row of links that choose one value of a parameter, for example a status, with counts.
#[component]
pub fn Tabs(
    #[prop(into)] label: String,
    /// The parameter's name in the URL.
    name: &'static str,
    /// `(value, words)`; the first is chosen when the URL says nothing.
    options: Vec<(String, String)>,
    #[prop(optional, into)] end: Option<ViewFn>,
) -> impl IntoView {
    let chosen = use_query_map().with_untracked(|q| q.get(name));
    let chosen = chosen.unwrap_or_else(|| options.first().map(|(value, _)| value.clone()).unwrap_or_default());
    let links = options
        .into_iter()
        .map(|(value, text)| {
            let current = (value == chosen).then_some("page");
            // An empty value must be said too, or the first would be chosen.
            let href = if value.is_empty() {
                address(&[name, "cursor", "done"], Some((name, "")))
            } else {
                with_query(name, &value)
            };
            view! { <a class="tab" href=href aria-current=current>{text}</a> }
        })
        .collect_view();
    view! {
        <nav class="tabs" aria-label=label>
            {links}
            {end.map(|end| end.run())}
        </nav>
    }
}
