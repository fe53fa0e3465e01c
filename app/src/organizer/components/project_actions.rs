//! The next steps in a project's life, asked once more where they end something.

use birqadam_core::Permission;
use birqadam_volunteering::{ProjectStatus, ProjectSummary};
use leptos::prelude::*;

use crate::{
    organizer::server_fns::{ARCHIVE_FORM, ArchiveProject, COMPLETE_FORM, CompleteProject, SUBMIT_FORM, SubmitProject},
    reports::components::DownloadReport,
    texts::organizer as words,
    ui::{Confirm, Hidden, Icon, IconView, PlainForm, SubmitButton, may, use_flash, use_locale},
};
use leptos::server_fn::ServerFn;

/// Buttons for what this project's state allows.
#[component]
pub fn ProjectActions(project: ProjectSummary) -> impl IntoView {
    let l = use_locale();
    let id = project.id;
    let can = |next| project.status.can_become(next);
    let refused = |form: &str| use_flash(form).is_some();
    let public = project.status.is_public().then(|| {
        view! {
            <a class="button" href=format!("/projects/{id}")>
                <IconView icon=Icon::Eye/>
                <span>{words::see_public(l)}</span>
            </a>
            <a class="button" href=format!("/organizer/projects/{id}/participants")>
                <IconView icon=Icon::Users/>
                <span>{words::participants(l)}</span>
            </a>
        }
    });
    let money = may(Permission::MoneyManageOwn).then(|| {
        view! {
            <a class="button" href=format!("/organizer/projects/{id}/money")>
                <IconView icon=Icon::Coins/>
                <span>{crate::texts::money::money(l)}</span>
            </a>
        }
    });
    let submit = (project.status == ProjectStatus::Draft).then(|| {
        view! {
            <Confirm label=words::submit(l) icon=Icon::Send open=refused(SUBMIT_FORM)>
                <p>{words::submit_question(l)}</p>
                <PlainForm action=SubmitProject::PATH name=SUBMIT_FORM>
                    <Hidden name="id" value=id.to_string()/>
                    <SubmitButton label=words::submit_yes(l)/>
                </PlainForm>
            </Confirm>
        }
    });
    let complete = can(ProjectStatus::Completed).then(|| {
        view! {
            <Confirm label=words::complete(l) icon=Icon::Check open=refused(COMPLETE_FORM)>
                <p>{words::complete_question(l)}</p>
                <PlainForm action=CompleteProject::PATH name=COMPLETE_FORM>
                    <Hidden name="id" value=id.to_string()/>
                    <SubmitButton label=words::complete_yes(l)/>
                </PlainForm>
            </Confirm>
        }
    });
    let archive = can(ProjectStatus::Archived).then(|| {
        view! {
            <Confirm label=words::archive(l) icon=Icon::Trash2 open=refused(ARCHIVE_FORM)>
                <p>{words::archive_question(l)}</p>
                <PlainForm action=ArchiveProject::PATH name=ARCHIVE_FORM>
                    <Hidden name="id" value=id.to_string()/>
                    <SubmitButton label=words::archive_yes(l) tone="bad"/>
                </PlainForm>
            </Confirm>
        }
    });
    let about = format!("project_id={id}");
    view! {
        <div class="cluster">
            {public} {money} {submit} {complete} {archive} <DownloadReport report="project_report" query=about/>
        </div>
    }
}
