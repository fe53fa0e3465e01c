//! `/organizer/projects/:id/edit`: one's own project: its state, its next steps, its content.

use birqadam_core::{FormInput, ProjectId, review::Appeal};
use birqadam_volunteering::{Project, ProjectInput, ProjectReview, ProjectStatus};
use leptos::prelude::*;

use crate::{
    audit::{components::RecordHistory, server_fns::with_history},
    format,
    forms::with_draft,
    impact::components::ProjectQr,
    labels,
    organizer::{
        components::{ProjectActions, ProjectForm},
        server_fns::find_own_project,
    },
    review::{
        components::{AppealBox, appeal_sent},
        server_fns::with_appeal,
    },
    texts::organizer as words,
    ui::{Crumb, DataTable, Fact, Facts, Notice, Page, Section, load, project_chip, use_id, use_locale},
};

/// The page.
#[component]
pub fn EditProject() -> impl IntoView {
    let l = use_locale();
    let (id, appealed) = (use_id("id"), appeal_sent());
    let project = crate::ui::read(
        move || (id.get(), appealed.get()),
        |(id, _)| {
            let review = with_appeal("project", id, find_own_project(ProjectId(id)), |review| {
                review.project.summary.status == ProjectStatus::Rejected
            });
            with_history("project", id, with_draft(ProjectInput::NAME, id, review))
        },
    );
    load(project, move |(((review, appeal), draft), history)| {
        let summary = review.project.summary.clone();
        let (id, editable) = (summary.id.0, summary.status.is_editable());
        let content = if editable {
            view! { <ProjectForm review=review.clone() draft=draft/> }.into_any()
        } else {
            content(&review.project).into_any()
        };
        view! {
            <Page title=summary.title.clone() up=Crumb::new("/organizer/projects", words::my_projects(l)) narrow=true>
                <p class="cluster">{project_chip(l, summary.status)}</p>
                {state(&review, appeal)}
                <ProjectActions project=summary.clone()/>
                {content}
                <ProjectQr project=summary/>
                <RecordHistory kind="project" id=id history=history/>
            </Page>
        }
    })
}

/// What the state means for the organizer.
fn state(review: &ProjectReview, appeal: Option<Appeal>) -> Option<AnyView> {
    let l = use_locale();
    match review.project.summary.status {
        ProjectStatus::Pending => Some(
            view! {
                <Notice tone="waiting" title=words::state_pending(l)>
                    <p>{words::state_pending_text(l)}</p>
                </Notice>
            }
            .into_any(),
        ),
        ProjectStatus::Returned => {
            let message = review.returned.as_ref().map(|returned| returned.message.clone()).filter(|m| !m.is_empty());
            Some(
                view! {
                    <Notice tone="waiting" title=words::state_returned(l)>
                        {message.map(|message| view! { <p class="preline">{message}</p> })}
                        <p>{words::state_returned_text(l)}</p>
                    </Notice>
                }
                .into_any(),
            )
        }
        ProjectStatus::Rejected => {
            let reason = review.project.rejection_reason.clone();
            Some(
                view! {
                    <Notice tone="bad" title=words::state_rejected(l)>
                        {reason.map(|reason| view! { <p class="preline">{reason}</p> })}
                    </Notice>
                    <AppealBox kind="project" id=review.project.summary.id.0 appeal=appeal/>
                }
                .into_any(),
            )
        }
        _ => None,
    }
}

/// The content of a project that cannot be changed now.
fn content(project: &Project) -> impl IntoView + use<> {
    let l = use_locale();
    let summary = &project.summary;
    let budget = project.budget_needed.map(|major| format::money(major, &project.currency));
    let rows = project
        .tasks
        .iter()
        .map(|task| {
            view! {
                <tr>
                    <td>{task.text.clone()}</td>
                    <td class="number">{format::date_short(task.deadline)}</td>
                    <td class="number">{format::time_range(task.start_time, task.end_time)}</td>
                    <td class="number">{format!("{} / {}", task.assigned_count, task.max_volunteers)}</td>
                    <td>{labels::task_status(l, task.status)}</td>
                </tr>
            }
        })
        .collect_view();
    let head =
        [words::task_text(l), words::task_day(l), words::task_hours(l), words::task_places(l), words::task_state(l)];
    let place = [labels::city(l, &summary.city), summary.address.clone()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    let (kind, days) =
        (labels::volunteer_type(l, summary.volunteer_type), format::date_range(l, summary.starts_on, summary.ends_on));
    view! {
        <p class="preline">{project.description.clone()}</p>
        <Facts>
            <Fact label=words::kind(l)>{kind}</Fact>
            <Fact label=words::group_place(l)>{place}</Fact>
            {days.map(|days| view! { <Fact label=words::group_frame(l)>{days}</Fact> })}
            {budget.map(|budget| view! { <Fact label=words::budget(l)>{budget}</Fact> })}
        </Facts>
        <Section title=words::tasks(l)>
            <DataTable caption=words::tasks(l) head=head.map(str::to_owned).to_vec()>
                {rows}
            </DataTable>
        </Section>
    }
}
