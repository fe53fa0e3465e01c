//! The photos of a report with the evidence beside each, and what it is about.

use birqadam_volunteering::ReportReview;
use leptos::prelude::*;

use crate::{
    format,
    organizer::components::{EvidenceCard, ReviewPhoto},
    people::components::VerifiedMark,
    texts::{organizer as words, reports},
    ui::{Fact, Facts, Icon, Rating, use_locale},
    volunteering::components::TaskWhen,
};

/// The photos, large.
#[component]
pub fn ReportEvidence(review: ReportReview) -> impl IntoView {
    let total = review.report.photos.len();
    let photos = (1i64..)
        .zip(review.report.photos)
        .zip(review.evidence)
        .map(|((number, photo), evidence)| {
            view! {
                <li class="review-item">
                    <ReviewPhoto photo=photo.clone() number=number total=total/>
                    <EvidenceCard evidence=evidence photo=photo/>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="review-photos">{photos}</ul> }
}

/// The volunteer's words, the task and the volunteer.
pub(in crate::review) fn about_report(review: ReportReview, organizer: bool) -> impl IntoView {
    let l = use_locale();
    let report = review.report;
    let description = (!report.description.is_empty())
        .then(|| view! { <blockquote class="preline">{report.description}</blockquote> });
    let (person, project) = if organizer {
        (
            format!("/organizer/participants/{}", report.volunteer_id),
            format!("/organizer/projects/{}/edit", report.project_id),
        )
    } else {
        (format!("/admin/users/{}", report.volunteer_id), format!("/projects/{}", report.project_id))
    };
    view! {
        {description}
        <Facts>
            <Fact label=words::person(l) icon=Icon::User>
                <a href=person>{report.volunteer}</a>
                " "
                {review.volunteer_verified.then(|| view! { <VerifiedMark/> " " })}
                <Rating value=review.volunteer_rating/>
                <span class="muted">" "{words::approved_before(l, review.volunteer_approved)}</span>
            </Fact>
            <Fact label=words::task_time(l) icon=Icon::ListChecks>
                <span class="cluster">
                    <TaskWhen task=review.task/>
                </span>
            </Fact>
            <Fact label=reports::project(l) icon=Icon::FolderKanban>
                <a href=project>{report.project}</a>
            </Fact>
            <Fact label=reports::sent_at(l) icon=Icon::Send>
                {format::moment(l, report.submitted_at)}
            </Fact>
        </Facts>
    }
}
