//! The browser's entry: takes over the page that the server rendered.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by the page's script.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    // Waits for the piece with the page's code before it takes over.
    leptos::mount::hydrate_lazy(birqadam_app::app::App);
}
