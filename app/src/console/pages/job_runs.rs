//! `/admin/jobs/runs`: runs that ended, the latest first.

use leptos::prelude::*;

use super::job::JobViews;
use crate::{
    lists::JOB_RUNS_UI,
    texts::jobs as words,
    ui::{ListView, use_locale},
};

/// The page.
#[component]
pub fn JobRuns() -> impl IntoView {
    let l = use_locale();
    let before = || view! { <JobViews/> };
    view! { <ListView ui=&JOB_RUNS_UI title=words::title(l) lead=words::lead(l) before=before/> }
}
