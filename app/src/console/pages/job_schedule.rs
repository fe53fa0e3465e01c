//! `/admin/jobs/schedule`: what runs by the clock: when next, how the last time went.

use birqadam_console::JobSchedule;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::job::JobViews;
use crate::{
    console::{
        components::outcome_chip,
        server_fns::{JOB_FORM, RunJobNow, list_job_schedules},
        words::task,
    },
    format,
    texts::jobs as words,
    ui::{EmptyState, Hidden, Icon, ListHeading, Page, PlainForm, Refused, SubmitButton, load, use_locale},
};

/// The page.
#[component]
pub fn JobSchedulePage() -> impl IntoView {
    let l = use_locale();
    let schedules = crate::ui::read(|| (), |()| list_job_schedules());
    load(schedules, move |all| {
        let list = if all.is_empty() {
            view! { <EmptyState title=words::no_schedule(l) text=words::no_schedule_text(l)/> }.into_any()
        } else {
            let rows = all.into_iter().map(row).collect_view();
            view! { <ul class="rows">{rows}</ul> }.into_any()
        };
        view! {
            <Page title=words::title(l) lead=words::lead(l)>
                <JobViews/>
                <Refused form=JOB_FORM/>
                <ListHeading/>
                {list}
            </Page>
        }
    })
}

fn row(schedule: JobSchedule) -> impl IntoView {
    let l = use_locale();
    let (title, about) = task(l, &schedule.task);
    let next = schedule
        .next_run_at
        .map(|at| view! { <span class="row-fact">{words::next(l, format::moment_short(at))}</span> });
    let (last, outcome) = match schedule.last {
        Some(run) => (words::last(l, format::moment_short(run.finished_at)), Some(outcome_chip(l, run.outcome))),
        None => (words::never(l).to_owned(), None),
    };
    view! {
        <li class="row">
            <div class="row-main">
                <h3 class="row-title">{title}</h3>
                <p class="muted small">{about}</p>
                <p class="row-facts muted small">
                    {next}
                    <span class="row-fact">{last}</span>
                    <span class="row-fact">{words::every(l, schedule.timer)}</span>
                </p>
            </div>
            <div class="row-end">
                {outcome}
                <PlainForm action=RunJobNow::PATH name=JOB_FORM class="inline-form">
                    <Hidden name="task" value=schedule.task/>
                    <SubmitButton label=words::run_now(l) tone="plain" icon=Icon::RefreshCw/>
                </PlainForm>
            </div>
        </li>
    }
}
