//! What happened to one record, on its page.

use birqadam_accounts::AuditEntry;
use birqadam_core::Permission;
use leptos::prelude::*;

use super::{LogRow, RecordHistory};
use crate::{
    audit::record_words,
    texts::admin as words,
    ui::{Section, may, use_locale},
};

/// The entries that came with the page, for who reads the log; who only works on the record sees what
/// of them they may.
pub fn history_or_link(entries: Option<Vec<AuditEntry>>, subject: (&'static str, i64)) -> AnyView {
    match entries {
        Some(entries) => view! { <History entries=entries subject=subject/> }.into_any(),
        None => view! { <RecordHistory kind=subject.0 id=subject.1/> }.into_any(),
    }
}

/// The way to all entries on a record that was ever changed, for who reads the log.
pub fn whole_history(kind: &'static str, id: Option<i64>) -> Option<AnyView> {
    let (l, id) = (use_locale(), id.filter(|_| may(Permission::AuditView))?);
    Some(view! { <a href=record_words::href(kind, id)>{words::whole_log(l)}</a> }.into_any())
}

/// The newest entries on a record, with a link to all of them.
#[component]
pub fn History(
    entries: Vec<AuditEntry>,
    /// Kind and id of the record.
    subject: (&'static str, i64),
) -> impl IntoView {
    let l = use_locale();
    let (kind, id) = subject;
    let all = move || view! { <a href=record_words::href(kind, id)>{words::whole_log(l)}</a> };
    let rows = if entries.is_empty() {
        view! { <p class="muted">{words::no_history(l)}</p> }.into_any()
    } else {
        let rows = entries.into_iter().map(|entry| view! { <LogRow entry=entry/> }).collect_view();
        view! { <ul class="rows">{rows}</ul> }.into_any()
    };
    view! {
        <Section title=words::history(l) action=all>
            {rows}
        </Section>
    }
}
