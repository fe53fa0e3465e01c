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
                // Pictures are known by a fingerprint or number only, which says nothing to people.
                let replaced = match change.field.as_str() {
                    "cover" => Some(words::cover_replaced(l)),
                    "photo" => Some(words::photos_replaced(l)),
                    _ => None,
                };
                if let Some(replaced) = replaced {
                    return view! { <li><p class="change-name">{label}": "{replaced}</p></li> }.into_any();
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
