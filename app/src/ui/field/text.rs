//! Text in one line and in several, and passwords.

use leptos::prelude::*;

use super::frame::{described, frame};
use crate::ui::form::use_form;

/// One line of text; by `kind` also `email`, `url`, `search`.
#[component]
pub fn TextField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] required: bool,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] inputmode: Option<&'static str>,
    #[prop(optional, into)] placeholder: Option<String>,
    /// Shown but not open for change.
    #[prop(optional)]
    locked: bool,
    /// Not said to be optional: in rows of which those that are begun want all.
    #[prop(optional)]
    in_row: bool,
) -> impl IntoView {
    let form = use_form();
    let (by, invalid) = described(&form, &name, help.is_some());
    let control = view! {
        <input
            class="input"
            type=kind
            id=form.html_id(&name)
            name=form.html_name(&name)
            value=form.value(&name, value)
            required=required
            readonly=locked
            autocomplete=autocomplete
            inputmode=inputmode
            placeholder=placeholder
            aria-describedby=by
            aria-invalid=invalid
        />
    }
    .into_any();
    frame(&form, &name, label, help, !required && !locked && !in_row, control)
}

/// A password, with a word on what is asked of it; never filled in again.
#[component]
pub fn PasswordField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: Option<String>,
    /// `new-password` or `current-password`.
    autocomplete: &'static str,
) -> impl IntoView {
    let form = use_form();
    let (by, invalid) = described(&form, &name, help.is_some());
    let control = view! {
        <input
            class="input"
            type="password"
            id=form.html_id(&name)
            name=form.html_name(&name)
            required=true
            autocomplete=autocomplete
            aria-describedby=by
            aria-invalid=invalid
        />
    }
    .into_any();
    frame(&form, &name, label, help, false, control)
}

/// Several lines of text.
#[component]
pub fn TextArea(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(default = 5)] rows: u32,
    #[prop(optional)] required: bool,
    #[prop(optional)] locked: bool,
) -> impl IntoView {
    let form = use_form();
    let (by, invalid) = described(&form, &name, help.is_some());
    // As HTML and not as a text node: an empty text node is rendered as a space. A textarea
    // swallows one line break at its beginning (HTML standard), so it is given one to spare.
    let text = format!("\n{}", escape(&form.value(&name, value)));
    let control = view! {
        <textarea
            class="input"
            id=form.html_id(&name)
            name=form.html_name(&name)
            rows=rows
            required=required
            readonly=locked
            aria-describedby=by
            aria-invalid=invalid
            inner_html=text
        ></textarea>
    }
    .into_any();
    frame(&form, &name, label, help, !required && !locked, control)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
