//! `/review`: accounts and projects in one queue, the longest waiting first.

use birqadam_core::Locale;
use leptos::prelude::*;

use crate::{
    format,
    review::{components::QueueRow, queue_item::Queue, server_fns::list_review_queue},
    texts::review as words,
    ui::{EmptyState, ListHeading, Page, Pager, Tabs, load, use_cursor, use_locale, use_query},
};

/// The page. Who may decide on one kind only sees no tabs.
#[component]
pub fn ReviewQueue() -> impl IntoView {
    let l = use_locale();
    let (kind, cursor) = (use_query("kind"), use_cursor());
    let queue =
        Resource::new_blocking(move || (kind.get(), cursor.get()), |(kind, cursor)| list_review_queue(kind, cursor));
    load(queue, move |queue| {
        let options = tabs(l, &queue);
        let tabs = (options.len() > 1).then(|| view! { <Tabs label=words::kinds(l) name="kind" options=options/> });
        let list = if queue.items.is_empty() {
            view! { <EmptyState title=words::queue_empty(l) text=words::queue_empty_text(l)/> }.into_any()
        } else {
            let rows = queue.items.into_iter().map(|item| view! { <QueueRow item=item/> }).collect_view();
            view! { <ListHeading/> <ul class="rows">{rows}</ul> }.into_any()
        };
        view! {
            <Page title=words::queue(l)>
                {tabs}
                {list}
                <Pager next=queue.next/>
            </Page>
        }
    })
}

fn tabs(l: Locale, queue: &Queue) -> Vec<(String, String)> {
    let (Some(accounts), Some(projects)) = (queue.accounts, queue.projects) else { return Vec::new() };
    [
        ("all", words::all(l), accounts + projects),
        ("accounts", words::accounts(l), accounts),
        ("projects", words::projects(l), projects),
    ]
    .map(|(value, text, count)| (value.to_owned(), format!("{text} {}", format::number(count))))
    .to_vec()
}
