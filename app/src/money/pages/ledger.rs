//! `/admin/ledger`: every transaction of the ledger.

use leptos::prelude::*;

use crate::{
    money::lists::LEDGER_UI,
    texts::{console, money as words},
    ui::{Crumb, ListView, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn LedgerPage() -> impl IntoView {
    let l = use_locale();
    let up = Crumb::new("/admin", console::title(l));
    view! { <ListView ui=&LEDGER_UI title=words::ledger(l) lead=words::ledger_text(l) up=up/> }
}
