//! Creating and changing a project, with its tasks and cover, by one form.

use leptos::prelude::*;
use leptos::server_fn::codec::{MultipartData, MultipartFormData};

use crate::error::Result;

/// Name of the form.
pub const PROJECT_FORM: &str = "project";

/// Fields as in [`birqadam_volunteering::ProjectInput`] with dots for rows (`tasks.0.text`), the
/// file `cover`, `id` when a project is changed, and `step`: `draft`, `send`, or `add_row`,
/// which saves nothing and shows the form again with one more row of tasks.
#[server(prefix = "/web", endpoint = "organizer/projects/save", input = MultipartFormData)]
pub async fn save_project(data: MultipartData) -> Result<()> {
    use crate::forms::{self, Multipart};
    use crate::organizer::project_fields;
    use birqadam_core::{Error, ProjectId};
    use birqadam_volunteering::model::{PHOTO_MAX_BYTES, ProjectStatus};

    let mut form = Multipart::read(data, PHOTO_MAX_BYTES).await;
    let cover = form.take_files("cover").into_iter().next().map(|file| file.bytes);
    let mut input = project_fields::read(&form.values());
    if form.text("step") == "add_row" {
        input.tasks = project_fields::read_rows(&form.values());
        server::add_row(input).await;
        return Ok(());
    }
    let checked = form.check();
    let saved = match (checked, form.text("id")) {
        (Err(error), _) => Err(error),
        (Ok(()), id) if id.is_empty() => server::create(&input, cover).await,
        (Ok(()), id) => match id.parse::<ProjectId>() {
            Ok(id) => server::update(id, &mut input, cover).await,
            Err(_) => Err(Error::NotFound),
        },
    };
    match saved {
        Ok(Some(project)) => {
            let done =
                if project.summary.status == ProjectStatus::Pending { "project-submitted" } else { "project-saved" };
            forms::redirect(&format!("/organizer/projects/{}/edit?done={done}", project.summary.id));
            Ok(())
        }
        // Created, but not all of it was accepted: the project's own page says what.
        Ok(None) => Ok(()),
        Err(error) => {
            // Whoever saves again after reading that the record moved on means to replace it.
            if let Error::Stale { current_version, .. } = &error {
                input.version = Some(*current_version);
            }
            forms::refuse(PROJECT_FORM, &input, &error).await;
            Err(error.into())
        }
    }
}

#[cfg(feature = "ssr")]
mod server {
    use axum::body::Bytes;
    use birqadam_core::{Error, ProjectId, Result};
    use birqadam_volunteering::model::{Project, ProjectInput, TaskInput};
    use birqadam_volunteering::ops::projects;

    use super::PROJECT_FORM;
    use crate::page_start::Flash;
    use crate::{forms, server_ctx};

    /// Shows the form again with what was typed and one more row, and leads to that row.
    pub(super) async fn add_row(mut input: ProjectInput) {
        input.tasks.push(TaskInput { max_volunteers: "1".into(), ..Default::default() });
        let row = input.tasks.len() - 1;
        let values = serde_json::to_value(&input).unwrap_or_default();
        let page = server_ctx::own_referer().unwrap_or_else(|| "/organizer/projects/new".into());
        let path = page.split('?').next().unwrap_or_default().to_owned();
        forms::keep(Flash { form: PROJECT_FORM.into(), page: path, values, error: Error::Invalid(Vec::new()) }).await;
        forms::redirect(&format!("{page}#project-tasks-{row}-text"));
    }

    /// Creates the project; one with a cover first as a draft, so that moderators never see it
    /// without. `None` when the project is there but its cover or submission was refused.
    pub(super) async fn create(input: &ProjectInput, cover: Option<Bytes>) -> Result<Option<Project>> {
        let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
        let Some(cover) = cover else {
            return projects::create_project(&ctx, &actor, input.clone()).await.map(Some);
        };
        let draft = ProjectInput { draft: true, ..input.clone() };
        let project = projects::create_project(&ctx, &actor, draft).await?;
        let id = project.summary.id;
        let finished = async {
            let project = projects::set_cover(&ctx, &actor, id, cover).await?;
            if input.draft { Ok(project) } else { projects::submit_project(&ctx, &actor, id).await }
        };
        match finished.await {
            Ok(project) => Ok(Some(project)),
            Err(error) => {
                let page = format!("/organizer/projects/{id}/edit");
                forms::redirect(&page);
                forms::keep(Flash { form: PROJECT_FORM.into(), page, values: serde_json::Value::Null, error }).await;
                Ok(None)
            }
        }
    }

    /// Changes the project; the cover first, because a chosen file cannot be shown again when
    /// something else is refused.
    pub(super) async fn update(
        id: ProjectId,
        input: &mut ProjectInput,
        cover: Option<Bytes>,
    ) -> Result<Option<Project>> {
        let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
        if let Some(cover) = cover {
            let now = projects::find_own_project(&ctx, &actor, id).await?.project;
            // A stale form is told by the operation below; it must not change the cover before.
            if input.version.is_none_or(|version| version == now.version) {
                input.version = Some(projects::set_cover(&ctx, &actor, id, cover).await?.version);
            }
        }
        projects::update_project(&ctx, &actor, id, input.clone()).await.map(Some)
    }
}
