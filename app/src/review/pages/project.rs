//! `/review/projects/:id`: one project in front of a moderator, as its visitors will see it.

use birqadam_core::ProjectId;
use birqadam_volunteering::{Project, ProjectReview, ProjectStatus};
use leptos::prelude::*;

use crate::{
    admin::components::History,
    format,
    review::{
        components::{Changes, DecisionKeys, ProjectDecision, ProjectPreview},
        field_label,
        server_fns::{ProjectInReview, review_project},
    },
    texts::review as words,
    ui::{Crumb, Fact, Facts, Icon, IconView, Notice, Page, WaitingTime, load, project_chip, use_id, use_locale},
};

/// The page: the project left, what helps to decide right.
#[component]
pub fn ReviewProject() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let review = Resource::new_blocking(move || id.get(), |id| review_project(ProjectId(id)));
    load(review, move |found| {
        let ProjectInReview { review, next, waiting, history } = found;
        let project = review.project.clone();
        let summary = project.summary.clone();
        let waits = summary.status == ProjectStatus::Pending;
        // What differs from the last return is news only while a decision is due.
        let changes = if waits { review.changes.clone() } else { Vec::new() };
        let next = next.map(|next| format!("/review/projects/{next}"));
        let skip = next.clone().map(|href| {
            view! {
                <a class="button" href=href>
                    <span>{words::next(l)}</span>
                    <IconView icon=Icon::ArrowRight/>
                </a>
            }
        });
        let decision =
            if waits { view! { <ProjectDecision project=project.clone()/> }.into_any() } else { decided(&review) };
        let history = history.map(|entries| view! { <History entries=entries subject=("project", summary.id.0)/> });
        view! {
            <Page
                title=summary.title.clone()
                count=words::waiting_count(l, waiting)
                up=Crumb::new("/review", words::queue(l))
            >
                <div class="moderation">
                    <div class="moderation-item">
                        <ProjectPreview project=project.clone() changes=changes.clone()/>
                        {history}
                    </div>
                    <aside class="moderation-side">
                        <p class="cluster">
                            {project_chip(l, summary.status)}
                            {summary
                                .submitted_at
                                .filter(|_| waits)
                                .map(|since| view! { <WaitingTime since=since/> })}
                        </p>
                        <Changes changes=changes/>
                        {organizer(&project, review.organizer_published)}
                        {decision}
                        <div class="cluster">{skip}</div>
                        <DecisionKeys next=next returns=true/>
                    </aside>
                </div>
            </Page>
        }
    })
}

/// Who stands behind it, and how much of theirs was published before.
fn organizer(project: &Project, published: i64) -> impl IntoView + use<> {
    let l = use_locale();
    let summary = project.summary.clone();
    let sent = summary.submitted_at.map(|at| {
        view! {
            <Fact label=words::sent(l) icon=Icon::Send>
                {format::moment(l, at)}
            </Fact>
        }
    });
    view! {
        <Facts>
            <Fact label=words::organizer(l) icon=Icon::Building2>
                <a href=format!("/organizers/{}", summary.organizer_id)>{summary.organizer}</a>
            </Fact>
            <Fact label=words::published_before(l) icon=Icon::FolderKanban>
                {format::number(published)}
            </Fact>
            {sent}
        </Facts>
    }
}

/// The decision that was taken.
fn decided(review: &ProjectReview) -> AnyView {
    let l = use_locale();
    let id = review.project.summary.id;
    match review.project.summary.status {
        ProjectStatus::Returned => {
            let returned = review.returned.clone();
            let message = returned.as_ref().map(|r| r.message.clone()).filter(|text| !text.is_empty());
            let fields = returned
                .map(|returned| returned.fields)
                .unwrap_or_default()
                .into_iter()
                .map(|field| {
                    let comment = (!field.comment.is_empty()).then(|| format!(": {}", field.comment));
                    view! { <li>{field_label(l, &field.field)}{comment}</li> }
                })
                .collect_view();
            view! {
                <Notice tone="waiting" title=words::is_returned(l)>
                    {message.map(|text| view! { <p class="preline">{text}</p> })}
                    <ul class="changes">{fields}</ul>
                </Notice>
            }
            .into_any()
        }
        ProjectStatus::Rejected => {
            let reason = review.project.rejection_reason.clone().map(|text| view! { <p class="preline">{text}</p> });
            view! {
                <Notice tone="bad" title=words::project_rejected(l)>
                    {reason}
                </Notice>
            }
            .into_any()
        }
        _ => view! {
            <Notice tone="good" title=words::project_published(l)>
                <a href=format!("/projects/{id}")>{words::see_public(l)}</a>
            </Notice>
        }
        .into_any(),
    }
}
