//! The buttons of a form, and fields that nobody sees.

use leptos::prelude::*;

use super::ctx::{FormCtx, use_form};
use crate::ui::icon::{Icon, IconView};

/// Sends the form; busy while it is on its way, also while it waits for its files. `tone` is
/// `primary`, `plain`, `good` or `bad`. Several buttons of one form tell apart by `name` and
/// `value`.
#[component]
pub fn SubmitButton(
    #[prop(into)] label: String,
    #[prop(default = "primary")] tone: &'static str,
    #[prop(optional)] icon: Option<Icon>,
    /// A field's name that this button sets, as the form's other fields are named.
    #[prop(optional)]
    name: Option<&'static str>,
    #[prop(optional, into)] value: Option<String>,
) -> impl IntoView {
    let form = use_context::<FormCtx>();
    let busy = form.as_ref().map(|form| {
        let (pending, waiting) = (form.pending, form.waiting);
        Signal::derive(move || pending.get() || waiting.get())
    });
    let busy = busy.unwrap_or_else(|| Signal::derive(|| false));
    let name = name.map(|name| form.map_or_else(|| name.to_owned(), |f| f.html_name(name)));
    view! {
        <button
            type="submit"
            class=format!("button button-{tone}")
            name=name
            value=value
            aria-busy=move || busy.get().then_some("true")
        >
            {icon.map(|icon| view! { <IconView icon=icon/> })}
            <span>{label}</span>
        </button>
    }
}

/// A hidden field.
#[component]
pub fn Hidden(name: &'static str, #[prop(into)] value: String) -> impl IntoView {
    let form = use_form();
    view! { <input type="hidden" name=form.html_name(name) value=value/> }
}
