//! `/review`: everything one may decide on in one queue, the longest waiting first.

use birqadam_core::{Locale, Permission, review::ReviewQueue as Queue};
use leptos::prelude::*;

use crate::{
    format,
    review::{components::QueueBody, server_fns::list_review_queue},
    texts::review as words,
    ui::{Icon, IconView, Page, Tabs, load, may, use_cursor, use_locale, use_query},
};

/// The page. Who may decide on one kind only sees no tabs.
#[component]
pub fn ReviewQueue() -> impl IntoView {
    let l = use_locale();
    let (kind, mine, cursor) = (use_query("kind"), use_query("mine"), use_cursor());
    let queue = crate::ui::read(
        move || (kind.get(), mine.get(), cursor.get()),
        |(kind, mine, cursor)| list_review_queue(kind, mine, cursor),
    );
    load(queue, move |queue| {
        let options = tabs(l, &queue);
        let tabs = (options.len() > 2).then(|| view! { <Tabs label=words::kinds(l) name="kind" options=options/> });
        let shown = kind.get_untracked();
        let shown = if shown == "all" { String::new() } else { shown };
        let own = !mine.get_untracked().is_empty();
        let templates = move || {
            may(Permission::ReviewTemplates).then(|| {
                view! {
                    <a class="button" href="/review/templates">
                        <IconView icon=Icon::FileText/>
                        <span>{words::templates(l)}</span>
                    </a>
                }
            })
        };
        view! {
            <Page title=words::queue(l) action=templates>
                {tabs}
                <QueueBody queue=queue kind=shown mine=own/>
            </Page>
        }
    })
}

/// All, then each kind with its count.
fn tabs(l: Locale, queue: &Queue) -> Vec<(String, String)> {
    let all: i64 = queue.kinds.iter().map(|waits| waits.count).sum();
    let tab = |value: &str, text: &str, count: i64| (value.to_owned(), format!("{text} {}", format::number(count)));
    let kinds = queue.kinds.iter().map(|waits| tab(&waits.kind, kinds_name(l, &waits.kind), waits.count));
    [tab("all", words::all(l), all)].into_iter().chain(kinds).collect()
}

fn kinds_name(l: Locale, kind: &str) -> &'static str {
    match kind {
        "account" => words::accounts(l),
        "project" => words::projects(l),
        "report" => words::reports(l),
        "verification" => crate::texts::people::kinds_verifications(l),
        "expense" => crate::texts::money::review_expenses(l),
        _ => words::appeals(l),
    }
}
