//! What was corrected since the last return or rejection.

use birqadam_core::review::ChangedField;
use leptos::prelude::*;

use crate::{
    review::{field_label, value_words},
    texts::review as words,
    ui::{Notice, use_locale},
};

/// All of it, before → after. Shows nothing when nothing changed.
#[component]
pub fn Changes(changes: Vec<ChangedField>) -> impl IntoView {
    let l = use_locale();
    (!changes.is_empty()).then(|| {
        let rows = changes
            .into_iter()
            .map(|change| {
                let label = field_label(l, &change.field);
                // A cover is known by a fingerprint only, which says nothing to people.
                if change.field == "cover" {
                    return view! { <li><p class="change-name">{label}": "{words::cover_replaced(l)}</p></li> }
                        .into_any();
                }
                let before = value_words(l, &change.field, &change.before);
                let after = value_words(l, &change.field, &change.after);
                view! {
                    <li>
                        <p class="change-name">{label}</p>
                        <del class="preline">{before}</del>
                        <ins class="preline">{after}</ins>
                    </li>
                }
                .into_any()
            })
            .collect_view();
        view! {
            <Notice tone="info" title=words::changed(l)>
                <ul class="changes">{rows}</ul>
            </Notice>
        }
    })
}

/// A value in its place, marked when it changed.
#[component]
pub fn Changed(on: bool, children: Children) -> impl IntoView {
    let l = use_locale();
    if on {
        view! {
            <div class="changed">
                <span class="changed-mark">{words::changed_mark(l)}</span>
                {children()}
            </div>
        }
        .into_any()
    } else {
        children().into_any()
    }
}
