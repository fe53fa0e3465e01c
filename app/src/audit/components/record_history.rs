//! The way from a record's page to its history.

use leptos::prelude::*;

use crate::{
    audit::record_words,
    texts::audit as words,
    ui::{Icon, IconView, use_locale},
};

/// A link to what happened to the record. Stands on pages of those who may see it: the page behind
/// asks again.
#[component]
pub fn RecordHistory(
    /// As in the log: `project`, `report`, `user`.
    kind: &'static str,
    id: i64,
) -> impl IntoView {
    let l = use_locale();
    view! {
        <a class="button record-history" href=record_words::href(kind, id)>
            <IconView icon=Icon::History/>
            <span>{words::history(l)}</span>
        </a>
    }
}
