//! A step that asks once more, without JavaScript: a disclosure that opens the form in place.

use leptos::prelude::*;

use super::icon::{Icon, IconView};

/// A button that opens what it holds: a question, a reason, and the button that does it.
/// `tone` is `plain`, `good` or `bad`.
#[component]
pub fn Confirm(
    #[prop(into)] label: String,
    #[prop(optional)] icon: Option<Icon>,
    #[prop(default = "plain")] tone: &'static str,
    /// Starts open, for example because what it holds could not be accepted.
    #[prop(optional)]
    open: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="confirm" open=open>
            <summary class=format!("button button-{tone}")>
                {icon.map(|icon| view! { <IconView icon=icon/> })}
                <span>{label}</span>
            </summary>
            <div class="confirm-body">{children()}</div>
        </details>
    }
}
