//! One line of the action log, as a sentence.

use birqadam_accounts::AuditEntry;
use birqadam_core::Locale;
use leptos::prelude::*;

use crate::{
    admin::{
        change_words::{Change, changes},
        operation_words,
    },
    format,
    texts::admin as words,
    ui::{Icon, IconView, use_locale},
};

/// What was done, by whom, to which record, when, from where, and the values before and after.
#[component]
pub fn LogRow(
    entry: AuditEntry,
    /// Stands on the record's own page, where the record need not be named.
    #[prop(optional)]
    own: bool,
) -> impl IntoView {
    let l = use_locale();
    let what = operation_words::operation(l, &entry.operation);
    let via = operation_words::via(l, &entry.via);
    let changes = details(l, changes(l, &entry));
    let record = (!own).then(|| record(l, &entry));
    let address = entry.address.clone().map(|address| view! { <span class="number">{address}</span> });
    view! {
        <li class="row log-row">
            <div class="row-main">
                <p class="row-title" title=entry.operation.clone()>
                    {what}
                    {record}
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
    let label =
        if entry.actor_label == "anonymous" { words::anonymous(l).to_owned() } else { entry.actor_label.clone() };
    let name = match entry.actor_id {
        Some(id) => view! { <a href=format!("/admin/users/{id}")>{label}</a> }.into_any(),
        None => view! { {label} }.into_any(),
    };
    view! {
        <span class="row-fact">
            <IconView icon=Icon::User/>
            {name}
        </span>
    }
}

fn record(l: Locale, entry: &AuditEntry) -> Option<impl IntoView + use<>> {
    let id = entry.subject_id?;
    let text = format!("{} № {id}", operation_words::subject(l, &entry.subject_kind));
    Some(match operation_words::subject_href(&entry.subject_kind, id) {
        Some(href) => view! { <span class="log-record">" · "<a href=href>{text}</a></span> }.into_any(),
        None => view! { <span class="log-record">" · "{text}</span> }.into_any(),
    })
}

fn details(l: Locale, changes: Vec<Change>) -> Option<impl IntoView + use<>> {
    (!changes.is_empty()).then(|| {
        let rows = changes
            .into_iter()
            .map(|change| {
                let before = change.before.map(|text| view! { <del class="preline">{text}</del> });
                let after = change.after.map(|text| view! { <ins class="preline">{text}</ins> });
                view! {
                    <div class="log-change">
                        <dt>{change.name}</dt>
                        <dd>{before} {after}</dd>
                    </div>
                }
            })
            .collect_view();
        view! {
            <details class="log-details">
                <summary>{words::what_changed(l)}</summary>
                <dl>{rows}</dl>
            </details>
        }
    })
}
