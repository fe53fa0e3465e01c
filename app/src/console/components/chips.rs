//! States of jobs and services: always icon and word and tone.

use birqadam_console::{HealthState, JobOutcome, JobState};
use birqadam_core::Locale;
use leptos::prelude::*;

use crate::{
    console::words,
    ui::{Icon, StatusChip},
};

/// The chip of a job.
pub fn job_chip(l: Locale, state: JobState) -> impl IntoView {
    let (icon, tone) = match state {
        JobState::Queued => (Icon::Hourglass, "waiting"),
        JobState::Running => (Icon::CircleDot, "active"),
        JobState::Retrying => (Icon::RefreshCw, "waiting"),
        JobState::Failed => (Icon::TriangleAlert, "bad"),
    };
    view! { <StatusChip text=words::job_state(l, state) icon=icon tone=tone/> }
}

/// The chip of a run.
pub fn outcome_chip(l: Locale, outcome: JobOutcome) -> impl IntoView {
    let (icon, tone) = match outcome {
        JobOutcome::Done => (Icon::Check, "good"),
        JobOutcome::Failed => (Icon::RefreshCw, "waiting"),
        JobOutcome::GaveUp => (Icon::TriangleAlert, "bad"),
    };
    view! { <StatusChip text=words::outcome(l, outcome) icon=icon tone=tone/> }
}

/// The chip of a service.
pub fn health_chip(l: Locale, state: HealthState) -> impl IntoView {
    let (icon, tone) = match state {
        HealthState::Up => (Icon::CircleCheck, "good"),
        HealthState::Slow => (Icon::Hourglass, "waiting"),
        HealthState::Down => (Icon::CircleX, "bad"),
        HealthState::Unused => (Icon::Ban, "muted"),
    };
    view! { <StatusChip text=words::health_state(l, state) icon=icon tone=tone/> }
}
