//! Words and looks of the console's lists: jobs, their runs, what is wrong in the file store.

use birqadam_console::{FileProblem, JOB_RUNS, JOBS, JobOutcome, JobState, STORAGE_FINDINGS};
use birqadam_core::Locale;
use leptos::prelude::*;

use crate::{
    console::{
        components::{job_chip, outcome_chip},
        words::{file_kind, job_state, outcome, task},
    },
    texts::{jobs, storage},
    ui::{ListEmpty, ListUi},
};

pub static JOBS_UI: ListUi = ListUi {
    spec: &JOBS,
    label: job_label,
    value: |l, name, value| match (name, JobState::parse(value)) {
        ("state", Some(state)) => job_state(l, state).to_owned(),
        ("task", _) => task(l, value).0,
        _ => value.to_owned(),
    },
    chip: |l, _, value| JobState::parse(value).map(|state| job_chip(l, state).into_any()),
    empty: |l| ListEmpty { title: jobs::none(l), text: jobs::none_text(l), action: None },
};

pub static JOB_RUNS_UI: ListUi = ListUi {
    spec: &JOB_RUNS,
    label: job_label,
    value: |l, name, value| match (name, JobOutcome::parse(value)) {
        ("state", Some(state)) => outcome(l, state).to_owned(),
        ("task", _) => task(l, value).0,
        _ => value.to_owned(),
    },
    chip: |l, name, value| {
        let state = JobOutcome::parse(value).filter(|_| name == "state");
        state.map(|state| outcome_chip(l, state).into_any())
    },
    empty: |l| ListEmpty { title: jobs::no_runs(l), text: jobs::no_runs_text(l), action: None },
};

fn job_label(l: Locale, name: &str) -> &'static str {
    match name {
        "task" => jobs::task(l),
        "number" => jobs::job_no(l),
        "job" => jobs::job(l),
        "state" => jobs::state(l),
        "attempts" => jobs::attempts_made(l),
        "attempt" => jobs::attempt(l),
        "error" => jobs::error(l),
        "due" => jobs::due(l),
        "created" => jobs::created(l),
        "started" => jobs::started(l),
        "finished" => jobs::finished(l),
        "took" => jobs::took_ms(l),
        "worker" => jobs::worker(l),
        _ => "",
    }
}

pub static STORAGE_FINDINGS_UI: ListUi = ListUi {
    spec: &STORAGE_FINDINGS,
    label: |l, name| match name {
        "file" => storage::key(l),
        "problem" => storage::problem(l),
        "kind" => storage::kind(l),
        "size" => storage::size(l),
        "modified" => storage::modified(l),
        _ => "",
    },
    value: |l, name, value| match (name, FileProblem::parse(value)) {
        ("problem", Some(FileProblem::Orphan)) => storage::orphans(l).to_owned(),
        ("problem", Some(FileProblem::Missing)) => storage::missing(l).to_owned(),
        ("kind", _) => file_kind(l, value),
        _ => value.to_owned(),
    },
    chip: |_, _, _| None,
    empty: |l| ListEmpty { title: storage::none(l), text: storage::none_text(l), action: None },
};
