//! The form of a project: new, changed, or corrected after a return, when only the marked
//! fields are open and the moderator's words stand at them.

use birqadam_core::{FormInput, draft::Draft};
use birqadam_volunteering::{Project, ProjectInput, ProjectReview, ProjectRules, ProjectStatus, problems_of_form};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::{
    StaleNotice, TaskRows,
    project_groups::{Fields, about, cover, frame, place},
};
use crate::{
    format,
    organizer::server_fns::SaveProject,
    texts::organizer as words,
    ui::{Declared, DraftSlot, Hidden, Icon, PlainForm, SubmitButton, declared_with, use_form, use_locale, use_start},
};

/// The whole form; without a project it makes a new one.
#[component]
pub fn ProjectForm(#[prop(optional)] review: Option<ProjectReview>, draft: Option<Draft>) -> impl IntoView {
    let l = use_locale();
    let returned = review.as_ref().and_then(|review| review.returned.clone());
    let project = review.map(|review| review.project);
    let fields = Fields { project: project.clone(), returned };
    let status = project.as_ref().map_or(ProjectStatus::Draft, |project| project.summary.status);
    let id = project.as_ref().map(|project| project.summary.id.to_string()).unwrap_or_default();
    let version = project.as_ref().map(|project| project.version.to_string()).unwrap_or_default();
    let slot = DraftSlot::new(&id, draft);
    let slot = match &project {
        Some(project) => slot.of_version(project.version, project),
        None => slot,
    };
    view! {
        <PlainForm action=SaveProject::PATH name=rules(project.as_ref()) multipart=true draft=slot>
            // What Enter in a field does: the first button of a form is its default one.
            <button type="submit" class="visually-hidden" name="step" value=first_step(status) tabindex="-1" aria-hidden="true">
                {words::save(l)}
            </button>
            <Hidden name="id" value=id/>
            <Version version=version/>
            <StaleNotice/>
            {about(&fields)}
            {place(&fields)}
            {frame(&fields)}
            {cover(&fields)}
            <fieldset class="group">
                <legend>{words::tasks(l)}</legend>
                {fields.comment("tasks")}
                <p class="muted">{words::tasks_help(l)}</p>
                <TaskRows
                    tasks=project.map(|project| project.tasks).unwrap_or_default()
                    locked=!fields.open("tasks")
                />
            </fieldset>
            <div class="cluster form-end">{buttons(status)}</div>
        </PlainForm>
    }
}

/// The rules of the form in the browser: the day is the page's, the tasks those that are there.
fn rules(project: Option<&Project>) -> Declared {
    let today = format::local_day(use_start().now);
    let is_new = project.is_none();
    let tasks = project.map(|project| project.tasks.clone()).unwrap_or_default();
    declared_with(ProjectInput::NAME, move |fields| {
        problems_of_form(fields, ProjectRules { today, is_new, tasks: &tasks })
    })
}

/// The version that was read; after a stale save the one that is now there, so that saving once
/// more replaces it.
#[component]
fn Version(version: String) -> impl IntoView {
    view! { <Hidden name="version" value=use_form().value("version", Some(version))/> }
}

/// What Enter does: nothing that cannot be taken back.
fn first_step(status: ProjectStatus) -> &'static str {
    if status == ProjectStatus::Active { "send" } else { "draft" }
}

fn buttons(status: ProjectStatus) -> AnyView {
    let l = use_locale();
    match status {
        ProjectStatus::Active => {
            view! { <SubmitButton label=words::save(l) icon=Icon::Save name="step" value="send"/> }.into_any()
        }
        ProjectStatus::Returned => view! {
            <SubmitButton label=words::send_again(l) icon=Icon::Send name="step" value="send"/>
            <SubmitButton label=words::save_for_later(l) tone="plain" icon=Icon::Save name="step" value="draft"/>
        }
        .into_any(),
        _ => view! {
            <SubmitButton label=words::send_to_moderation(l) icon=Icon::Send name="step" value="send"/>
            <SubmitButton label=words::save_draft(l) tone="plain" icon=Icon::Save name="step" value="draft"/>
        }
        .into_any(),
    }
}
