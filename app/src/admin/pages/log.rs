//! `/admin/log`: who did what, when, to which record.

use birqadam_core::Locale;
use leptos::prelude::*;

use crate::{
    admin::{
        components::LogRow,
        operation_words::{operation, operation_options, subject, subject_options},
        server_fns::{LogFilter, list_log},
    },
    texts::{admin as words, nav},
    ui::{
        ActiveFilter, ActiveFilters, EmptyState, FilterBar, FilterSelect, FilterText, Page, Pager, load, use_cursor,
        use_locale, use_query,
    },
};

/// The page; its filters live in the URL.
#[component]
pub fn Log() -> impl IntoView {
    let l = use_locale();
    let (operation, kind) = (use_query("operation"), use_query("subject_kind"));
    let (id, actor, cursor) = (use_query("subject_id"), use_query("actor_id"), use_cursor());
    let filter = Memo::new(move |_| LogFilter {
        operation: operation.get(),
        subject_kind: kind.get(),
        subject_id: id.get(),
        actor_id: actor.get(),
    });
    let log = Resource::new_blocking(move || (filter.get(), cursor.get()), |(filter, cursor)| list_log(filter, cursor));
    load(log, move |page| {
        let list = if page.items.is_empty() {
            view! { <EmptyState title=words::log_empty(l) text=words::log_empty_text(l)/> }.into_any()
        } else {
            let rows = page.items.into_iter().map(|entry| view! { <LogRow entry=entry/> }).collect_view();
            view! { <ul class="rows">{rows}</ul> }.into_any()
        };
        view! {
            <Page title=nav::log(l) lead=words::log_lead(l)>
                <FilterBar action="/admin/log">
                    <FilterSelect
                        name="operation"
                        label=words::operation(l)
                        options=operation_options(l)
                        all=words::any_operation(l)
                    />
                    <FilterSelect
                        name="subject_kind"
                        label=words::record(l)
                        options=subject_options(l)
                        all=words::any_record(l)
                    />
                    <FilterText name="subject_id" label=words::record_number(l) kind="number"/>
                    <FilterText name="actor_id" label=words::actor_number(l) kind="number"/>
                </FilterBar>
                <ActiveFilters filters=active(l, &filter.get_untracked())/>
                {list}
                <Pager next=page.next/>
            </Page>
        }
    })
}

fn active(l: Locale, filter: &LogFilter) -> Vec<ActiveFilter> {
    let numbered = |label: &str, number: &str| {
        if number.is_empty() { String::new() } else { format!("{label} {number}") }
    };
    [
        ("operation", operation(l, &filter.operation)),
        ("subject_kind", subject(l, &filter.subject_kind)),
        ("subject_id", numbered(words::record_number(l), &filter.subject_id)),
        ("actor_id", numbered(words::actor_number(l), &filter.actor_id)),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(name, text)| ActiveFilter { name, text })
    .collect()
}
