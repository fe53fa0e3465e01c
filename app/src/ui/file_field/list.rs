//! The files of a field as a list: picture, name, size, how far it has come, and what to do.

use birqadam_core::Locale;
use leptos::prelude::*;

use super::entry::{Entries, Entry, State};
use crate::{
    errors, format,
    texts::forms as words,
    ui::{
        icon::{Icon, IconView},
        start::use_locale,
    },
};

/// `staged` and `drop` are the names of the fields that carry the tokens.
#[component]
pub(super) fn FileList(entries: Entries, staged: String, drop: String) -> impl IntoView {
    let scripted = RwSignal::new(false);
    Effect::new(move |_| scripted.set(true));
    let all = entries.all;
    view! {
        <ul class="file-list">
            <For each=move || all.get() key=|entry| entry.key let:entry>
                <FileRow entry=entry entries=entries.clone() staged=staged.clone() drop=drop.clone() scripted=scripted/>
            </For>
        </ul>
    }
}

#[component]
fn FileRow(entry: Entry, entries: Entries, staged: String, drop: String, scripted: RwSignal<bool>) -> impl IntoView {
    let l = use_locale();
    let state = entry.state;
    let size = format::file_size(l, entry.size_bytes);
    let token = move || match state.get() {
        State::Sent(file) => Some(file),
        _ => None,
    };
    let bar_label = words::file_progress(l, &entry.name);
    let drop_id = format!("{staged}-{}", entry.key);
    view! {
        <li class="file-row" class:file-failed=move || matches!(state.get(), State::Failed(_))>
            <span class="file-picture">
                {match entry.picture.clone() {
                    Some(address) => view! { <img src=address alt="" width="64" height="48"/> }.into_any(),
                    None => view! { <IconView icon=Icon::FileText/> }.into_any(),
                }}
            </span>
            <span class="file-name">
                <span>{entry.name.clone()}</span>
                <span class="muted small">{size}</span>
            </span>
            <span class="file-state">
                {move || match state.get() {
                    State::Sending(percent) => {
                        Some(
                            view! {
                                <progress max="100" value=percent.to_string() aria-label=bar_label.clone()></progress>
                                <span class="small" aria-hidden="true">{words::file_sending(l, percent)}</span>
                            }
                                .into_any(),
                        )
                    }
                    State::Waiting => Some(view! { <span class="small muted">{words::file_waiting(l)}</span> }.into_any()),
                    _ => None,
                }}
                <span class="file-word small" role="status">
                    {move || word(l, &state.get())}
                </span>
            </span>
            {move || {
                token()
                    .map(|file| {
                        view! { <input type="hidden" name=staged.clone() value=file.to_field()/> }
                    })
            }}
            <span class="file-actions">
                {move || {
                    if scripted.get() {
                        view! { <Actions entry=entry.clone() entries=entries.clone()/> }.into_any()
                    } else {
                        // Without JavaScript a mark, for the next time the form is sent.
                        token()
                            .map(|file| {
                                view! {
                                    <span class="check">
                                        <input type="checkbox" id=drop_id.clone() name=drop.clone() value=file.token/>
                                        <label for=drop_id.clone()>{words::file_drop(l)}</label>
                                    </span>
                                }
                            })
                            .into_any()
                    }
                }}
            </span>
        </li>
    }
}

/// Said once by screen readers when a file has arrived or failed.
fn word(l: Locale, state: &State) -> Option<String> {
    match state {
        State::Sent(_) => Some(words::file_sent(l).to_owned()),
        State::Failed(None) => Some(words::file_failed(l).to_owned()),
        State::Failed(Some(code)) => Some(errors::field_message(l, code)),
        State::WithForm | State::Waiting | State::Sending(_) => None,
    }
}

#[component]
fn Actions(entry: Entry, entries: Entries) -> impl IntoView {
    let l = use_locale();
    let state = entry.state;
    let (again, name, key) = (entry.clone(), entry.name.clone(), entry.key);
    let retrying = entries.clone();
    // What is wrong with the file itself stays wrong.
    let retry = move || matches!(state.get(), State::Failed(None));
    let remove_label = move || {
        let under_way = matches!(state.get(), State::Waiting | State::Sending(_));
        if under_way { words::file_cancel(l, &name) } else { words::file_remove(l, &name) }
    };
    let with_form = move || state.get() == State::WithForm;
    let retry_label = words::file_retry(l, &entry.name);
    view! {
        {move || {
            let (again, retrying) = (again.clone(), retrying.clone());
            retry()
                .then(|| {
                    view! {
                        <button
                            type="button"
                            class="icon-button"
                            aria-label=retry_label.clone()
                            on:click=move |_| retrying.retry(&again)
                        >
                            <IconView icon=Icon::RefreshCw/>
                        </button>
                    }
                })
        }}
        {move || {
            let entries = entries.clone();
            let label = remove_label();
            (!with_form())
                .then(|| {
                    view! {
                        <button type="button" class="icon-button" aria-label=label on:click=move |_| entries.remove(key)>
                            <IconView icon=Icon::X/>
                        </button>
                    }
                })
        }}
    }
}
