//! What happened to a record, on its page: read beside the page, and only there for who may see it.

use leptos::prelude::*;

use super::LogRow;
use crate::{
    audit::{record_words, server_fns::find_record_history},
    texts::admin as words,
    ui::{Section, Skeleton, use_locale},
};

/// So many entries stand on the page itself.
const SHOWN: usize = 10;

/// The newest entries, with a link to all of them; nothing for those whom the history is not for.
#[component]
pub fn RecordHistory(
    /// As in the log: `project`, `report`, `user`.
    kind: &'static str,
    id: i64,
) -> impl IntoView {
    let l = use_locale();
    let history = crate::ui::read(|| (), move |()| find_record_history(kind.to_owned(), id, None));
    view! {
        <Transition fallback=|| {
            view! { <Skeleton lines=3/> }
        }>
            {move || Suspend::new(async move {
                let entries = history.await.ok()?.entries.items;
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
            })}
        </Transition>
    }
}
