//! The groups of fields of the project form; those that are closed are shown, with the
//! moderator's words at those that are to be corrected.

use birqadam_core::review::Return;
use birqadam_volunteering::Project;
use leptos::prelude::*;

use crate::{
    labels,
    texts::organizer as words,
    ui::{
        DateField, Icon, IconView, NumberField, PhotoInput, PhotoView, Select, TextArea, TextField, use_locale,
        use_start,
    },
};

/// What the fields show and whether they are open.
pub(super) struct Fields {
    pub project: Option<Project>,
    pub returned: Option<Return>,
}

impl Fields {
    pub fn open(&self, field: &str) -> bool {
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
    pub fn comment(&self, field: &str) -> Option<impl IntoView + use<>> {
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

pub(super) fn about(fields: &Fields) -> impl IntoView + use<> {
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

pub(super) fn place(fields: &Fields) -> impl IntoView + use<> {
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

pub(super) fn frame(fields: &Fields) -> impl IntoView + use<> {
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
            {number(fields, "max_volunteers", words::capacity(l), words::capacity_help(l), |p| {
                p.max_volunteers.map(i64::from)
            })}
            {number(fields, "budget_needed", words::budget(l), words::budget_help(l), |p| p.budget_needed)}
        </fieldset>
    }
}

/// A number with what the moderator said of it.
fn number(
    fields: &Fields,
    name: &'static str,
    label: &'static str,
    help: &'static str,
    of: fn(&Project) -> Option<i64>,
) -> impl IntoView + use<> {
    let value = fields.value(|project| of(project).map(|n| n.to_string()).unwrap_or_default());
    let (comment, locked) = (fields.comment(name), !fields.open(name));
    view! {
        {comment}
        <NumberField name=name label=label help=help value=value locked=locked/>
    }
}

pub(super) fn cover(fields: &Fields) -> impl IntoView + use<> {
    let l = use_locale();
    let now = fields
        .project
        .as_ref()
        .and_then(|p| p.summary.cover_card_url.clone().map(|url| (url, p.summary.cover_hash.clone())));
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
