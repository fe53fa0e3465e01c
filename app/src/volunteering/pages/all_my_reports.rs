//! `/reports/all`: every report of one's own, to be narrowed. The latest with their photos are `/reports`.

use leptos::prelude::*;

use crate::{
    lists::MY_REPORTS_UI,
    texts::{lists as words, reports},
    ui::{Crumb, ListView, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn AllMyReports() -> impl IntoView {
    let l = use_locale();
    let up = Crumb::new("/reports", reports::my_reports(l));
    view! { <ListView ui=&MY_REPORTS_UI title=words::my_all_reports(l) up=up/> }
}
