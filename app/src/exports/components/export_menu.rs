//! The menu that takes a list away as a file.

use leptos::prelude::*;

use crate::{
    texts::exports as words,
    ui::{Icon, IconView, use_locale},
};

/// A plain form in a disclosure: the answer is the file, or the page that shows how far it is. `query`
/// is what the list is asked now: filters, order and columns, those of its place included.
#[component]
pub fn ExportMenu(#[prop(into)] list: String, #[prop(into)] query: String) -> impl IntoView {
    let l = use_locale();
    view! {
        <details class="menu export-menu" id="list-export">
            <summary class="button">
                <IconView icon=Icon::Download/>
                <span>{words::menu(l)}</span>
            </summary>
            <form class="menu-body" method="post" action="/files/exports">
                <input type="hidden" name="list" value=list/>
                <input type="hidden" name="query" value=query/>
                <p class="menu-mail">{words::menu_text(l)}</p>
                <button type="submit" class="menu-item" name="format" value="xlsx">
                    <IconView icon=Icon::FileText/>
                    {words::as_xlsx(l)}
                </button>
                <button type="submit" class="menu-item" name="format" value="csv">
                    <IconView icon=Icon::FileText/>
                    {words::as_csv(l)}
                </button>
                <a class="menu-item" href="/exports">
                    <IconView icon=Icon::History/>
                    {words::my_exports(l)}
                </a>
            </form>
        </details>
    }
}
