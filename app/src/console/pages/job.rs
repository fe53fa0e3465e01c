//! `/admin/jobs/<id>`: one job: what it carries, how it went, starting it again or cancelling it.

use birqadam_console::{JobRun, JobState};
use birqadam_core::Locale;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::components::A;

use crate::{
    console::{
        components::{job_chip, outcome_chip},
        server_fns::{CancelJob, JOB_FORM, RetryJob, get_job},
        words::task,
    },
    format,
    texts::jobs as words,
    ui::{
        Confirm, Crumb, Fact, Facts, Hidden, Icon, Notice, Page, PlainForm, Refused, Section, SubmitButton, load,
        use_id, use_locale,
    },
};

/// The page. A job that is done is gone from the queue; its runs stand among the runs.
#[component]
pub fn JobPage() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let job = crate::ui::read(move || id.get(), get_job);
    load(job, move |details| {
        let job = details.job;
        let (title, about) = task(l, &job.task);
        let waits = job.state != JobState::Running;
        let actions = waits.then(|| {
            view! {
                <div class="cluster">
                    {retry_form(l, job.id)}
                    <Confirm label=words::cancel(l) tone="bad" icon=Icon::X>
                        <p>{words::cancel_sure(l)}</p>
                        <PlainForm action=CancelJob::PATH name=JOB_FORM>
                            <Hidden name="id" value=job.id.to_string()/>
                            <SubmitButton label=words::cancel_yes(l) tone="bad"/>
                        </PlainForm>
                    </Confirm>
                </div>
            }
        });
        let error = job.last_error.clone().map(|error| {
            view! {
                <Notice tone="bad" title=words::error(l)>
                    <p class="console-text">{error}</p>
                </Notice>
            }
        });
        let payload = serde_json::to_string_pretty(&details.payload).unwrap_or_default();
        let runs = (!details.runs.is_empty()).then(|| {
            let rows = details.runs.into_iter().map(run).collect_view();
            view! {
                <Section title=words::runs(l)>
                    <ol class="rows">{rows}</ol>
                </Section>
            }
        });
        view! {
            <Page title=title lead=about up=Crumb::new("/admin/jobs", words::title(l)) narrow=true>
                <Refused form=JOB_FORM/>
                {error}
                <Facts>
                    <Fact label=words::job_number(l, job.id)>{job_chip(l, job.state)}</Fact>
                    <Fact label=words::created(l)>{format::moment_short(job.created_at)}</Fact>
                    <Fact label=words::attempts(l, job.attempts, job.max_attempts)>
                        {words::runs_at(l, format::moment_short(job.run_at))}
                    </Fact>
                    {job.worker.map(|worker| view! { <Fact label=words::worker(l)>{worker}</Fact> })}
                </Facts>
                {actions}
                <Section title=words::payload(l)>
                    <p class="muted small">{words::payload_text(l)}</p>
                    <pre class="console-code" tabindex="0">{payload}</pre>
                </Section>
                {runs}
            </Page>
        }
    })
}

/// The button that starts a job again.
fn retry_form(l: Locale, id: i64) -> impl IntoView {
    view! {
        <PlainForm action=RetryJob::PATH name=JOB_FORM class="inline-form">
            <Hidden name="id" value=id.to_string()/>
            <SubmitButton label=words::retry(l) tone="plain" icon=Icon::RefreshCw/>
        </PlainForm>
    }
}

/// One run that ended.
fn run(run: JobRun) -> impl IntoView {
    let l = use_locale();
    let took = run.duration_ms.map(|ms| words::took(l, format::number(ms)));
    let error = run.error.map(|error| view! { <p class="row-note">{error}</p> });
    view! {
        <li class="row">
            <div class="row-main">
                <p class="row-title">{task(l, &run.task).0}</p>
                <p class="row-facts muted small">
                    <span class="row-fact">{words::job_number(l, run.job_id)}</span>
                    <span class="row-fact">{format::moment_short(run.finished_at)}</span>
                    {took.map(|took| view! { <span class="row-fact">{took}</span> })}
                    <span class="row-fact">{run.worker}</span>
                </p>
                {error}
            </div>
            <div class="row-end">{outcome_chip(l, run.outcome)}</div>
        </li>
    }
}

/// The three views of jobs.
#[component]
pub(super) fn JobViews() -> impl IntoView {
    let l = use_locale();
    let views = [
        ("/admin/jobs", words::open(l)),
        ("/admin/jobs/runs", words::runs(l)),
        ("/admin/jobs/schedule", words::schedule(l)),
    ];
    let links = views
        .into_iter()
        .map(|(href, text)| view! { <A href=href exact=true attr:class="tab">{text}</A> })
        .collect_view();
    view! {
        <nav class="tabs" aria-label=words::title(l)>
            {links}
        </nav>
    }
}
