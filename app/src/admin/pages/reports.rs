//! `/admin/reports`: every report there is, for who answers appeals and stands in for organizers.

use leptos::prelude::*;

use crate::{
    lists::REPORTS_UI,
    texts::lists as words,
    ui::{ListView, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn AdminReports() -> impl IntoView {
    view! { <ListView ui=&REPORTS_UI title=words::all_reports(use_locale())/> }
}
