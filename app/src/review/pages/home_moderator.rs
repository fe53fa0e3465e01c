//! What needs a moderator now; shown by `/home`.

use birqadam_core::review::ReviewQueue;
use leptos::prelude::*;

use crate::{
    console::components::{read_troubles, show_troubles},
    format,
    review::{
        Section as Place,
        components::{QueueRow, UndoBar},
        server_fns::get_moderator_home,
    },
    texts::review as words,
    ui::{EmptyState, Figure, Icon, IconView, Page, Section, load, use_locale, use_start},
};

/// The page.
#[component]
pub fn HomeModerator() -> impl IntoView {
    let l = use_locale();
    let home = crate::ui::read(|| (), |()| get_moderator_home());
    // An admin is a moderator who also looks after the platform.
    let troubles = read_troubles();
    load(home, move |home| {
        let first = home.items.first().map(|item| Place::Review.item(&item.kind, item.id));
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
        let held = home.held.clone();
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
                <UndoBar held=held/>
                {figures}
                {troubles.map(show_troubles)}
                {list}
            </Page>
        }
    })
}

/// Each number leads to exactly its records and says how long the first has waited.
fn figures(home: &ReviewQueue) -> impl IntoView + use<> {
    let l = use_locale();
    let now = use_start().now;
    let figures = home
        .kinds
        .iter()
        .map(|waits| {
            let n = waits.count;
            let label = match waits.kind.as_str() {
                "account" => words::figure_accounts(l, n),
                "project" => words::figure_projects(l, n),
                "report" => words::figure_reports(l, n),
                "verification" => crate::texts::people::figure_verifications(l, n),
                "expense" => crate::texts::money::waiting(l, n),
                _ => words::figure_appeals(l, n),
            };
            let label = match waits.oldest_at {
                Some(since) => format!("{label}, {}", words::longest(l, format::duration(l, now - since))),
                None => label,
            };
            let tone = if n > 0 { "attention" } else { "plain" };
            let href = format!("/review?kind={}", waits.kind);
            view! { <Figure value=format::number(n) label=label href=href tone=tone/> }
        })
        .collect_view();
    view! { <div class="figures">{figures}</div> }
}
