//! The forms that keep drafts, and whose records they are about. A form that is not here has none.

use birqadam_core::{
    Actor, Error, FormInput, Permission, ProjectId, ReportId, Result, TaskId,
    draft::{Draft, SaveDraft, SavedDraft},
    ssr::{Ctx, drafts},
};
use birqadam_volunteering::{
    ProjectInput, ReportInput,
    ops::{assignments, projects, reports},
};

use crate::volunteering::server_fns::CORRECTION_FORM;

/// Whether one may write about this record with this form. Says the record's version now.
///
/// # Errors
/// [`Error::NotFound`] for an unknown form, and for a record that is gone or somebody else's.
pub async fn check_subject(ctx: &Ctx, actor: &Actor, form: &str, subject: &str) -> Result<Option<i64>> {
    actor.require_user()?;
    let id = || subject.parse::<i64>().map_err(|_| Error::NotFound);
    match form {
        ProjectInput::NAME if subject.is_empty() => actor.require(Permission::ProjectsManageOwn).map(|_| None),
        ProjectInput::NAME => Ok(Some(projects::find_own_project(ctx, actor, ProjectId(id()?)).await?.project.version)),
        ReportInput::NAME => assignments::find_my_task(ctx, actor, TaskId(id()?)).await.map(|_| None),
        CORRECTION_FORM => {
            reports::find_my_report(ctx, actor, ReportId(id()?)).await.map(|report| Some(report.version))
        }
        _ => Err(Error::NotFound),
    }
}

/// One's own draft.
///
/// # Errors
/// As [`check_subject`].
pub async fn find(ctx: &Ctx, actor: &Actor, form: &str, subject: &str) -> Result<Option<Draft>> {
    check_subject(ctx, actor, form, subject).await?;
    drafts::find_draft(ctx, actor, form, subject).await
}

/// Keeps a draft.
///
/// # Errors
/// As [`check_subject`] and [`drafts::save_draft`].
pub async fn save(ctx: &Ctx, actor: &Actor, form: &str, subject: &str, draft: SaveDraft) -> Result<SavedDraft> {
    check_subject(ctx, actor, form, subject).await?;
    drafts::save_draft(ctx, actor, form, subject, draft).await
}
