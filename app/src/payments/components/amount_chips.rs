//! Usual amounts beside the amount's field. A press fills the field; without JavaScript it is a link to
//! the same page with the amount filled in.

use leptos::web_sys::{Event, EventInit, HtmlInputElement};
use leptos::{ev::MouseEvent, prelude::*};
use wasm_bindgen::JsCast;

use crate::{
    format,
    texts::payments as words,
    ui::{use_form, use_locale},
};

const AMOUNTS: [i64; 4] = [5_000, 10_000, 50_000, 100_000];

/// Inside the form, above its field `amount`; `href` is the page's address with its query so far, to
/// which `amount=` is added.
#[component]
pub fn AmountChips(#[prop(into)] href: String, #[prop(into)] currency: String) -> impl IntoView {
    let l = use_locale();
    let field = use_form().html_id("amount");
    let chips = AMOUNTS
        .into_iter()
        .map(|amount| {
            let field = field.clone();
            let fill = move |event: MouseEvent| {
                if set(&field, &format::number(amount).replace('\u{202f}', "\u{a0}")) {
                    event.prevent_default();
                }
            };
            view! {
                <li>
                    <a class="filter-chip" href=format!("{href}amount={amount}") on:click=fill>
                        {format::money(amount, &currency)}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="filter-chips amount-chips" aria-label=words::usual_amounts(l)>
            {chips}
        </ul>
    }
}

/// Writes the text into the field as if it was typed; whether the field is there.
fn set(id: &str, text: &str) -> bool {
    let field = document().get_element_by_id(id).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field else { return false };
    field.set_value(text);
    let init = EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &init) {
        let _ = field.dispatch_event(&event);
    }
    let _ = field.focus();
    true
}
