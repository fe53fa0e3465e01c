//! Keys of a decision: a approve, r return, x reject, j next, ? help.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::JsCast;

use crate::{
    texts::review as words,
    ui::{Icon, IconView, use_locale},
};

/// Listens while the page is there, and shows what the keys do.
#[component]
pub fn DecisionKeys(
    /// Where `j` leads.
    next: Option<String>,
    /// Whether there is something to return.
    #[prop(optional)]
    returns: bool,
) -> impl IntoView {
    let l = use_locale();
    let navigate = leptos_router::hooks::use_navigate();
    Effect::new(move |_| {
        let (navigate, next) = (navigate.clone(), next.clone());
        let listener = window_event_listener(leptos::ev::keydown, move |event| {
            if is_typing(&event) || event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            // By the place on the keyboard: with a Kazakh or Russian layout `a` types `ф`.
            match event.code().as_str() {
                "KeyA" => click(".decision-approve button[type=submit]"),
                "KeyR" => open("#decision-return"),
                "KeyX" => open("#decision-reject"),
                "KeyJ" => {
                    if let Some(next) = &next {
                        navigate(next, Default::default());
                    }
                }
                _ if event.key() == "?" => click("#decision-keys > summary"),
                _ => return,
            }
            event.prevent_default();
        });
        on_cleanup(move || listener.remove());
    });
    let keys = [
        Some(("a", words::key_approve(l))),
        returns.then(|| ("r", words::key_return(l))),
        Some(("x", words::key_reject(l))),
        Some(("j", words::key_next(l))),
        Some(("?", words::key_help(l))),
    ]
    .into_iter()
    .flatten()
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
        <details class="keys" id="decision-keys">
            <summary>
                <IconView icon=Icon::Key/>
                {words::keys(l)}
            </summary>
            <dl>{keys}</dl>
        </details>
    }
}

/// Keys in a field are text. Choices and marks are no such fields.
fn is_typing(event: &KeyboardEvent) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return false };
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(element.get_attribute("type").as_deref(), Some("radio" | "checkbox")),
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

/// Opens what asks for the reason and leads to its first choice.
fn open(selector: &str) {
    if let Some(details) = find::<Element>(&format!("{selector} details")) {
        let _ = details.set_attribute("open", "");
    }
    if let Some(first) = find::<HtmlElement>(&format!("{selector} input:not([type=hidden])")) {
        let _ = first.focus();
    }
}
