//! Keys of every list, by their place on the keyboard: j and k go through the rows, n and p through
//! the pages, x ticks a row, e opens the export, ? tells all that. `/` is the frame's: it prefers the
//! list's own search.

use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::JsCast;

use crate::{
    texts::lists as words,
    ui::{
        keys::{KeysHelp, asks_for_help, click, find, listen_for_keys},
        use_locale,
    },
};

/// Listens while the list is there, and shows what the keys do.
#[component]
pub(super) fn ListKeys() -> impl IntoView {
    let l = use_locale();
    listen_for_keys(|event| {
        match event.code().as_str() {
            "KeyJ" => step(1),
            "KeyK" => step(-1),
            "KeyN" => click(".pager a[rel=next]"),
            "KeyP" => click(".pager a[rel=prev]"),
            "KeyX" => tick(),
            "KeyE" => open("#list-export"),
            _ if asks_for_help(event) => open("#list-keys"),
            _ => return false,
        }
        true
    });
    let keys = vec![
        ("j", words::key_down(l)),
        ("k", words::key_up(l)),
        ("Enter", words::key_open(l)),
        ("n", words::key_next_page(l)),
        ("p", words::key_previous_page(l)),
        ("x", words::key_select(l)),
        ("e", words::key_export(l)),
        ("/", words::key_search(l)),
        ("?", words::key_help(l)),
    ];
    view! { <KeysHelp id="list-keys" title=words::keys(l) keys=keys class="keys list-keys"/> }
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
    let Some(details) = find::<Element>(selector) else { return };
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
