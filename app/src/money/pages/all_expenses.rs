//! `/admin/expenses`: the expenses of all projects.

use leptos::prelude::*;

use crate::{
    money::lists::ALL_EXPENSES_UI,
    texts::{console, money as words},
    ui::{Crumb, ListView, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn AllExpensesPage() -> impl IntoView {
    let l = use_locale();
    let up = Crumb::new("/admin", console::title(l));
    view! { <ListView ui=&ALL_EXPENSES_UI title=words::all_expenses(l) up=up/> }
}
