//! The stair: the mark, and the motif of empty states and progress.

use leptos::children::ViewFn;
use leptos::prelude::*;

/// Two rounded steps, the upper one lit.
#[component]
pub fn Stair() -> impl IntoView {
    view! {
        <svg class="stair" viewBox="0 0 96 64" width="96" height="64" aria-hidden="true">
            <path class="stair-line" d="M4 60h88"></path>
            <rect class="stair-low" x="12" y="38" width="32" height="22" rx="6"></rect>
            <rect class="stair-high" x="48" y="18" width="32" height="42" rx="6"></rect>
        </svg>
    }
}

/// Nothing here: says why and what to do next.
#[component]
pub fn EmptyState(
    #[prop(into)] title: String,
    #[prop(optional, into)] text: Option<String>,
    /// The next step as a link or button.
    #[prop(optional, into)]
    action: Option<ViewFn>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Stair/>
            <p class="empty-title">{title}</p>
            {text.map(|text| view! { <p class="empty-text">{text}</p> })}
            {action.map(|action| view! { <div class="empty-action">{action.run()}</div> })}
        </div>
    }
}
