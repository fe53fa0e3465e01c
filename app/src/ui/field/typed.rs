//! One line of text that is written the local way: grouped while it is typed (the caret stays where it
//! was), or written out when the field is left.

use birqadam_core::form::Typed;
use leptos::{ev, html::Input, prelude::*, web_sys::HtmlInputElement};

use super::frame::{described, frame};
use crate::ui::form::{FormCtx, use_form};

/// What every field is told.
pub(super) struct Field {
    pub name: String,
    pub label: String,
    pub help: Option<String>,
    pub value: Option<String>,
    pub required: bool,
    pub locked: bool,
}

/// How its text looks and is typed.
pub(super) struct Look {
    pub kind: &'static str,
    pub inputmode: &'static str,
    pub autocomplete: &'static str,
    pub placeholder: Option<&'static str>,
    /// The text written out; what it is not, stays as it was typed.
    pub shown: fn(&str) -> String,
    /// Applied at each key; without it the text is written out when the field is left.
    pub grouped: Option<fn(&str, usize) -> Typed>,
}

/// The field; `around` puts its control into what helps to fill it in.
pub(super) fn typed(
    field: Field,
    look: Look,
    control: NodeRef<Input>,
    around: impl FnOnce(AnyView) -> AnyView,
) -> AnyView {
    let form = use_form();
    let input = around(input(&form, &field, look, control));
    frame(&form, &field.name, field.label, field.help, !field.required && !field.locked, input)
}

fn input(form: &FormCtx, field: &Field, look: Look, control: NodeRef<Input>) -> AnyView {
    let (by, invalid) = described(form, &field.name, field.help.is_some());
    let Look { shown, grouped, .. } = look;
    view! {
        <input
            class="input"
            type=look.kind
            inputmode=look.inputmode
            autocomplete=look.autocomplete
            id=form.html_id(&field.name)
            name=form.html_name(&field.name)
            value=shown(&form.value(&field.name, field.value.clone()))
            placeholder=look.placeholder
            required=field.required
            readonly=field.locked
            aria-describedby=by
            aria-invalid=invalid
            node_ref=control
            on:input=move |event| {
                if let Some(write) = grouped {
                    group(&event, write);
                }
            }
            on:change=move |event| {
                if grouped.is_none() {
                    write_out(&event, shown);
                }
            }
        />
    }
    .into_any()
}

fn group(event: &ev::Event, write: fn(&str, usize) -> Typed) {
    let field = event_target::<HtmlInputElement>(event);
    let text = field.value();
    let caret = field.selection_start().ok().flatten().map_or(text.chars().count(), |at| at as usize);
    let Typed { text: written, caret } = write(&text, caret);
    if written != text {
        field.set_value(&written);
        let caret = u32::try_from(caret).unwrap_or_default();
        let _ = field.set_selection_range(caret, caret);
    }
}

fn write_out(event: &ev::Event, write: fn(&str) -> String) {
    let field = event_target::<HtmlInputElement>(event);
    let written = write(&field.value());
    if written != field.value() {
        field.set_value(&written);
        announce(&field);
    }
}

/// Tells the form of a value that nobody typed.
pub(super) fn announce(field: &HtmlInputElement) {
    let init = leptos::web_sys::EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = leptos::web_sys::Event::new_with_event_init_dict("input", &init) {
        let _ = field.dispatch_event(&event);
    }
}
