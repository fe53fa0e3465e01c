//! `/sponsor/projects`: projects that need money, with filters in the URL.

use birqadam_core::Locale;
use birqadam_funding::SponsorProjectFilter;
use birqadam_volunteering::VolunteerType;
use leptos::prelude::*;

use crate::{
    format, labels,
    sponsor::{
        components::SponsorCard,
        server_fns::{FOLLOW_FORM, list_sponsor_projects},
    },
    texts::{projects, sponsor as words},
    ui::{
        ActiveFilter, ActiveFilters, EmptyState, FilterBar, FilterCheck, FilterSelect, FilterText, ListHeading, Page,
        Pager, Refused, load, use_cursor, use_locale, use_query,
    },
};

/// The page.
#[component]
pub fn SponsorProjects() -> impl IntoView {
    let l = use_locale();
    let filter = use_filter();
    let cursor = use_cursor();
    let list =
        crate::ui::read(move || (filter.get(), cursor.get()), |(filter, cursor)| list_sponsor_projects(filter, cursor));
    load(list, move |list| {
        let active = active_filters(l, &filter.get_untracked());
        let filtered = !active.is_empty();
        let cards = list.page.items.into_iter().map(|project| view! { <li><SponsorCard project=project/></li> });
        let cards: Vec<_> = cards.collect();
        let empty = cards.is_empty();
        view! {
            <Page title=words::projects_title(l) count=count(list.count) lead=words::projects_lead(l)>
                <FilterBar action="/sponsor/projects">
                    <FilterText name="q" label=projects::filter_words(l)/>
                    <FilterSelect
                        name="city"
                        label=projects::filter_city(l)
                        options=labels::city_options(l)
                        all=projects::any_city(l)
                    />
                    <FilterSelect
                        name="type"
                        label=projects::filter_type(l)
                        options=labels::volunteer_type_options(l)
                        all=projects::any_type(l)
                    />
                    <FilterCheck name="need" label=words::filter_need(l)/>
                    <FilterCheck name="followed" label=words::filter_followed(l)/>
                </FilterBar>
                <ActiveFilters filters=active/>
                <Refused form=FOLLOW_FORM/>
                {if empty {
                    nothing(l, filtered).into_any()
                } else {
                    view! {
                        <ListHeading/>
                        <ul class="project-grid">{cards}</ul>
                    }
                    .into_any()
                }}
                <Pager next=list.page.next/>
            </Page>
        }
    })
}

/// Why there is nothing, and what to do.
fn nothing(l: Locale, filtered: bool) -> impl IntoView {
    let reset = move || view! { <a class="button" href="/sponsor/projects">{words::all_projects(l)}</a> };
    if filtered {
        view! { <EmptyState title=projects::none_found(l) text=words::none_found_text(l) action=reset/> }.into_any()
    } else {
        view! { <EmptyState title=words::none_need(l) text=words::none_need_text(l)/> }.into_any()
    }
}

/// The filter in the URL.
fn use_filter() -> Memo<SponsorProjectFilter> {
    let [kind, city, q, need, followed] = ["type", "city", "q", "need", "followed"].map(use_query);
    Memo::new(move |_| SponsorProjectFilter {
        kind: kind.get(),
        city: city.get(),
        q: q.get(),
        need: need.get(),
        followed: followed.get(),
    })
}

/// Counting stops at 1,000.
fn count(n: i64) -> String {
    if n >= 1000 { format!("{}+", format::number(n)) } else { format::number(n) }
}

fn active_filters(l: Locale, filter: &SponsorProjectFilter) -> Vec<ActiveFilter> {
    let words_of = |names: &str, word: &dyn Fn(&str) -> String| {
        names.split(',').map(|name| word(name.trim())).collect::<Vec<_>>().join(", ")
    };
    let kind = |name: &str| {
        VolunteerType::parse(name).map_or_else(|| name.to_owned(), |k| labels::volunteer_type(l, k).to_owned())
    };
    let all = [
        ("q", &filter.q, format!("«{}»", filter.q)),
        ("city", &filter.city, words_of(&filter.city, &|name| labels::city(l, name))),
        ("type", &filter.kind, words_of(&filter.kind, &kind)),
        ("need", &filter.need, words::filter_need(l).to_owned()),
        ("followed", &filter.followed, words::filter_followed(l).to_owned()),
    ];
    let set = all.into_iter().filter(|(_, value, _)| !value.is_empty());
    set.map(|(name, _, text)| ActiveFilter { name, text }).collect()
}
