//! Values before and after, in a disclosure.

use birqadam_core::Locale;
use leptos::prelude::*;

use crate::{audit::change_words::Change, texts::admin as words};

/// `None` when nothing changed.
pub(crate) fn change_list(l: Locale, changes: Vec<Change>) -> Option<impl IntoView + use<>> {
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
