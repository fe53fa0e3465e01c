//! Keys of a page: listened to while it is there, never while somebody types; and the help that
//! says what each does.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::JsCast;

use super::icon::{Icon, IconView};

/// Calls `handle` for each key pressed outside of fields and without Ctrl, Alt or Meta; it says
/// whether the key was meant for it. Compare `code()`, the place on the keyboard: with a Kazakh or
/// Russian layout the key `j` types `о`.
pub fn listen_for_keys(handle: impl Fn(&KeyboardEvent) -> bool + Clone + 'static) {
    Effect::new(move |_| {
        let handle = handle.clone();
        let listener = window_event_listener(leptos::ev::keydown, move |event| {
            let free = !is_typing(&event) && !event.ctrl_key() && !event.alt_key() && !event.meta_key();
            if free && handle(&event) {
                event.prevent_default();
            }
        });
        on_cleanup(move || listener.remove());
    });
}

/// Whether this is the question mark, wherever the layout has it.
pub fn asks_for_help(event: &KeyboardEvent) -> bool {
    event.key() == "?" || (event.code() == "Slash" && event.shift_key())
}

/// Opens below its title and says what the keys do: `(key, what it does)`.
#[component]
pub fn KeysHelp(
    id: &'static str,
    title: &'static str,
    keys: Vec<(&'static str, &'static str)>,
    #[prop(default = "keys")] class: &'static str,
) -> impl IntoView {
    let keys = keys
        .into_iter()
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
        <details class=class id=id>
            <summary>
                <IconView icon=Icon::Key/>
                {title}
            </summary>
            <dl>{keys}</dl>
        </details>
    }
}

/// The first such element of the page.
pub fn find<T: JsCast>(selector: &str) -> Option<T> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

/// Presses it, unless it is hidden.
pub fn click(selector: &str) {
    if let Some(element) = find::<HtmlElement>(selector)
        && element.closest("[hidden]").ok().flatten().is_none()
    {
        element.click();
    }
}

/// Keys in a field are text. Boxes and choices are no such fields: they only have the focus.
fn is_typing(event: &KeyboardEvent) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return false };
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(element.get_attribute("type").as_deref(), Some("checkbox" | "radio")),
        _ => element.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable),
    }
}
