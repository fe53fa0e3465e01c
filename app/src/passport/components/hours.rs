//! How hours are counted.

use leptos::prelude::*;

use crate::{texts::passport as words, ui::use_locale};

/// The rule in words, folded away: who doubts a figure opens it.
#[component]
pub fn HowHours() -> impl IntoView {
    let l = use_locale();
    view! {
        <details class="how-hours">
            <summary>{words::hours_title(l)}</summary>
            <p class="prose">{words::hours_text(l)}</p>
        </details>
    }
}
