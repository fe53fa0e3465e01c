//! Phones and numbers, grouped while they are typed; the caret stays where it was.

use birqadam_core::form::{Typed, number_typed, phone_typed, shown_phone};
use leptos::{ev, prelude::*, web_sys::HtmlInputElement};

use super::frame::{described, frame};
use crate::ui::form::use_form;

/// A phone number: `+7 777 123 45 67`, also typed `8 777…`.
#[component]
pub fn PhoneField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional)] required: bool,
    #[prop(optional)] locked: bool,
) -> impl IntoView {
    let form = use_form();
    let (by, invalid) = described(&form, &name, help.is_some());
    let control = view! {
        <input
            class="input"
            type="tel"
            inputmode="tel"
            autocomplete="tel"
            id=form.html_id(&name)
            name=form.html_name(&name)
            value=shown_phone(&form.value(&name, value))
            placeholder="+7 777 123 45 67"
            required=required
            readonly=locked
            aria-describedby=by
            aria-invalid=invalid
            on:input=move |event| group(&event, phone_typed)
        />
    }
    .into_any();
    frame(&form, &name, label, help, !required && !locked, control)
}

/// A whole number or an amount of money in major units: `1 250 000`.
#[component]
pub fn NumberField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional)] required: bool,
    #[prop(optional)] locked: bool,
) -> impl IntoView {
    let form = use_form();
    let (by, invalid) = described(&form, &name, help.is_some());
    let control = view! {
        <input
            class="input"
            type="text"
            inputmode="numeric"
            autocomplete="off"
            id=form.html_id(&name)
            name=form.html_name(&name)
            value=number_typed(&form.value(&name, value), 0).text
            required=required
            readonly=locked
            aria-describedby=by
            aria-invalid=invalid
            on:input=move |event| group(&event, number_typed)
        />
    }
    .into_any();
    frame(&form, &name, label, help, !required && !locked, control)
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
