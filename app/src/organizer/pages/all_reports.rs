//! `/organizer/all-reports`: every report on one's own projects, also those that were decided on. The
//! queue of those that wait is `/organizer/reports`.

use leptos::prelude::*;

use crate::{
    lists::ORGANIZER_REPORTS_UI,
    texts::{lists as words, organizer},
    ui::{Crumb, ListView, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn AllReports() -> impl IntoView {
    let l = use_locale();
    let up = Crumb::new("/organizer/reports", organizer::reports(l));
    view! { <ListView ui=&ORGANIZER_REPORTS_UI title=words::all_reports(l) up=up/> }
}
