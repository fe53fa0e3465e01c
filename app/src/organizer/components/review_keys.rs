//! Keys of the review: 1–5 stars, a approve, r return, x reject, j next, z zoom, ? help.

use birqadam_core::ReportId;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlElement, HtmlInputElement};
use wasm_bindgen::JsCast;

use crate::{
    texts::organizer as words,
    ui::{Icon, IconView, use_locale},
};

/// Listens while the page is there, and shows what the keys do.
#[component]
pub fn ReviewKeys(next: Option<ReportId>) -> impl IntoView {
    let l = use_locale();
    let navigate = leptos_router::hooks::use_navigate();
    Effect::new(move |_| {
        let navigate = navigate.clone();
        let listener = window_event_listener(leptos::ev::keydown, move |event| {
            if is_typing(&event) || event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            // By the place on the keyboard: with a Kazakh or Russian layout `a` types `ф`, `2` types `ә`.
            let code = event.code();
            match code.as_str() {
                "Digit1" | "Digit2" | "Digit3" | "Digit4" | "Digit5" if !event.shift_key() => choose_stars(&code),
                "Numpad1" | "Numpad2" | "Numpad3" | "Numpad4" | "Numpad5" => choose_stars(&code),
                "KeyA" => approve(),
                "KeyR" => open("#decision-return"),
                "KeyX" => open("#decision-reject"),
                "KeyJ" => {
                    if let Some(next) = next {
                        navigate(&format!("/organizer/reports/{next}"), Default::default());
                    }
                }
                "KeyZ" => click("[data-zoom]"),
                _ if event.key() == "?" => click("#review-keys > summary"),
                _ => return,
            }
            event.prevent_default();
        });
        on_cleanup(move || listener.remove());
    });
    let keys = [
        ("1–5", words::key_stars(l)),
        ("a", words::key_approve(l)),
        ("r", words::key_return(l)),
        ("x", words::key_reject(l)),
        ("j", words::key_next(l)),
        ("z", words::key_zoom(l)),
        ("?", words::key_help(l)),
    ]
    .map(|(key, does)| {
        view! {
            <div class="key">
                <dt>
                    <kbd>{key}</kbd>
                </dt>
                <dd>{does}</dd>
            </div>
        }
    })
    .collect_view();
    view! {
        <details class="keys" id="review-keys">
            <summary>
                <IconView icon=Icon::Key/>
                {words::keys(l)}
            </summary>
            <dl>{keys}</dl>
        </details>
    }
}

/// Keys in a field are text. A star has the focus after it is chosen and is no such field.
fn is_typing(event: &KeyboardEvent) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return false };
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => element.get_attribute("type").as_deref() != Some("radio"),
        _ => false,
    }
}

fn find<T: JsCast>(selector: &str) -> Option<T> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

fn click(selector: &str) {
    if let Some(element) = find::<HtmlElement>(selector) {
        element.click();
    }
}

/// The key's code ends with the number.
fn choose_stars(code: &str) {
    let number = code.trim_start_matches(char::is_alphabetic);
    click(&format!(".decision-approve input[type=radio][value='{number}']"));
}

/// Sends the approval, or asks for the stars it needs.
fn approve() {
    if find::<HtmlInputElement>(".decision-approve input[type=radio]:checked").is_some() {
        click(".decision-approve button[type=submit]");
    } else if let Some(star) = find::<HtmlElement>(".decision-approve input[type=radio]") {
        let _ = star.focus();
    }
}

/// Opens a refusal and leads to its reason.
fn open(selector: &str) {
    if let Some(details) = find::<Element>(&format!("{selector} details")) {
        let _ = details.set_attribute("open", "");
    }
    if let Some(first) = find::<HtmlElement>(&format!("{selector} input[type=radio]")) {
        let _ = first.focus();
    }
}
