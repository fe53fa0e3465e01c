//! `/organizer/tasks/:id`: one task of an own project: when, how many places, and its history.

use birqadam_core::TaskId;
use birqadam_volunteering::OwnTask;
use leptos::prelude::*;

use crate::{
    audit::{components::RecordHistory, server_fns::with_history},
    format,
    organizer::server_fns::find_own_task,
    texts::{lists, organizer as words, projects},
    ui::{Crumb, Fact, Facts, Icon, IconView, Page, load, task_chip, use_id, use_locale},
};

/// The page.
#[component]
pub fn OrganizerTask() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let task = crate::ui::read(move || id.get(), |id| with_history("task", id, find_own_task(TaskId(id))));
    load(task, move |(OwnTask { task, project_title }, history)| {
        let project = format!("/organizer/projects/{}/edit", task.project_id);
        let participants = format!("/organizer/projects/{}/participants", task.project_id);
        let hours = format::time_range(task.start_time, task.end_time).map(|hours| {
            view! {
                <Fact label=words::task_hours(l) icon=Icon::Clock>
                    {hours}
                </Fact>
            }
        });
        let waiting = (task.waiting_count > 0).then(|| projects::in_queue(l, task.waiting_count));
        let waiting = waiting.map(|waiting| view! { <span class="muted">", "{waiting}</span> });
        view! {
            <Page title=task.text.clone() up=Crumb::new("/organizer/tasks", lists::my_tasks(l)) narrow=true>
                <p class="cluster">{task_chip(l, task.status)}</p>
                <Facts>
                    <Fact label=lists::project(l) icon=Icon::FolderKanban>
                        <a href=project>{project_title}</a>
                    </Fact>
                    <Fact label=words::task_day(l) icon=Icon::Calendar>
                        {format::date(l, task.deadline)}
                    </Fact>
                    {hours}
                    <Fact label=words::task_places(l) icon=Icon::Users>
                        {projects::places_of(l, task.assigned_count, task.max_volunteers)}
                        {waiting}
                    </Fact>
                </Facts>
                <p class="cluster">
                    <a class="button" href=participants>
                        <IconView icon=Icon::Users/>
                        <span>{words::participants(l)}</span>
                    </a>
                </p>
                <RecordHistory kind="task" id=task.id.0 history=history/>
            </Page>
        }
    })
}
