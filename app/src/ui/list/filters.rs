//! The form of filters. Its fields are the parameters of the address.

use birqadam_core::{
    Locale,
    list::{FilterKind, FilterSpec, FilterValue, ListPage},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    super::{
        filter::filled_fields,
        icon::{Icon, IconView},
    },
    ListUi,
    address::{Address, chosen},
    chips::words_of,
};
use crate::texts::{common, lists as words};

pub(super) fn filters(l: Locale, ui: &'static ListUi, address: &Address, page: &ListPage) -> impl IntoView + use<> {
    // What is looked up and has no values yet gives nothing to choose.
    let can_narrow = |filter: &FilterSpec| {
        filter.kind != FilterKind::Lookup || page.choices.get(filter.name).is_some_and(|known| !known.is_empty())
    };
    let offered: Vec<_> = ui.spec.filters.iter().filter(|filter| !filter.fixed && can_narrow(filter)).collect();
    if offered.is_empty() {
        return None;
    }
    let is_own = |name: &str| !["sort", "columns", "limit", "view"].contains(&name);
    let hidden = hidden_fields(address.hidden(is_own));
    // The search stays in view; on a phone the others fold into one line.
    let (search, others): (Vec<_>, Vec<_>) =
        offered.into_iter().enumerate().partition(|(place, filter)| *place == 0 && filter.kind == FilterKind::Text);
    let narrowed = others.iter().filter(|(_, filter)| page.request.filters.contains_key(filter.name)).count();
    let [search, others] = [search, others]
        .map(|filters| filters.into_iter().map(|(_, filter)| field(l, ui, filter, page)).collect_view());
    let navigate = use_navigate();
    let path = address.path.clone();
    let on_submit = move |event: leptos::web_sys::SubmitEvent| {
        if let Some(query) = filled_fields(&event) {
            event.prevent_default();
            close_options(&event);
            let target = if query.is_empty() { path.clone() } else { format!("{path}?{query}") };
            navigate(&target, NavigateOptions::default());
        }
    };
    Some(view! {
        <form
            method="get"
            action=address.path.clone()
            class="list-filters"
            role="search"
            aria-label=common::filters(l)
            on:submit=on_submit
        >
            {hidden}
            {search}
            <details class="list-more">
                <summary class="button">
                    <IconView icon=Icon::Filter/>
                    <span>{common::filters(l)}</span>
                    {count(l, narrowed)}
                </summary>
                <div class="list-more-body">
                    {others}
                    <button type="submit" class="button">
                        <IconView icon=Icon::Filter/>
                        <span>{common::apply(l)}</span>
                    </button>
                </div>
            </details>
        </form>
    })
}

/// What was opened to choose from would go on covering the list, as the page stays.
fn close_options(event: &leptos::web_sys::SubmitEvent) {
    use leptos::wasm_bindgen::JsCast;
    let form = event.target().and_then(|target| target.dyn_into::<leptos::web_sys::Element>().ok());
    while let Some(open) = form.as_ref().and_then(|form| form.query_selector("details[open]").ok().flatten()) {
        if open.remove_attribute("open").is_err() {
            return;
        }
    }
}

pub(super) fn hidden_fields(pairs: Vec<(String, String)>) -> impl IntoView {
    pairs.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()
}

fn field(l: Locale, ui: &'static ListUi, filter: &'static FilterSpec, page: &ListPage) -> AnyView {
    let label = (ui.label)(l, filter.name);
    let value = page.request.filters.get(filter.name);
    match filter.kind {
        FilterKind::Text => text(filter.name, label, value),
        FilterKind::Choice(values) => {
            let options = values.iter().map(|value| ((*value).to_owned(), (ui.value)(l, filter.name, value))).collect();
            choice(l, filter.name, label, options, chosen(&page.request, filter.name))
        }
        FilterKind::Lookup => {
            let known = page.choices.get(filter.name).map(Vec::as_slice).unwrap_or_default();
            let option = |value: &str| (value.to_owned(), words_of(l, ui, filter.name, value, known));
            let options = known.iter().map(|choice| option(&choice.value)).collect();
            choice(l, filter.name, label, options, chosen(&page.request, filter.name))
        }
        FilterKind::Days => days(l, filter.name, label, value),
        FilterKind::Flag => flag(l, filter.name, label, value),
        FilterKind::Ids => text(filter.name, label, value),
    }
}

fn text(name: &'static str, label: &'static str, value: Option<&FilterValue>) -> AnyView {
    let (kind, value) = match value {
        Some(FilterValue::Text(text)) => ("search", text.clone()),
        Some(FilterValue::Ids(ids)) => ("search", ids.iter().map(i64::to_string).collect::<Vec<_>>().join(",")),
        _ => ("search", String::new()),
    };
    let id = format!("filter-{name}");
    view! {
        <div class="list-search">
            <label class="visually-hidden" for=id.clone()>{label}</label>
            <IconView icon=Icon::Search/>
            <input class="input" type=kind id=id name=name value=value placeholder=label data-list-search=""/>
        </div>
    }
    .into_any()
}

fn choice(
    l: Locale,
    name: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: &[String],
) -> AnyView {
    let boxes = options
        .into_iter()
        .map(|(value, text)| {
            let checked = chosen.contains(&value);
            view! {
                <label class="list-option">
                    <input type="checkbox" name=name value=value checked=checked/>
                    <span>{text}</span>
                </label>
            }
        })
        .collect_view();
    disclosure(l, label, chosen.len(), boxes.into_any())
}

fn flag(l: Locale, name: &'static str, label: &'static str, value: Option<&FilterValue>) -> AnyView {
    let now = match value {
        Some(FilterValue::Flag(flag)) => flag.to_string(),
        _ => String::new(),
    };
    let options = [("", words::any(l)), ("true", words::yes(l)), ("false", words::no(l))];
    let buttons = options
        .map(|(value, text)| {
            let checked = value == now;
            view! {
                <label class="list-option">
                    <input type="radio" name=name value=value checked=checked/>
                    <span>{text}</span>
                </label>
            }
        })
        .collect_view();
    disclosure(l, label, usize::from(!now.is_empty()), buttons.into_any())
}

fn days(l: Locale, name: &'static str, label: &'static str, value: Option<&FilterValue>) -> AnyView {
    let (from, to) = match value {
        Some(FilterValue::Days { from, to }) => (*from, *to),
        _ => (None, None),
    };
    let count = usize::from(from.is_some()) + usize::from(to.is_some());
    let ends = [("from", words::from(l), from), ("to", words::until(l), to)]
        .map(|(end, text, day)| {
            view! {
                <label class="list-day">
                    <span>{text}</span>
                    <input
                        class="input"
                        type="date"
                        name=format!("{name}_{end}")
                        value=day.map(|day| day.to_string())
                    />
                </label>
            }
        })
        .collect_view();
    disclosure(l, label, usize::from(count > 0), ends.into_any())
}

/// How many are chosen; nothing when none is.
fn count(l: Locale, chosen: usize) -> impl IntoView + use<> {
    (chosen > 0).then(|| {
        view! {
            <span class="list-filter-count" aria-hidden="true">{chosen as i64}</span>
            <span class="visually-hidden">{words::chosen(l, chosen as i64)}</span>
        }
    })
}

/// A filter that opens below its name, one at a time; it says how much of it is chosen.
fn disclosure(l: Locale, label: &'static str, chosen: usize, inner: AnyView) -> AnyView {
    view! {
        <details class="list-filter" name="list-filter">
            <summary class="button">
                <span>{label}</span>
                {count(l, chosen)}
                <IconView icon=Icon::ChevronDown/>
            </summary>
            <fieldset class="list-options">
                <legend class="visually-hidden">{label}</legend>
                {inner}
            </fieldset>
        </details>
    }
    .into_any()
}
