//! `/admin/jobs`: jobs that have not ended: failed, to be tried again, running, waiting.

use birqadam_console::{JobCounts, JobFilter, JobRow, JobState};
use birqadam_core::Locale;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::job::{JobViews, retry_form};
use crate::{
    console::{
        components::job_chip,
        server_fns::{JOB_FORM, JobList, RetryFailedJobs, list_jobs},
        words::{jobs_in, task, task_options},
    },
    format,
    texts::jobs as words,
    ui::{
        EmptyState, Figure, FilterBar, FilterSelect, Hidden, Icon, ListHeading, Page, Pager, PlainForm, Refused,
        SubmitButton, load, use_cursor, use_locale, use_query,
    },
};

/// The page; its filters live in the URL.
#[component]
pub fn JobsPage() -> impl IntoView {
    let l = use_locale();
    let (state, task, cursor, done) = (use_query("state"), use_query("task"), use_cursor(), use_query("done"));
    let filter = Memo::new(move |_| JobFilter { state: state.get(), task: task.get() });
    let jobs = crate::ui::read(
        move || (filter.get(), cursor.get(), done.get()),
        |(filter, cursor, _)| list_jobs(filter, cursor),
    );
    load(jobs, move |JobList { counts, page }| {
        let filter = filter.get_untracked();
        let list = if page.items.is_empty() {
            view! { <EmptyState title=words::none(l) text=words::none_text(l)/> }.into_any()
        } else {
            let rows = page.items.into_iter().map(row).collect_view();
            view! { <ul class="rows">{rows}</ul> }.into_any()
        };
        view! {
            <Page title=words::title(l) lead=words::lead(l)>
                <JobViews/>
                <Refused form=JOB_FORM/>
                <div class="figures">{figures(l, counts, &filter.task)}</div>
                <FilterBar action="/admin/jobs">
                    <FilterSelect name="state" label=words::outcome(l) options=state_options(l) all=words::open(l)/>
                    <FilterSelect name="task" label=words::task(l) options=task_options(l) all=words::any_task(l)/>
                </FilterBar>
                {retry_all(l, counts, &filter.task)}
                <ListHeading/>
                {list}
                <Pager next=page.next/>
            </Page>
        }
    })
}

/// How many stand where, each a link to exactly those.
fn figures(l: Locale, counts: JobCounts, task: &str) -> impl IntoView + use<> {
    let task = if task.is_empty() { String::new() } else { format!("&task={task}") };
    JobState::ALL
        .into_iter()
        .map(|state| {
            let count = counts.of(state);
            let tone = if state == JobState::Failed && count > 0 { "attention" } else { "plain" };
            let href = format!("/admin/jobs?state={}{task}", state.as_str());
            view! { <Figure value=format::number(count) label=jobs_in(l, state) href=href tone=tone/> }
        })
        .collect_view()
}

fn retry_all(l: Locale, counts: JobCounts, task: &str) -> Option<impl IntoView + use<>> {
    let task = task.to_owned();
    (!task.is_empty() && counts.failed > 0).then(|| {
        view! {
            <PlainForm action=RetryFailedJobs::PATH name=JOB_FORM class="inline-form">
                <Hidden name="task" value=task/>
                <SubmitButton label=words::retry_all(l, counts.failed) icon=Icon::RefreshCw/>
            </PlainForm>
        }
    })
}

fn row(job: JobRow) -> impl IntoView {
    let l = use_locale();
    let (title, _) = task(l, &job.task);
    let when = match (job.state, job.started_at) {
        (JobState::Running, Some(at)) => Some(words::since(l, format::moment_short(at))),
        (JobState::Failed, _) => None,
        _ => Some(words::runs_at(l, format::moment_short(job.run_at))),
    };
    let error = job.last_error.clone().map(|error| view! { <p class="row-note">{error}</p> });
    let retry = (job.state != JobState::Running).then(|| retry_form(l, job.id));
    view! {
        <li class="row">
            <div class="row-main">
                <h3 class="row-title">
                    <a href=format!("/admin/jobs/{}", job.id)>{title}</a>
                </h3>
                <p class="row-facts muted small">
                    <span class="row-fact">{words::job_number(l, job.id)}</span>
                    <span class="row-fact">{words::attempts(l, job.attempts, job.max_attempts)}</span>
                    {when.map(|when| view! { <span class="row-fact">{when}</span> })}
                </p>
                {error}
            </div>
            <div class="row-end">{job_chip(l, job.state)} {retry}</div>
        </li>
    }
}

fn state_options(l: Locale) -> Vec<(String, String)> {
    JobState::ALL.into_iter().map(|state| (state.as_str().to_owned(), jobs_in(l, state).to_owned())).collect()
}
