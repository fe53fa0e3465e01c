//! `/organizer/projects/:id/money/impact`: what one's own project did, counted.

use birqadam_core::{FormInput, Locale, Localized, ProjectId};
use birqadam_funding::{ImpactEntry, ImpactEntryInput, ImpactKind, ImpactMeasureInput, ImpactSheet, ImpactTotal};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    format,
    money::{
        components::MoneyTabs,
        server_fns::{AddEntry, AddMeasure, REMOVE_IMPACT_FORM, RemoveEntry, RemoveMeasure, find_impact_sheet},
    },
    sponsor::words as impact,
    texts::{common, lists, money as words},
    ui::{
        Confirm, Crumb, DateField, EmptyState, Hidden, Icon, ListHeading, LocalizedField, Page, PlainForm, Refused,
        Section, Select, SubmitButton, TextField, declared, load, use_flash, use_id, use_locale, use_query,
    },
};

/// The page.
#[component]
pub fn ImpactFiguresPage() -> impl IntoView {
    let l = use_locale();
    let (id, done) = (use_id("id"), use_query("done"));
    let sheet = crate::ui::read(move || (id.get(), done.get()), |(id, _)| find_impact_sheet(ProjectId(id)));
    load(sheet, move |sheet| {
        let project = ProjectId(id.get_untracked());
        let up = Crumb::new(format!("/organizer/projects/{project}/edit"), lists::project(l));
        view! {
            <Page title=words::impact_of(l, &sheet.project) lead=words::impact_text(l) up=up>
                <MoneyTabs project=project/>
                <Refused form=REMOVE_IMPACT_FORM/>
                {measures(l, project, &sheet)}
                {(sheet.open && !sheet.measures.is_empty()).then(|| new_entry(l, project, &sheet))}
                {sheet.open.then(|| new_measure(l, project, &sheet))}
                {entries(l, project, &sheet)}
            </Page>
        }
    })
}

fn measures(l: Locale, project: ProjectId, sheet: &ImpactSheet) -> AnyView {
    if sheet.measures.is_empty() {
        return view! { <EmptyState title=words::no_measures(l) text=words::no_measures_text(l)/> }.into_any();
    }
    let rows = sheet.measures.iter().map(|total| measure(l, project, total)).collect::<Vec<_>>();
    view! {
        <ListHeading/>
        <ul class="rows">{rows}</ul>
    }
    .into_any()
}

fn measure(l: Locale, project: ProjectId, total: &ImpactTotal) -> impl IntoView + use<> {
    let (id, name) = (total.id.to_string(), impact::measure(l, total));
    view! {
        <li class="row">
            <div class="row-main">
                <h3 class="row-title">{name}</h3>
                <p class="row-facts">
                    <strong>{impact::measured(l, total.total, &total.unit)}</strong>
                    <span>{words::entries_count(l, total.entries)}</span>
                </p>
            </div>
            <div class="row-end">
                <Removal action=RemoveMeasure::PATH id=id project=project text=words::remove_measure_text(l)/>
            </div>
        </li>
    }
}

/// Taking something out again, asked once more.
#[component]
fn Removal(action: &'static str, id: String, project: ProjectId, text: &'static str) -> impl IntoView {
    let l = use_locale();
    view! {
        <Confirm label=common::delete(l) icon=Icon::Trash2>
            <PlainForm action=action name=REMOVE_IMPACT_FORM>
                <p>{text}</p>
                <Hidden name="id" value=id/>
                <Hidden name="project_id" value=project.to_string()/>
                <SubmitButton label=words::remove_yes(l) tone="bad" icon=Icon::Trash2/>
            </PlainForm>
        </Confirm>
    }
}

fn new_entry(l: Locale, project: ProjectId, sheet: &ImpactSheet) -> impl IntoView + use<> {
    let option = |total: &ImpactTotal| {
        (total.id.to_string(), format!("{}, {}", impact::measure(l, total), impact::unit(l, &total.unit)))
    };
    let measures: Vec<_> = sheet.measures.iter().map(option).collect();
    let reports: Vec<_> = sheet
        .reports
        .iter()
        .map(|report| {
            (report.id.to_string(), format!("{}: {}", format::moment_short(report.submitted_at), report.task))
        })
        .collect();
    view! {
        <Section title=words::new_entry(l)>
            <PlainForm action=AddEntry::PATH name={declared::<ImpactEntryInput>()}>
                <Hidden name="project_id" value=project.to_string()/>
                <Select name="measure" label=words::measure(l) options=measures required=true/>
                <TextField name="amount" label=words::how_much(l) inputmode="decimal" required=true/>
                <DateField name="counted_on" label=words::counted_on(l) required=true/>
                <Select
                    name="report"
                    label=words::evidence(l)
                    help=words::evidence_help(l)
                    options=reports
                    empty=words::no_evidence(l)
                />
                <TextField name="note" label=words::note(l)/>
                <SubmitButton label=words::add_entry(l) icon=Icon::Plus/>
            </PlainForm>
        </Section>
    }
}

fn new_measure(l: Locale, project: ProjectId, sheet: &ImpactSheet) -> impl IntoView + use<> {
    // What everyone counts alike is there once.
    let free =
        |kind: &ImpactKind| *kind == ImpactKind::Other || !sheet.measures.iter().any(|total| total.kind == *kind);
    let kinds: Vec<(String, String)> = ImpactKind::ALL
        .into_iter()
        .filter(free)
        .map(|kind| {
            let unit = kind.unit().map(|unit| format!(", {}", impact::unit(l, unit))).unwrap_or_default();
            (kind.as_str().to_owned(), format!("{}{unit}", impact::kind(l, kind)))
        })
        .collect();
    let open = sheet.measures.is_empty() || use_flash(ImpactMeasureInput::NAME).is_some();
    view! {
        <Confirm label=words::new_measure(l) icon=Icon::Plus open=open>
            <PlainForm action=AddMeasure::PATH name={declared::<ImpactMeasureInput>()}>
                <Hidden name="project_id" value=project.to_string()/>
                <Select name="kind" label=words::measure(l) options=kinds required=true/>
                <div class="only-other">
                    <LocalizedField
                        name="title"
                        label=words::measure_title(l)
                        help=words::only_for_other(l)
                        value=Localized::default()
                    />
                    <TextField name="unit" label=words::unit(l) help=words::only_for_other(l)/>
                </div>
                <SubmitButton label=common::save(l) icon=Icon::Save/>
            </PlainForm>
        </Confirm>
    }
}

fn entries(l: Locale, project: ProjectId, sheet: &ImpactSheet) -> Option<AnyView> {
    if sheet.entries.is_empty() {
        return None;
    }
    let total_of = |entry: &ImpactEntry| sheet.measures.iter().find(|total| total.id == entry.measure_id);
    let rows = sheet
        .entries
        .iter()
        .filter_map(|entry| Some(entry_row(l, project, entry, total_of(entry)?)))
        .collect::<Vec<_>>();
    Some(
        view! {
            <Section title=words::entries(l)>
                <ul class="rows">{rows}</ul>
            </Section>
        }
        .into_any(),
    )
}

fn entry_row(l: Locale, project: ProjectId, entry: &ImpactEntry, total: &ImpactTotal) -> impl IntoView + use<> {
    let report =
        entry.report_id.map(|id| view! { <a href=format!("/organizer/reports/{id}")>{words::report_no(l, id)}</a> });
    let id = entry.id.to_string();
    let note = (!entry.note.is_empty()).then(|| view! { <p class="row-text">{entry.note.clone()}</p> });
    view! {
        <li class="row">
            <div class="row-main">
                <h3 class="row-title">
                    {format!("{}: {}", impact::measure(l, total), impact::measured(l, entry.amount, &total.unit))}
                </h3>
                {note}
                <p class="row-facts">
                    <span>{format::date(l, entry.counted_on)}</span>
                    <span>{entry.created_by.clone()}</span>
                    {report}
                </p>
            </div>
            <div class="row-end">
                <Removal action=RemoveEntry::PATH id=id project=project text=words::remove_entry_text(l)/>
            </div>
        </li>
    }
}
