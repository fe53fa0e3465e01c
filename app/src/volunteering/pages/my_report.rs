//! `/reports/:id`: one of one's own reports, and its correction when it was returned.

use birqadam_core::{
    ReportId,
    review::{Appeal, Return},
};
use birqadam_volunteering::{Report, ReportInput, ReportStatus};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    format,
    forms::with_draft,
    review::{
        components::{AppealBox, appeal_sent},
        server_fns::with_appeal,
    },
    texts::{common, reports as words},
    ui::{
        Crumb, DraftSlot, Fact, Facts, Hidden, Icon, Notice, Page, PhotoInput, Section, SubmitButton, TextArea,
        UploadForm, declared_as, load, report_chip, use_id, use_locale,
    },
    volunteering::{
        components::PhotoStrip,
        server_fns::{CORRECTION_FORM, ResubmitReport, find_my_report, resubmit_report},
    },
};

/// The page.
#[component]
pub fn MyReport() -> impl IntoView {
    let l = use_locale();
    // Sending the correction leads back here: the report is read anew.
    let (id, corrected, appealed) = (use_id("id"), RwSignal::new(0u32), appeal_sent());
    let report = crate::ui::read(
        move || (id.get(), corrected.get(), appealed.get()),
        |(id, ..)| {
            let report = with_appeal("report", id, find_my_report(ReportId(id)), |report| {
                report.status == ReportStatus::Rejected
            });
            with_draft(CORRECTION_FORM, id, report)
        },
    );
    load(report, move |((report, appeal), draft)| {
        let project = format!("/projects/{}", report.project_id);
        let returned = report.status == ReportStatus::Returned;
        let slot = DraftSlot::new(report.id, draft)
            .of_version(report.version, &ReportInput { description: report.description.clone() });
        let (id, description) = (report.id, report.description.clone());
        view! {
            <Page title=report.task.clone() up=Crumb::new("/reports", words::my_reports(l)) narrow=true>
                <p class="cluster">{report_chip(l, report.status)}</p>
                {outcome(&report, appeal)}
                <PhotoStrip photos=report.photos.clone()/>
                {(!report.description.is_empty())
                    .then(|| view! { <p class="preline">{report.description.clone()}</p> })}
                <Facts>
                    <Fact label=words::project(l)>
                        <a href=project>{report.project.clone()}</a>
                    </Fact>
                    <Fact label=words::sent_at(l)>{format::moment(l, report.submitted_at)}</Fact>
                </Facts>
                {returned.then(|| correction(id, description, slot, report.returned.clone(), corrected))}
            </Page>
        }
    })
}

/// What the organizer decided, in words.
fn outcome(report: &Report, appeal: Option<Appeal>) -> AnyView {
    let l = use_locale();
    let text = |text: &Option<String>| {
        text.clone().filter(|text| !text.is_empty()).map(|text| view! { <p class="preline">{text}</p> })
    };
    let (comment, reason) = (text(&report.organizer_comment), text(&report.rejection_reason));
    let task = report.task_id;
    match report.status {
        ReportStatus::Pending => view! {
            <Notice tone="waiting" title=words::outcome_pending(l)>
                <p>{words::outcome_pending_text(l)}</p>
            </Notice>
        }
        .into_any(),
        ReportStatus::Approved => {
            let stars = common::stars(l, i64::from(report.rating.unwrap_or_default()));
            view! {
                <Notice tone="good" title=words::outcome_approved(l, stars)>
                    {comment}
                </Notice>
            }
            .into_any()
        }
        ReportStatus::Returned => {
            let said = text(&report.returned.as_ref().map(|returned| returned.message.clone())).or(reason);
            let fields = report
                .returned
                .iter()
                .flat_map(|returned| returned.fields.clone())
                .filter(|field| !field.comment.is_empty())
                .map(|field| view! { <p class="preline">{field.comment}</p> })
                .collect_view();
            view! {
                <Notice tone="waiting" title=words::outcome_returned(l)>
                    {said} {fields}
                </Notice>
            }
            .into_any()
        }
        ReportStatus::Rejected => view! {
            <Notice tone="bad" title=words::outcome_rejected(l)>
                {reason}
                <p>
                    <a class="button" href=format!("/tasks/{task}/report")>
                        {words::send_another(l)}
                    </a>
                </p>
            </Notice>
            <AppealBox kind="report" id=report.id.0 appeal=appeal/>
        }
        .into_any(),
    }
}

/// The form that sends the report again.
fn correction(
    id: ReportId,
    description: String,
    draft: DraftSlot,
    returned: Option<Return>,
    corrected: RwSignal<u32>,
) -> impl IntoView {
    let l = use_locale();
    let opens = |field: &str| returned.as_ref().is_none_or(|returned| returned.opens(field));
    let photos = opens("photo").then(|| {
        view! { <PhotoInput name="photo" label=words::new_photos(l) help=words::new_photos_help(l) multiple=true/> }
    });
    let closed = !opens("description");
    view! {
        <Section title=words::correction(l)>
            <UploadForm
                action=ResubmitReport::PATH
                send=resubmit_report
                name={declared_as::<ReportInput>(CORRECTION_FORM)}
                draft=draft
                accepted=corrected
            >
                <Hidden name="report_id" value=id.to_string()/>
                {photos}
                <TextArea
                    name="description"
                    label=words::description(l)
                    help=words::description_help(l)
                    value=description
                    locked=closed
                />
                <SubmitButton label=words::send_again(l) icon=Icon::Send/>
            </UploadForm>
        </Section>
    }
}
