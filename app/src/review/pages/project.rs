//! `/review/projects/:id`: one project in front of a moderator, as its visitors will see it.

use birqadam_core::{Locale, ProjectId};
use birqadam_volunteering::{Project, ProjectReview, ProjectStatus, RETURNABLE_PROJECT_FIELDS};
use leptos::prelude::*;

use crate::{
    audit::{components::RecordHistory, server_fns::with_history},
    format,
    review::{
        components::{DecisionWords, ProjectPreview, ReviewSide, pane_count},
        field_label,
        field_words::project_value,
        server_fns::{ProjectInReview, review_project},
    },
    texts::review as words,
    ui::{Crumb, Fact, Facts, Icon, Notice, Page, load, project_chip, use_id, use_locale},
};

/// The page: the project left, what helps to decide right.
#[component]
pub fn ReviewProject() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let review = crate::ui::read(move || id.get(), |id| with_history("project", id, review_project(ProjectId(id))));
    load(review, move |(found, history)| {
        let ProjectInReview { review, pane } = found;
        let project = review.project.clone();
        let summary = project.summary.clone();
        let record = summary.id.0;
        view! {
            <Page
                title=summary.title.clone()
                count=pane_count(&pane)
                up=Crumb::new("/review", words::queue(l))
            >
                <div class="moderation">
                    <div class="moderation-item">
                        <ProjectPreview project=project.clone() changes=pane.changes.clone()/>
                        <RecordHistory kind="project" id=record history=history/>
                    </div>
                    <aside class="moderation-side">
                        <ReviewSide
                            pane=pane
                            chip=project_chip(l, summary.status).into_any()
                            about=organizer(&project, review.organizer_published).into_any()
                            decided=decided(&review)
                            words=project_words(l)
                            values=project_values(l, &project)
                        />
                    </aside>
                </div>
            </Page>
        }
    })
}

fn project_words(l: Locale) -> DecisionWords {
    DecisionWords {
        approve: words::publish(l),
        approve_text: words::approve_project_text(l),
        give_back_text: words::give_back_text(l),
        reject: words::reject(l),
        reject_text: words::reject_project_text(l),
        reject_yes: words::reject_project_yes(l),
    }
}

/// What can be returned, with its values.
fn project_values(l: Locale, project: &Project) -> Vec<(String, String)> {
    RETURNABLE_PROJECT_FIELDS.iter().map(|field| ((*field).to_owned(), project_value(l, project, field))).collect()
}

/// Who stands behind it, and how much of theirs was published before.
pub(super) fn organizer(project: &Project, published: i64) -> impl IntoView + use<> {
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
