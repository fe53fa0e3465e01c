//! Days and times, typed as people here write them and read by `birqadam_core::parse`. A text
//! field and not the browser's own: that one shows the browser's language, not the person's. Its
//! calendar is there as an aid.

use birqadam_core::parse;
use chrono::NaiveDate;
use leptos::{ev, prelude::*};

use super::frame::{described, frame};
use crate::{
    format,
    texts::forms as words,
    ui::{
        form::use_form,
        icon::{Icon, IconView},
        start::use_locale,
    },
};

/// A day: `01.11.2025`, `1.11.25`, `2025-11-01`; written out when the field is left.
#[component]
pub fn DateField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional)] required: bool,
    #[prop(optional)] locked: bool,
) -> impl IntoView {
    let l = use_locale();
    let form = use_form();
    let (by, invalid) = described(&form, &name, help.is_some());
    let field = NodeRef::<leptos::html::Input>::new();
    let picker = NodeRef::<leptos::html::Input>::new();
    let scripted = RwSignal::new(false);
    Effect::new(move |_| scripted.set(!locked));
    let open = move |_| {
        if let (Some(field), Some(picker)) = (field.get(), picker.get()) {
            picker.set_value(&parse::date(&field.value()).map(|day| day.to_string()).unwrap_or_default());
            // A browser without it has its own way to the field it opens.
            let _ = picker.show_picker();
        }
    };
    let chosen = move |_| {
        if let (Some(field), Some(picker)) = (field.get(), picker.get()) {
            field.set_value(&shown(&picker.value()));
            announce(&field);
            let _ = field.focus();
        }
    };
    let aid_label = label.clone();
    let control = view! {
        <span class="with-aid">
            <input
                class="input"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                id=form.html_id(&name)
                name=form.html_name(&name)
                value=shown(&form.value(&name, value))
                placeholder=words::day_form(l)
                required=required
                readonly=locked
                aria-describedby=by
                aria-invalid=invalid
                node_ref=field
                on:change=move |event| rewrite(&event, shown)
            />
            {move || {
                scripted
                    .get()
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="icon-button aid"
                                aria-label=words::choose_day(l, aid_label.clone())
                                on:click=open
                            >
                                <IconView icon=Icon::Calendar/>
                            </button>
                            <input
                                class="aid-native"
                                type="date"
                                tabindex="-1"
                                aria-hidden="true"
                                node_ref=picker
                                on:change=chosen
                            />
                        }
                    })
            }}
        </span>
    }
    .into_any();
    frame(&form, &name, label, help, !required && !locked, control)
}

/// A time of day: `09:00`, `9.30`, `900`; written out when the field is left.
#[component]
pub fn TimeField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional)] required: bool,
    #[prop(optional)] locked: bool,
) -> impl IntoView {
    let l = use_locale();
    let form = use_form();
    let (by, invalid) = described(&form, &name, help.is_some());
    let clock = |text: &str| parse::time(text).map_or_else(|| text.to_owned(), format::time);
    let control = view! {
        <input
            class="input"
            type="text"
            inputmode="decimal"
            autocomplete="off"
            id=form.html_id(&name)
            name=form.html_name(&name)
            value=clock(&form.value(&name, value))
            placeholder=words::time_form(l)
            required=required
            readonly=locked
            aria-describedby=by
            aria-invalid=invalid
            on:change=move |event| rewrite(&event, clock)
        />
    }
    .into_any();
    frame(&form, &name, label, help, !required && !locked, control)
}

/// A day as it is shown; what is none stays as it was typed.
fn shown(text: &str) -> String {
    parse::date(text).map_or_else(|| text.to_owned(), |day: NaiveDate| format::date_short(day))
}

/// Writes out what was typed.
fn rewrite(event: &ev::Event, write: impl Fn(&str) -> String) {
    let field = event_target::<leptos::web_sys::HtmlInputElement>(event);
    let written = write(&field.value());
    if written != field.value() {
        field.set_value(&written);
        announce(&field);
    }
}

/// Tells the form of a value that nobody typed.
fn announce(field: &leptos::web_sys::HtmlInputElement) {
    let init = leptos::web_sys::EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = leptos::web_sys::Event::new_with_event_init_dict("input", &init) {
        let _ = field.dispatch_event(&event);
    }
}
