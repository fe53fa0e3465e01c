//! One item of the queue, of whatever kind: what waits, whose, for how long, who looks at it.

use birqadam_core::Locale;
use birqadam_core::review::{ItemFact, QueueItem};
use leptos::prelude::*;

use crate::{
    format, labels,
    review::{Section, value_words},
    texts::review as words,
    ui::{Icon, IconView, PhotoView, WaitingTime, use_locale},
};

/// The row; all of it leads to the decision.
#[component]
pub fn QueueRow(item: QueueItem) -> impl IntoView {
    let l = use_locale();
    let href = Section::current().item(&item.kind, item.id);
    let photo = match item.photo_url {
        Some(src) => view! { <PhotoView src=src alt="" hash=item.photo_hash.unwrap_or_default()/> }.into_any(),
        None => view! {
            <span class="photo queue-mark">
                <IconView icon=kind_icon(&item.kind)/>
            </span>
        }
        .into_any(),
    };
    let author = (item.author != item.title).then(|| view! { <span>{item.author}</span> });
    let facts = item.facts.iter().filter_map(|fact| fact_words(l, fact)).map(|text| view! { <span>{text}</span> });
    let facts = facts.collect_view();
    let claim = item.claim.map(|claim| {
        let text = if claim.mine {
            words::claim_mine(l).to_owned()
        } else {
            words::claim_of(l, claim.name, format::local_time(claim.since))
        };
        let class = if claim.mine { "chip chip-active" } else { "chip chip-waiting" };
        view! {
            <span class=class>
                <IconView icon=Icon::Key/>
                {text}
            </span>
        }
    });
    view! {
        <li class="row row-photo">
            <div class="row-thumb">{photo}</div>
            <div class="row-main">
                <p class="row-text">{kind_name(l, &item.kind)}</p>
                <h3 class="row-title">
                    <a class="row-link" href=href>
                        {item.title}
                    </a>
                </h3>
                <p class="row-facts">{author} {facts}</p>
            </div>
            <div class="row-end">
                {claim} <WaitingTime since=item.since/>
            </div>
        </li>
    }
}

/// What one item of a kind is called.
pub(crate) fn kind_name(l: Locale, kind: &str) -> &'static str {
    match kind {
        "account" => words::kind_account(l),
        "project" => words::kind_project(l),
        "report" => words::kind_report(l),
        "verification" => crate::texts::people::kind_verification(l),
        "expense" => crate::texts::money::review_expense(l),
        _ => words::kind_appeal(l),
    }
}

fn kind_icon(kind: &str) -> Icon {
    match kind {
        "account" => Icon::User,
        "project" => Icon::FolderKanban,
        "report" => Icon::Camera,
        "verification" => Icon::ShieldCheck,
        "expense" => Icon::Coins,
        _ => Icon::Undo2,
    }
}

/// A fact as people read it; nothing when it is empty.
fn fact_words(l: Locale, fact: &ItemFact) -> Option<String> {
    let count = || fact.value.parse().unwrap_or(0);
    let text = match fact.field.as_str() {
        _ if fact.value.is_empty() => return None,
        "role" => labels::role(l, &fact.value),
        "documents_count" => words::documents_count(l, count()),
        "tasks_count" => words::tasks_count(l, count()),
        "photos_count" => words::photos_count(l, count()),
        "appeal_about" => kind_name(l, &fact.value).to_owned(),
        "text" => shortened(&fact.value),
        field => value_words(l, field, &fact.value),
    };
    Some(text)
}

/// The beginning of a long text.
fn shortened(text: &str) -> String {
    const LENGTH: usize = 80;
    let start: String = text.chars().take(LENGTH).collect();
    if text.chars().nth(LENGTH).is_some() { format!("{start}…") } else { start }
}
