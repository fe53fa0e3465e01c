//! What happened to one record.

use birqadam_accounts::AuditEntry;
use leptos::prelude::*;

use super::LogRow;
use crate::{
    texts::admin as words,
    ui::{Section, use_locale},
};

/// The newest entries on a record, with a link to all of them.
#[component]
pub fn History(
    entries: Vec<AuditEntry>,
    /// Kind and id of the record.
    subject: (&'static str, i64),
) -> impl IntoView {
    let l = use_locale();
    let (kind, id) = subject;
    let all =
        move || view! { <a href=format!("/admin/log?subject_kind={kind}&subject_id={id}")>{words::whole_log(l)}</a> };
    let rows = if entries.is_empty() {
        view! { <p class="muted">{words::no_history(l)}</p> }.into_any()
    } else {
        let rows = entries.into_iter().map(|entry| view! { <LogRow entry=entry own=true/> }).collect_view();
        view! { <ul class="rows">{rows}</ul> }.into_any()
    };
    view! {
        <Section title=words::history(l) action=all>
            {rows}
        </Section>
    }
}
