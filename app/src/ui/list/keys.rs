//! Keys of every list, by their place on the keyboard: j and k go through the rows, x ticks one, e
//! opens the export, ? tells all that. `/` is the frame's: it prefers the list's own search.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::JsCast;

use crate::{
    texts::lists as words,
    ui::{Icon, IconView, use_locale},
};

/// Listens while the list is there, and shows what the keys do.
#[component]
pub(super) fn ListKeys() -> impl IntoView {
    let l = use_locale();
    Effect::new(|_| {
        let listener = window_event_listener(leptos::ev::keydown, |event| {
            if is_typing(&event) || event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            // With a Kazakh or Russian layout the key `j` types `о`.
            match event.code().as_str() {
                "KeyJ" => step(1),
                "KeyK" => step(-1),
                "KeyX" => tick(),
                "KeyE" => open("#list-export"),
                "Slash" if event.shift_key() => open("#list-keys"),
                _ if event.key() == "?" => open("#list-keys"),
                _ => return,
            }
            event.prevent_default();
        });
        on_cleanup(move || listener.remove());
    });
    let keys = [
        ("j", words::key_down(l)),
        ("k", words::key_up(l)),
        ("Enter", words::key_open(l)),
        ("x", words::key_select(l)),
        ("e", words::key_export(l)),
        ("/", words::key_search(l)),
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
        <details class="keys list-keys" id="list-keys">
            <summary>
                <IconView icon=Icon::Key/>
                {words::keys(l)}
            </summary>
            <dl>{keys}</dl>
        </details>
    }
}

/// Keys in a field are text; a ticked box has the focus and is no such field.
fn is_typing(event: &KeyboardEvent) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return false };
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(element.get_attribute("type").as_deref(), Some("checkbox" | "radio")),
        _ => false,
    }
}

/// The rows, and which of them has the focus.
fn rows() -> (Vec<Element>, Option<usize>) {
    let mut rows = Vec::new();
    if let Ok(found) = document().query_selector_all("[data-list-row]") {
        rows.extend((0..found.length()).filter_map(|i| found.item(i)?.dyn_into::<Element>().ok()));
    }
    let focus = document().active_element();
    let current = focus.and_then(|focus| rows.iter().position(|row| row.contains(Some(&focus))));
    (rows, current)
}

/// Moves the focus to the link of the row so many further.
fn step(by: i32) {
    let (rows, current) = rows();
    let next = match current {
        Some(index) => (index as i32 + by).clamp(0, rows.len() as i32 - 1),
        None => 0,
    };
    let link = rows.get(next as usize).and_then(|row| row.query_selector("a, input").ok().flatten());
    // The row's own link rather than its box.
    let link = rows.get(next as usize).and_then(|row| row.query_selector("a").ok().flatten()).or(link);
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        let _ = link.focus();
    }
}

/// Ticks the box of the row with the focus.
fn tick() {
    let (rows, current) = rows();
    let row = current.and_then(|index| rows.get(index));
    let tick = row.and_then(|row| row.query_selector("input[type=checkbox]").ok().flatten());
    if let Some(tick) = tick.and_then(|tick| tick.dyn_into::<HtmlElement>().ok()) {
        tick.click();
    }
}

/// Opens or closes, and leads inside.
fn open(selector: &str) {
    let Ok(Some(details)) = document().query_selector(selector) else { return };
    if details.has_attribute("open") {
        let _ = details.remove_attribute("open");
        return;
    }
    let _ = details.set_attribute("open", "");
    let inside = details.query_selector("button, a, input, summary").ok().flatten();
    if let Some(inside) = inside.and_then(|inside| inside.dyn_into::<HtmlElement>().ok()) {
        let _ = inside.focus();
    }
}
