//! Keys of a review: a approve, r return, x reject, t ready reasons, 1–5 stars, j next, k back,
//! v closer look, z undo, ? help.

use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::{
    texts::review as words,
    ui::{
        keys::{KeysHelp, asks_for_help, click, find, listen_for_keys},
        use_locale,
    },
};

/// Listens while the page is there, and shows what the keys do.
#[component]
pub fn ReviewKeys(
    /// Where `j` leads.
    next: Option<String>,
    /// Whether there is something to return.
    #[prop(optional)]
    returns: bool,
    /// Whether approvals are rated.
    #[prop(optional)]
    rated: bool,
    /// Whether there are photos to look at closely.
    #[prop(optional)]
    photos: bool,
) -> impl IntoView {
    let l = use_locale();
    let navigate = leptos_router::hooks::use_navigate();
    listen_for_keys(move |event| {
        let code = event.code();
        match code.as_str() {
            "Digit1" | "Digit2" | "Digit3" | "Digit4" | "Digit5" if !event.shift_key() => choose_stars(&code),
            "Numpad1" | "Numpad2" | "Numpad3" | "Numpad4" | "Numpad5" => choose_stars(&code),
            "KeyA" => approve(),
            "KeyR" => open("#decision-return"),
            "KeyX" => open("#decision-reject"),
            "KeyT" => open_reasons(),
            "KeyJ" => {
                if let Some(next) = &next {
                    navigate(next, Default::default());
                }
            }
            "KeyK" => {
                let _ = window().history().and_then(|history| history.back());
            }
            "KeyV" => click("[data-zoom]"),
            "KeyZ" => click(".undo-bar button[type=submit]"),
            _ if asks_for_help(event) => click("#review-keys > summary"),
            _ => return false,
        }
        true
    });
    let keys = [
        rated.then(|| ("1–5", words::key_stars(l))),
        Some(("a", words::key_approve(l))),
        returns.then(|| ("r", words::key_return(l))),
        Some(("x", words::key_reject(l))),
        Some(("t", words::key_reasons(l))),
        Some(("j", words::key_next(l))),
        Some(("k", words::key_back(l))),
        photos.then(|| ("v", words::key_zoom(l))),
        Some(("z", words::key_undo(l))),
        Some(("?", words::key_help(l))),
    ]
    .into_iter()
    .flatten()
    .collect();
    view! { <KeysHelp id="review-keys" title=words::keys(l) keys=keys/> }
}

/// The key's code ends with the number. Nothing is decided by key while somebody else looks at the
/// item: the forms are hidden then.
fn choose_stars(code: &str) {
    let number = code.trim_start_matches(char::is_alphabetic);
    click(&format!(".decision-approve input[type=radio][value='{number}']"));
}

/// Sends the approval, or asks for the stars it needs.
fn approve() {
    let stars = find::<HtmlElement>(".decision-approve input[type=radio]");
    match stars {
        Some(star) if find::<HtmlInputElement>(".decision-approve input[type=radio]:checked").is_none() => {
            let _ = star.focus();
        }
        _ => click(".decision-approve button[type=submit]"),
    }
}

/// Opens what asks for the reason and leads to its first choice.
fn open(selector: &str) {
    if let Some(details) = find::<Element>(&format!("{selector} details")) {
        let _ = details.set_attribute("open", "");
    }
    if let Some(first) = find::<HtmlElement>(&format!("{selector} input:not([type=hidden])")) {
        let _ = first.focus();
    }
}

/// The ready reasons of what is open, else of the rejection.
fn open_reasons() {
    let open_one = ["#decision-return", "#decision-reject"]
        .into_iter()
        .find(|selector| find::<Element>(&format!("{selector} details[open] input[type=radio]")).is_some());
    let selector = open_one.unwrap_or("#decision-reject");
    open(selector);
    if let Some(reason) = find::<HtmlElement>(&format!("{selector} input[type=radio]")) {
        let _ = reason.focus();
    }
}
