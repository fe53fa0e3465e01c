//! A photo report in a list, for its author and for its reviewer.

use birqadam_volunteering::{Report, ReportStatus};
use leptos::prelude::*;

use crate::{
    format,
    texts::{common, reports as words},
    ui::{Icon, IconView, PhotoView, WaitingTime, report_chip, use_locale},
};

/// A row with the first photo, what it is about and how it stands; all of it leads to `href`.
#[component]
pub fn ReportRow(
    report: Report,
    #[prop(into)] href: String,
    /// Names the volunteer: for the reviewer.
    #[prop(optional)]
    with_author: bool,
) -> impl IntoView {
    let l = use_locale();
    let more = report.photos.len().saturating_sub(1);
    let photo = report.photos.first().map(|photo| {
        view! { <PhotoView src=photo.thumb_url.clone() alt="" hash=photo.thumb_hash.clone()/> }
    });
    let waits = report.status == ReportStatus::Pending;
    let note = match report.status {
        ReportStatus::Approved => report.organizer_comment.clone(),
        ReportStatus::Returned => report
            .returned
            .as_ref()
            .map(|returned| returned.message.clone())
            .or_else(|| report.rejection_reason.clone()),
        ReportStatus::Rejected => report.rejection_reason.clone(),
        ReportStatus::Pending => None,
    };
    view! {
        <li class="row row-photo">
            <div class="row-thumb">
                {photo} {(more > 0).then(|| view! { <span class="row-more">{words::more_photos(l, more)}</span> })}
            </div>
            <div class="row-main">
                <h3 class="row-title">
                    <a class="row-link" href=href>
                        {report.task}
                    </a>
                </h3>
                <p class="row-facts">
                    {with_author
                        .then(|| {
                            view! {
                                <span class="row-fact">
                                    <IconView icon=Icon::User/>
                                    {report.volunteer}
                                </span>
                            }
                        })} <span class="muted">{report.project}</span>
                </p>
                {note.filter(|note| !note.is_empty()).map(|note| view! { <p class="row-note">{note}</p> })}
            </div>
            <div class="row-end">
                {report_chip(l, report.status)}
                {report
                    .rating
                    .map(|rating| {
                        view! {
                            <span class="row-fact">
                                <IconView icon=Icon::Star/>
                                {common::stars(l, i64::from(rating))}
                            </span>
                        }
                    })}
                {if waits && with_author {
                    view! { <WaitingTime since=report.submitted_at/> }.into_any()
                } else {
                    view! { <span class="muted">{format::moment_short(report.submitted_at)}</span> }.into_any()
                }}
            </div>
        </li>
    }
}
