//! All public projects, with filters in the URL.

use birqadam_core::Locale;
use birqadam_volunteering::{ProjectFilter, VolunteerType};
use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    format, labels,
    texts::projects as words,
    ui::{
        ActiveFilter, ActiveFilters, EmptyState, FilterBar, FilterCheck, FilterSelect, FilterText, ListHeading, Page,
        Pager, ProjectGrid, load, use_cursor, use_locale, use_query,
    },
    volunteering::server_fns::list_projects,
};

#[component]
pub fn Browse() -> impl IntoView {
    let l = use_locale();
    let filter = use_filter();
    let cursor = use_cursor();
    let list = crate::ui::read(move || (filter.get(), cursor.get()), |(filter, cursor)| list_projects(filter, cursor));
    load(list, move |list| {
        let active = active_filters(l, &filter.get_untracked());
        let empty = list.page.items.is_empty();
        let reset = move || view! { <a class="button" href="/projects">{words::all(l)}</a> };
        view! {
            <Page title=words::title(l) count=count(list.count)>
                <FilterBar action="/projects">
                    <FilterText name="q" label=words::filter_words(l)/>
                    <FilterSelect name="city" label=words::filter_city(l) options=labels::city_options(l) all=words::any_city(l)/>
                    <FilterSelect
                        name="type"
                        label=words::filter_type(l)
                        options=labels::volunteer_type_options(l)
                        all=words::any_type(l)
                    />
                    <FilterText name="from" kind="date" label=words::filter_from(l)/>
                    <FilterText name="to" kind="date" label=words::filter_to(l)/>
                    <FilterCheck name="free" label=words::filter_free(l)/>
                </FilterBar>
                <ActiveFilters filters=active/>
                {if empty {
                    view! { <EmptyState title=words::none_found(l) text=words::none_found_text(l) action=reset/> }.into_any()
                } else {
                    view! { <ListHeading/> <ProjectGrid projects=list.page.items/> }.into_any()
                }}
                <Pager next=list.page.next/>
            </Page>
        }
    })
}

/// The filter in the URL.
fn use_filter() -> Memo<ProjectFilter> {
    let [kind, city, q, from, to, free] = ["type", "city", "q", "from", "to", "free"].map(use_query);
    Memo::new(move |_| ProjectFilter {
        volunteer_type: kind.get(),
        city: city.get(),
        q: q.get(),
        from: from.get(),
        to: to.get(),
        free: free.get() == "true",
    })
}

/// Counting stops at 1,000.
fn count(n: i64) -> String {
    if n >= 1000 { format!("{}+", format::number(n)) } else { format::number(n) }
}

fn active_filters(l: Locale, filter: &ProjectFilter) -> Vec<ActiveFilter> {
    let words_of = |names: &str, word: &dyn Fn(&str) -> String| {
        names.split(',').map(|name| word(name.trim())).collect::<Vec<_>>().join(", ")
    };
    let kind = |name: &str| {
        VolunteerType::parse(name).map_or_else(|| name.to_owned(), |k| labels::volunteer_type(l, k).to_owned())
    };
    let day = |text: &str| text.parse::<NaiveDate>().map_or_else(|_| text.to_owned(), format::date_short);
    let mut filters = Vec::new();
    let mut add = |name: &'static str, value: &str, text: String| {
        if !value.is_empty() {
            filters.push(ActiveFilter { name, text });
        }
    };
    add("q", &filter.q, format!("«{}»", filter.q));
    add("city", &filter.city, words_of(&filter.city, &|name| labels::city(l, name)));
    add("type", &filter.volunteer_type, words_of(&filter.volunteer_type, &kind));
    add("from", &filter.from, crate::texts::common::from_date(l, day(&filter.from)));
    add("to", &filter.to, crate::texts::common::until_date(l, day(&filter.to)));
    if filter.free {
        add("free", "true", words::filter_free(l).to_owned());
    }
    filters
}
