//! What happened to a record, on its page, for who may see it.

use birqadam_volunteering::RecordHistory as History;
use leptos::prelude::*;

use super::LogRow;
use crate::{
    audit::record_words,
    texts::admin as words,
    ui::{Section, use_locale},
};

/// So many entries stand on the page itself.
const SHOWN: usize = 10;

/// The newest entries, with a link to all of them; nothing for those whom the history is not for.
/// The page reads it with the record (`with_history`).
#[component]
pub fn RecordHistory(
    /// As in the log: `project`, `report`, `user`.
    kind: &'static str,
    id: i64,
    history: Option<History>,
) -> impl IntoView {
    let l = use_locale();
    let entries = history?.entries.items;
    let all = move || view! { <a href=record_words::href(kind, id)>{words::whole_log(l)}</a> };
    let rows = if entries.is_empty() {
        view! { <p class="muted">{words::no_history(l)}</p> }.into_any()
    } else {
        let newest = entries.into_iter().take(SHOWN);
        let rows = newest.map(|entry| view! { <LogRow entry=entry/> }).collect_view();
        view! { <ul class="rows">{rows}</ul> }.into_any()
    };
    Some(view! {
        <Section title=words::history(l) action=all>
            {rows}
        </Section>
    })
}
