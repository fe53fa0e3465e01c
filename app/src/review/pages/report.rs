//! `/organizer/reports/:id` and `/review/reports/:id`: one report in front of its reviewer, with
//! the evidence.

use birqadam_core::{Locale, ReportId};
use birqadam_volunteering::{Report, ReportStatus};
use leptos::prelude::*;

use crate::{
    audit::{components::RecordHistory, server_fns::with_history},
    review::{
        Section,
        components::{DecisionWords, ReportEvidence, ReviewSide, about_report, pane_count},
        server_fns::{ReportInReview, review_report},
    },
    texts::{common, organizer as words, review},
    ui::{Crumb, Notice, Page, load, report_chip, use_id, use_locale},
};

/// The page: the photos with the evidence left, the decision right.
#[component]
pub fn ReviewReport() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let review = crate::ui::read(move || id.get(), |id| with_history("report", id, review_report(ReportId(id))));
    load(review, move |(found, history)| {
        let ReportInReview { review, pane } = found;
        let report = review.report.clone();
        let section = Section::current();
        let up = match section {
            Section::Organizer => Crumb::new(section.queue(), words::reports(l)),
            Section::Review => Crumb::new(section.queue(), review::queue(l)),
        };
        let record = report.id.0;
        let about = about_report(review.clone(), section == Section::Organizer);
        view! {
            <Page title=report.task.clone() count=pane_count(&pane) up=up>
                <div class="review">
                    <div class="stack">
                        <ReportEvidence review=review/>
                        <RecordHistory kind="report" id=record history=history/>
                    </div>
                    <aside class="review-side">
                        <ReviewSide
                            pane=pane
                            chip=report_chip(l, report.status).into_any()
                            about=about.into_any()
                            decided=decided(&report)
                            words=report_words(l)
                            values=report_values(l, &report)
                            photos=true
                        />
                    </aside>
                </div>
            </Page>
        }
    })
}

fn report_words(l: Locale) -> DecisionWords {
    DecisionWords {
        approve: review::approve(l),
        approve_text: "",
        give_back_text: words::give_back_text(l),
        reject: review::reject(l),
        reject_text: words::reject_text(l),
        reject_yes: words::reject_yes(l),
    }
}

/// What can be returned, with its values.
fn report_values(l: Locale, report: &Report) -> Vec<(String, String)> {
    let photos = review::photos_count(l, report.photos.len() as i64);
    let description = report.description.chars().take(120).collect();
    vec![("photo".to_owned(), photos), ("description".to_owned(), description)]
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
