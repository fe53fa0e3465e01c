//! Days, times, phones and numbers, typed as people here write them and read by
//! `birqadam_core::parse`. Text fields and not the browser's own: those show the browser's language,
//! not the person's.

use birqadam_core::{
    form::{number_typed, phone_typed, shown_phone},
    parse,
};
use leptos::{html::Input, prelude::*};

use super::typed::{Field, Look, announce, typed};
use crate::{
    format,
    texts::forms as words,
    ui::{
        icon::{Icon, IconView},
        start::use_locale,
    },
};

/// A field of its own name, written in the way of `$look`.
macro_rules! local_field {
    ($(#[$doc:meta])* $name:ident, $look:expr) => {
        local_field!($(#[$doc])* $name, $look, |input, _, _, _| input);
    };
    ($(#[$doc:meta])* $name:ident, $look:expr, $around:expr) => {
        $(#[$doc])*
        #[component]
        pub fn $name(
            #[prop(into)] name: String,
            #[prop(into)] label: String,
            #[prop(optional, into)] help: Option<String>,
            #[prop(optional, into)] value: Option<String>,
            #[prop(optional)] required: bool,
            #[prop(optional)] locked: bool,
        ) -> impl IntoView {
            let control = NodeRef::<Input>::new();
            let what = label.clone();
            let field = Field { name, label, help, value, required, locked };
            typed(field, $look(use_locale()), control, move |input| $around(input, control, what, locked))
        }
    };
}

local_field! {
    /// A day: `01.11.2025`, `1.11.25`, `2025-11-01`; with the browser's calendar as an aid.
    DateField, |l| text(words::day_form(l), shown_day), calendar
}

local_field! {
    /// A time of day: `09:00`, `9.30`, `900`.
    TimeField, |l| text(words::time_form(l), |text| parse::time(text).map_or_else(|| text.to_owned(), format::time))
}

local_field! {
    /// A phone number: `+7 777 123 45 67`, also typed `8 777…`.
    PhoneField, |_| Look {
        kind: "tel",
        inputmode: "tel",
        autocomplete: "tel",
        placeholder: Some("+7 777 123 45 67"),
        shown: shown_phone,
        grouped: Some(phone_typed),
    }
}

local_field! {
    /// A whole number or an amount of money in major units: `1 250 000`.
    NumberField, |_| Look {
        kind: "text",
        inputmode: "numeric",
        autocomplete: "off",
        placeholder: None,
        shown: |text| number_typed(text, 0).text,
        grouped: Some(number_typed),
    }
}

/// Written out when the field is left.
fn text(placeholder: &'static str, shown: fn(&str) -> String) -> Look {
    Look {
        kind: "text",
        inputmode: "decimal",
        autocomplete: "off",
        placeholder: Some(placeholder),
        shown,
        grouped: None,
    }
}

/// A day as it is shown; what is none stays as it was typed.
fn shown_day(text: &str) -> String {
    parse::date(text).map_or_else(|| text.to_owned(), format::date_short)
}

/// With JavaScript: a button that opens the browser's calendar.
fn calendar(input: AnyView, field: NodeRef<Input>, label: String, locked: bool) -> AnyView {
    let l = use_locale();
    let picker = NodeRef::<Input>::new();
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
            field.set_value(&shown_day(&picker.value()));
            announce(&field);
            let _ = field.focus();
        }
    };
    let aid = move || {
        let label = words::choose_day(l, label.clone());
        scripted.get().then(|| {
            view! {
                <button type="button" class="icon-button aid" aria-label=label on:click=open>
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
    };
    view! { <span class="with-aid">{input} {aid}</span> }.into_any()
}
