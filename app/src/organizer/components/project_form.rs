//! The form of a project: new, changed, or corrected after a return, when only the marked
//! fields are open and the moderator's words stand at them.

use birqadam_core::{FormInput, draft::Draft, review::Return};
use birqadam_volunteering::{
    Project, ProjectInput, ProjectReview, ProjectRules, ProjectStatus, problems_of_form,
};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::{StaleNotice, TaskRows};
use crate::{
    format, labels,
    organizer::server_fns::SaveProject,
    texts::organizer as words,
    ui::{
        DateField, Declared, DraftSlot, Hidden, Icon, IconView, NumberField, PhotoInput, PhotoView, PlainForm, Select,
        SubmitButton, TextArea, TextField, declared_with, use_form, use_locale, use_start,
    },
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

/// What the fields show and whether they are open.
struct Fields {
    project: Option<Project>,
    returned: Option<Return>,
}

impl Fields {
    fn open(&self, field: &str) -> bool {
        self.returned.as_ref().is_none_or(|returned| returned.opens(field))
    }

    /// The project's, or where a new one most likely is.
    fn city(&self) -> String {
        match &self.project {
            Some(project) => project.summary.city.clone(),
            None => use_start().platform.default_city.clone(),
        }
    }

    fn value(&self, of: impl Fn(&Project) -> String) -> String {
        self.project.as_ref().map(of).unwrap_or_default()
    }

    /// The moderator's words at a marked field.
    fn comment(&self, field: &str) -> Option<impl IntoView + use<>> {
        let l = use_locale();
        let marked = self.returned.as_ref()?.fields.iter().find(|marked| marked.field == field)?;
        let comment =
            if marked.comment.is_empty() { words::please_correct(l).to_owned() } else { marked.comment.clone() };
        Some(view! {
            <p class="field-return">
                <IconView icon=Icon::Undo2/>
                <span>{comment}</span>
            </p>
        })
    }
}

fn about(fields: &Fields) -> impl IntoView + use<> {
    let l = use_locale();
    let kind = fields.value(|p| p.summary.volunteer_type.as_str().to_owned());
    view! {
        <fieldset class="group">
            <legend>{words::group_about(l)}</legend>
            {fields.comment("title")}
            <TextField
                name="title"
                label=words::title_field(l)
                help=words::title_help(l)
                value=fields.value(|p| p.summary.title.clone())
                required=true
                locked=!fields.open("title")
            />
            {fields.comment("description")}
            <TextArea
                name="description"
                label=words::description(l)
                help=words::description_help(l)
                rows=8
                value=fields.value(|p| p.description.clone())
                required=true
                locked=!fields.open("description")
            />
            {fields.comment("volunteer_type")}
            <Select
                name="volunteer_type"
                label=words::kind(l)
                options=labels::volunteer_type_options(l)
                empty=words::choose(l)
                value=kind
                required=true
                locked=!fields.open("volunteer_type")
            />
        </fieldset>
    }
}

fn place(fields: &Fields) -> impl IntoView + use<> {
    let l = use_locale();
    let location = |of: fn(birqadam_volunteering::Location) -> f64| {
        fields.project.as_ref().and_then(|p| p.summary.location).map(|at| of(at).to_string()).unwrap_or_default()
    };
    let locked = !fields.open("location");
    view! {
        <fieldset class="group">
            <legend>{words::group_place(l)}</legend>
            {fields.comment("city")}
            <Select
                name="city"
                label=words::city(l)
                options=labels::city_options(l)
                empty=words::choose(l)
                value=fields.city()
                required=true
                locked=!fields.open("city")
            />
            {fields.comment("address")}
            <TextField
                name="address"
                label=words::address(l)
                help=words::address_help(l)
                value=fields.value(|p| p.summary.address.clone())
                locked=!fields.open("address")
            />
            {fields.comment("location")}
            <div class="field-row">
                <TextField name="latitude" label=words::latitude(l) inputmode="decimal" placeholder="43.238" value=location(|at| at.lat) locked=locked/>
                <TextField name="longitude" label=words::longitude(l) inputmode="decimal" placeholder="76.945" value=location(|at| at.lng) locked=locked/>
            </div>
            <p class="field-help">{words::location_help(l)}</p>
        </fieldset>
    }
}

fn frame(fields: &Fields) -> impl IntoView + use<> {
    let l = use_locale();
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let locked = !fields.open("dates");
    view! {
        <fieldset class="group">
            <legend>{words::group_frame(l)}</legend>
            {fields.comment("dates")}
            <div class="field-row">
                <DateField name="starts_on" label=words::starts_on(l) value=fields.value(|p| day(p.summary.starts_on)) locked=locked/>
                <DateField name="ends_on" label=words::ends_on(l) value=fields.value(|p| day(p.summary.ends_on)) locked=locked/>
            </div>
            {fields.comment("max_volunteers")}
            <NumberField
                name="max_volunteers"
                label=words::capacity(l)
                help=words::capacity_help(l)
                value=fields.value(|p| p.max_volunteers.map(|n| n.to_string()).unwrap_or_default())
                locked=!fields.open("max_volunteers")
            />
            {fields.comment("budget_needed")}
            <NumberField
                name="budget_needed"
                label=words::budget(l)
                help=words::budget_help(l)
                value=fields.value(|p| p.budget_needed.map(|n| n.to_string()).unwrap_or_default())
                locked=!fields.open("budget_needed")
            />
        </fieldset>
    }
}

fn cover(fields: &Fields) -> impl IntoView + use<> {
    let l = use_locale();
    let now = fields
        .project
        .as_ref()
        .and_then(|p| p.summary.cover_url.clone().map(|url| (url, p.summary.cover_hash.clone())));
    let open = fields.open("cover");
    (open || now.is_some()).then(|| {
        view! {
            <fieldset class="group">
                <legend>{words::cover(l)}</legend>
                {fields.comment("cover")}
                {now
                    .map(|(url, hash)| {
                        view! {
                            <div class="cover-now">
                                <PhotoView src=url alt=words::cover_now(l) hash=hash.unwrap_or_default()/>
                            </div>
                        }
                    })}
                {open.then(|| view! { <PhotoInput name="cover" label=words::cover_field(l) help=words::cover_help(l)/> })}
            </fieldset>
        }
    })
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
