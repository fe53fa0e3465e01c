//! `/organizer/reports/:id`: one report in front of its reviewer, with the evidence.

use birqadam_core::ReportId;
use birqadam_volunteering::{Report, ReportReview as Review, ReportStatus};
use leptos::prelude::*;

use crate::{
    format,
    organizer::{
        components::{EvidenceCard, ReportDecision, ReviewKeys, ReviewPhoto},
        server_fns::review_report,
    },
    texts::{common, organizer as words, reports},
    ui::{
        Crumb, Fact, Facts, Icon, IconView, Notice, Page, Rating, WaitingTime, load, report_chip, use_id, use_locale,
    },
    volunteering::components::TaskWhen,
};

/// The page: item left, evidence beside it, decision right.
#[component]
pub fn ReviewReport() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let review = Resource::new_blocking(move || id.get(), |id| review_report(ReportId(id)));
    load(review, move |review| {
        let report = review.report.clone();
        let waits = report.status == ReportStatus::Pending;
        let total = report.photos.len();
        let photos = (1i64..)
            .zip(report.photos.clone())
            .zip(review.evidence.clone())
            .map(|((number, photo), evidence)| {
                view! {
                    <li class="review-item">
                        <ReviewPhoto photo=photo.clone() number=number total=total/>
                        <EvidenceCard evidence=evidence photo=photo/>
                    </li>
                }
            })
            .collect_view();
        let next = review.next;
        let skip = next.map(|next| {
            view! {
                <a class="button" href=format!("/organizer/reports/{next}")>
                    <span>{words::next_report(l)}</span>
                    <IconView icon=Icon::ArrowRight/>
                </a>
            }
        });
        let decision =
            if waits { view! { <ReportDecision report=report.clone()/> }.into_any() } else { decided(&report) };
        view! {
            <Page
                title=report.task.clone()
                count=words::waiting_count(l, review.waiting)
                up=Crumb::new("/organizer/reports", words::reports(l))
            >
                <div class="review">
                    <ul class="review-photos">{photos}</ul>
                    <aside class="review-side">
                        <p class="cluster">
                            {report_chip(l, report.status)}
                            {waits.then(|| view! { <WaitingTime since=report.submitted_at/> })}
                        </p>
                        {changes(&review)}
                        {(!report.description.is_empty())
                            .then(|| view! { <blockquote class="preline">{report.description.clone()}</blockquote> })}
                        {decision} <div class="cluster">{skip}</div> {about(review)}
                        <ReviewKeys next=next/>
                    </aside>
                </div>
            </Page>
        }
    })
}

/// The task and the volunteer.
fn about(review: Review) -> impl IntoView {
    let l = use_locale();
    let report = review.report;
    view! {
        <Facts>
            <Fact label=words::person(l) icon=Icon::User>
                <a href=format!("/organizer/participants/{}", report.volunteer_id)>{report.volunteer}</a>
                " "
                <Rating value=review.volunteer_rating/>
                <span class="muted">" "{words::approved_before(l, review.volunteer_approved)}</span>
            </Fact>
            <Fact label=words::task_time(l) icon=Icon::ListChecks>
                <span class="cluster">
                    <TaskWhen task=review.task/>
                </span>
            </Fact>
            <Fact label=reports::project(l) icon=Icon::FolderKanban>
                <a href=format!("/organizer/projects/{}/edit", report.project_id)>{report.project}</a>
            </Fact>
            <Fact label=reports::sent_at(l) icon=Icon::Send>
                {format::moment(l, report.submitted_at)}
            </Fact>
        </Facts>
    }
}

/// What the volunteer changed since the report was returned.
fn changes(review: &Review) -> Option<impl IntoView + use<>> {
    let l = use_locale();
    (review.report.status == ReportStatus::Pending && !review.changes.is_empty()).then(|| {
        let rows = review
            .changes
            .iter()
            .map(|change| {
                if change.field == "description" {
                    view! {
                        <li>
                            {words::changed_description(l)}
                            <del class="preline">{change.before.clone()}</del>
                            <ins class="preline">{change.after.clone()}</ins>
                        </li>
                    }
                    .into_any()
                } else {
                    view! { <li>{words::changed_photos(l)}</li> }.into_any()
                }
            })
            .collect_view();
        view! {
            <Notice tone="info" title=words::changed(l)>
                <ul class="changes">{rows}</ul>
            </Notice>
        }
    })
}

/// The decision that was taken.
fn decided(report: &Report) -> AnyView {
    let l = use_locale();
    let text = |text: &Option<String>| {
        text.clone().filter(|text| !text.is_empty()).map(|text| view! { <p class="preline">{text}</p> })
    };
    let (comment, reason) = (text(&report.organizer_comment), text(&report.rejection_reason));
    match report.status {
        ReportStatus::Approved => {
            let stars = common::stars(l, i64::from(report.rating.unwrap_or_default()));
            view! {
                <Notice tone="good" title=words::decided_approved(l, stars)>
                    {comment}
                </Notice>
            }
            .into_any()
        }
        ReportStatus::Returned => view! {
            <Notice tone="waiting" title=words::decided_returned(l)>
                {reason}
            </Notice>
        }
        .into_any(),
        _ => view! {
            <Notice tone="bad" title=words::decided_rejected(l)>
                {reason}
            </Notice>
        }
        .into_any(),
    }
}
