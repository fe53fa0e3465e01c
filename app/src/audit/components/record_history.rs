//! What happened to a record, on its page: read beside the page, and only there for who may see it.

use leptos::prelude::*;

use super::History;
use crate::{audit::server_fns::find_record_history, ui::Skeleton};

/// The newest entries, with a link to all of them; nothing for those whom the history is not for.
#[component]
pub fn RecordHistory(
    /// As in the log: `project`, `report`, `user`.
    kind: &'static str,
    id: i64,
) -> impl IntoView {
    let history = crate::ui::read(|| (), move |()| find_record_history(kind.to_owned(), id, None));
    view! {
        <Transition fallback=|| {
            view! { <Skeleton lines=3/> }
        }>
            {move || Suspend::new(async move {
                let entries = history.await.ok()?.entries.items;
                Some(view! { <History entries=entries.into_iter().take(SHOWN).collect() subject=(kind, id)/> })
            })}
        </Transition>
    }
}

/// So many entries stand on the page itself.
const SHOWN: usize = 10;
