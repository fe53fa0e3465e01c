//! One line of a record's history, as a sentence.

use birqadam_accounts::AuditEntry;
use birqadam_core::Locale;
use leptos::prelude::*;

use super::change_list;
use crate::{
    audit::{actor_words::Who, change_words::changes, operation_words},
    format,
    ui::{Icon, IconView, may, use_locale},
};

/// What was done, by whom, when, from where, and the values before and after.
#[component]
pub fn LogRow(entry: AuditEntry) -> impl IntoView {
    let l = use_locale();
    let what = operation_words::operation(l, &entry.operation);
    let via = operation_words::via(l, &entry.via);
    let changes = change_list(l, changes(l, &entry.subject_kind, entry.old.as_ref(), entry.new.as_ref()));
    let address = entry.address.clone().map(|address| view! { <span class="number">{address}</span> });
    view! {
        <li class="row log-row">
            <div class="row-main">
                <p class="row-title" title=entry.operation.clone()>
                    {what}
                </p>
                <p class="row-facts">
                    {actor(l, &entry)} <span>{via}</span> {address}
                </p>
                {changes}
            </div>
            <div class="row-end">
                <time class="muted small" datetime=entry.at.to_rfc3339()>
                    {format::moment_short(entry.at)}
                </time>
            </div>
        </li>
    }
}

fn actor(l: Locale, entry: &AuditEntry) -> impl IntoView + use<> {
    let name = match (entry.actor_id, entry.actor_label.as_str()) {
        (Some(id), name) if may(birqadam_core::Permission::UsersView) => {
            view! { <a href=format!("/admin/users/{id}")>{name.to_owned()}</a> }.into_any()
        }
        (Some(_), name) => view! { {name.to_owned()} }.into_any(),
        (None, "anonymous") => view! { {Who::Nobody.words(l)} }.into_any(),
        (None, reason) => view! { {Who::Platform { reason }.words(l)} }.into_any(),
    };
    view! {
        <span class="row-fact">
            <IconView icon=Icon::User/>
            {name}
        </span>
    }
}
