//! An icon: an outline beside a word, hidden from screen readers.

pub use super::icon_outlines::Icon;
use leptos::prelude::*;

/// Shows an icon, 20 px unless the style sheet says otherwise. Always beside a word: an icon
/// alone says nothing to those who do not see it.
#[component]
pub fn IconView(icon: Icon) -> impl IntoView {
    view! {
        <svg
            class="icon"
            viewBox="0 0 24 24"
            width="20"
            height="20"
            fill="none"
            stroke="currentColor"
            stroke-width="1.75"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            inner_html=icon.outline()
        ></svg>
    }
}
