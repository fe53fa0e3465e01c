//! `/resources`: what partners lend, with filters in the URL.

use birqadam_core::Locale;
use birqadam_funding::{ResourceFilter, ResourceType};
use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    format, labels,
    resources::{components::ResourceGrid, server_fns::search_resources, words as looks},
    texts::{projects, resources as words},
    ui::{
        ActiveFilter, ActiveFilters, EmptyState, FilterBar, FilterSelect, FilterText, ListHeading, Page, Pager, load,
        use_cursor, use_locale, use_query,
    },
};

/// The page.
#[component]
pub fn Resources() -> impl IntoView {
    let l = use_locale();
    let filter = use_filter();
    let cursor = use_cursor();
    let list =
        crate::ui::read(move || (filter.get(), cursor.get()), |(filter, cursor)| search_resources(filter, cursor));
    load(list, move |page| {
        let active = active_filters(l, &filter.get_untracked());
        let reset = move || view! { <a class="button" href="/resources">{words::all_resources(l)}</a> };
        let mine = move || view! { <a class="button" href="/organizer/requests">{words::my_requests(l)}</a> };
        let body = if page.items.is_empty() {
            view! { <EmptyState title=words::none_found(l) text=words::none_found_text(l) action=reset/> }.into_any()
        } else {
            view! { <ListHeading/> <ResourceGrid resources=page.items/> }.into_any()
        };
        view! {
            <Page title=words::resources(l) lead=words::resources_lead(l) action=mine>
                <FilterBar action="/resources">
                    <FilterText name="q" label=projects::filter_words(l)/>
                    <FilterSelect name="type" label=words::type_label(l) options=looks::kind_options(l) all=words::any_type(l)/>
                    <FilterSelect
                        name="city"
                        label=projects::filter_city(l)
                        options=labels::city_options(l)
                        all=projects::any_city(l)
                    />
                    <FilterText name="date" kind="date" label=words::free_on(l)/>
                </FilterBar>
                <ActiveFilters filters=active/>
                {body}
                <Pager next=page.next/>
            </Page>
        }
    })
}

/// The filter in the URL.
fn use_filter() -> Memo<ResourceFilter> {
    let [kind, city, q, date] = ["type", "city", "q", "date"].map(use_query);
    Memo::new(move |_| ResourceFilter {
        resource_type: kind.get(),
        city: city.get(),
        q: q.get(),
        date: date.get(),
        ..ResourceFilter::default()
    })
}

fn active_filters(l: Locale, filter: &ResourceFilter) -> Vec<ActiveFilter> {
    let words_of = |names: &str, word: &dyn Fn(&str) -> String| {
        names.split(',').map(|name| word(name.trim())).collect::<Vec<_>>().join(", ")
    };
    let kind =
        |name: &str| ResourceType::parse(name).map_or_else(|| name.to_owned(), |kind| looks::kind(l, kind).to_owned());
    let day = |text: &str| text.parse::<NaiveDate>().map_or_else(|_| text.to_owned(), format::date_short);
    let mut filters = Vec::new();
    let mut add = |name: &'static str, value: &str, text: String| {
        if !value.is_empty() {
            filters.push(ActiveFilter { name, text });
        }
    };
    add("q", &filter.q, format!("«{}»", filter.q));
    add("type", &filter.resource_type, words_of(&filter.resource_type, &kind));
    add("city", &filter.city, words_of(&filter.city, &|name| labels::city(l, name)));
    add("date", &filter.date, words::free_on_day(l, day(&filter.date)));
    filters
}
