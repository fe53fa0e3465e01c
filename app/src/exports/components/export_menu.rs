//! The menu that takes a list away as a file.

use leptos::prelude::*;

use super::FileMenu;
use crate::{
    texts::exports as words,
    ui::{Icon, use_locale},
};

/// `query` is what the list is asked now: filters, order and columns, those of its place included.
#[component]
pub fn ExportMenu(#[prop(into)] list: String, #[prop(into)] query: String) -> impl IntoView {
    let l = use_locale();
    view! {
        <FileMenu
            id="list-export"
            label=words::menu(l)
            text=words::menu_text(l)
            list=list
            query=query
            formats=vec![("xlsx", words::as_xlsx(l)), ("csv", words::as_csv(l))]
            more=("/exports", Icon::History, words::my_exports(l))
        />
    }
}
