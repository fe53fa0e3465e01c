//! The filters in force; each is a link without it.

use birqadam_core::{
    Locale,
    list::{Choice, FilterValue, ListPage},
};
use leptos::prelude::*;

use super::{
    super::icon::{Icon, IconView},
    ListUi,
    address::Address,
};
use crate::{
    format,
    texts::{common, lists as words},
};

pub(super) fn chips(l: Locale, ui: &'static ListUi, address: &Address, page: &ListPage) -> impl IntoView + use<> {
    let mut chips = Vec::new();
    for (name, value) in &page.request.filters {
        if ui.spec.filter(name).is_none_or(|filter| filter.fixed) {
            continue;
        }
        let known = page.choices.get(name).map(Vec::as_slice).unwrap_or_default();
        for (one, text) in values(l, ui, name, value, known) {
            chips.push((address.without(name, &one), (ui.label)(l, name), text));
        }
    }
    (!chips.is_empty()).then(|| {
        let chips = chips
            .into_iter()
            .map(|(href, label, text)| {
                view! {
                    <li>
                        <a class="filter-chip" href=href>
                            <span class="filter-chip-name">{label}": "</span>
                            {text}
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
                    <a href=address.with(|request| request.filters.clear())>{common::reset_filters(l)}</a>
                </li>
            </ul>
        }
    })
}

/// The values of a filter, each with its words.
fn values(l: Locale, ui: &ListUi, name: &str, value: &FilterValue, known: &[Choice]) -> Vec<(String, String)> {
    match value {
        FilterValue::Any(values) => {
            values.iter().map(|value| (value.clone(), words_of(l, ui, name, value, known))).collect()
        }
        FilterValue::Text(text) => vec![(text.clone(), format!("«{text}»"))],
        FilterValue::Ids(ids) => {
            ids.iter().map(i64::to_string).map(|id| (id.clone(), words_of(l, ui, name, &id, known))).collect()
        }
        FilterValue::Flag(flag) => {
            vec![(flag.to_string(), (if *flag { words::yes(l) } else { words::no(l) }).to_owned())]
        }
        FilterValue::Days { from, to } => {
            vec![(String::new(), format::date_range(l, *from, *to).unwrap_or_default())]
        }
    }
}

/// A value in words: as looked up, else as the list says.
pub(super) fn words_of(l: Locale, ui: &ListUi, name: &str, value: &str, known: &[Choice]) -> String {
    let found = known.iter().find(|choice| choice.value == value && !choice.label.is_empty());
    found.map_or_else(|| (ui.value)(l, name, value), |choice| choice.label.clone())
}
