//! What needs a moderator now; shown by `/home`.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::{
    format,
    review::{
        components::QueueRow,
        server_fns::{ModeratorHome, get_moderator_home},
    },
    texts::review as words,
    ui::{EmptyState, Figure, Icon, IconView, Page, Section, load, use_locale, use_start},
};

/// The page.
#[component]
pub fn HomeModerator() -> impl IntoView {
    let l = use_locale();
    let home = Resource::new_blocking(|| (), |()| get_moderator_home());
    load(home, move |home| {
        let first = home.items.first().map(|item| item.href());
        let start = move || {
            first.clone().map(|href| {
                view! {
                    <a class="button button-primary" href=href>
                        <span>{words::start(l)}</span>
                        <IconView icon=Icon::ArrowRight/>
                    </a>
                }
            })
        };
        let figures = figures(&home);
        let list = if home.items.is_empty() {
            view! { <EmptyState title=words::queue_empty(l) text=words::queue_empty_text(l)/> }.into_any()
        } else {
            let all = move || view! { <a href="/review">{words::whole_queue(l)}</a> };
            let rows = home.items.into_iter().map(|item| view! { <QueueRow item=item/> }).collect_view();
            view! {
                <Section title=words::longest_waiting(l) action=all>
                    <ul class="rows">{rows}</ul>
                </Section>
            }
            .into_any()
        };
        view! {
            <Page title=words::needs_you(l) action=start>
                {figures}
                {list}
            </Page>
        }
    })
}

/// Each number leads to exactly its records and says how long the first has waited.
fn figures(home: &ModeratorHome) -> impl IntoView + use<> {
    let l = use_locale();
    let now = use_start().now;
    let figure = |count: i64, label: String, oldest: Option<DateTime<Utc>>, href: &'static str| {
        let label = match oldest {
            Some(since) => format!("{label}, {}", words::longest(l, format::duration(l, now - since))),
            None => label,
        };
        let tone = if count > 0 { "attention" } else { "plain" };
        view! { <Figure value=format::number(count) label=label href=href tone=tone/> }
    };
    let accounts =
        home.accounts.map(|n| figure(n, words::figure_accounts(l, n), home.oldest_account_at, "/review?kind=accounts"));
    let projects =
        home.projects.map(|n| figure(n, words::figure_projects(l, n), home.oldest_project_at, "/review?kind=projects"));
    view! {
        <div class="figures">
            {accounts}
            {projects}
        </div>
    }
}
