//! `/tasks/:id/report`: sending photos of what was done.

use birqadam_core::{FormInput, TaskId, draft::Draft};
use birqadam_volunteering::{AssignmentStatus, MyTask, ReportInput, ReportStatus};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    forms::with_draft,
    labels,
    texts::{reports as words, tasks},
    ui::{
        Crumb, DraftSlot, Hidden, Icon, IconView, Notice, Page, PhotoInput, SubmitButton, TextArea, UploadForm,
        declared, load, use_id, use_locale,
    },
    volunteering::{
        components::TaskWhen,
        server_fns::{SubmitReport, find_my_task, submit_report},
    },
};

/// The page.
#[component]
pub fn ReportForm() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let task = crate::ui::read(move || id.get(), |id| with_draft(ReportInput::NAME, id, find_my_task(TaskId(id))));
    load(task, move |(task, draft)| {
        view! {
            <Page title=words::new_report(l) up=Crumb::new("/tasks", tasks::my_tasks(l)) narrow=true>
                <div class="about-task">
                    <h2 class="about-task-title">{task.task.text.clone()}</h2>
                    <p class="row-facts">
                        <TaskWhen task=task.task.clone()/>
                        <span class="row-fact">
                            <IconView icon=Icon::MapPin/>
                            {labels::city(l, &task.city).to_string()}
                        </span>
                    </p>
                    <p>
                        <a href=format!("/projects/{}", task.project_id)>{task.project_title.clone()}</a>
                    </p>
                </div>
                {body(task, draft)}
            </Page>
        }
    })
}

/// The form, or why there is none.
fn body(task: MyTask, draft: Option<Draft>) -> AnyView {
    let l = use_locale();
    let see = move |report: birqadam_core::ReportId| {
        view! {
            <p>
                <a class="button" href=format!("/reports/{report}")>
                    {tasks::see_report(l)}
                </a>
            </p>
        }
    };
    match (task.status, task.report) {
        (_, Some((report, ReportStatus::Returned))) => view! {
            <Notice tone="waiting" title=words::was_returned(l)>
                {see(report)}
            </Notice>
        }
        .into_any(),
        (_, Some((report, ReportStatus::Pending | ReportStatus::Approved))) => view! {
            <Notice tone="good" title=words::already_sent(l)>
                {see(report)}
            </Notice>
        }
        .into_any(),
        (AssignmentStatus::Waiting, _) => view! {
            <Notice tone="waiting" title=words::still_queued(l)>
                <p>{words::still_queued_text(l)}</p>
            </Notice>
        }
        .into_any(),
        _ => view! {
            <UploadForm
                action=SubmitReport::PATH
                send=submit_report
                name={declared::<ReportInput>()}
                draft=DraftSlot::new(task.task.id, draft)
            >
                <Hidden name="task_id" value=task.task.id.to_string()/>
                <PhotoInput name="photo" label=words::photos(l) help=words::photos_help(l) multiple=true required=true/>
                <TextArea name="description" label=words::description(l) help=words::description_help(l)/>
                <SubmitButton label=words::send(l) icon=Icon::Send/>
            </UploadForm>
        }
        .into_any(),
    }
}
