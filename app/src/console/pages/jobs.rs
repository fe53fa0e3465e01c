//! `/admin/jobs`: jobs that have not ended: failed, to be tried again, running, waiting.

use birqadam_console::{JobCounts, JobState};
use birqadam_core::Locale;
use leptos::prelude::*;

use super::job::JobViews;
use crate::{
    console::{
        server_fns::{JOB_FORM, count_jobs},
        words::jobs_in,
    },
    format,
    lists::JOBS_UI,
    texts::jobs as words,
    ui::{Figure, ListView, Refused, load, use_locale, use_query},
};

/// The page.
#[component]
pub fn JobsPage() -> impl IntoView {
    let l = use_locale();
    let done = use_query("done");
    let counts = crate::ui::read(move || done.get(), |_| count_jobs());
    let before = move || {
        view! {
            <JobViews/>
            <Refused form=JOB_FORM/>
            {load(counts, move |counts| view! { <div class="figures">{figures(l, counts)}</div> })}
        }
    };
    view! { <ListView ui=&JOBS_UI title=words::title(l) lead=words::lead(l) before=before/> }
}

/// How many stand where, each a link to exactly those.
fn figures(l: Locale, counts: JobCounts) -> impl IntoView + use<> {
    JobState::ALL
        .iter()
        .map(|&state| {
            let count = counts.of(state);
            let tone = if state == JobState::Failed && count > 0 { "attention" } else { "plain" };
            let href = format!("/admin/jobs?state={}", state.as_str());
            view! { <Figure value=format::number(count) label=jobs_in(l, state) href=href tone=tone/> }
        })
        .collect_view()
}
