//! Creating and changing a project, with its tasks and cover, by one form.

use leptos::prelude::*;
use leptos::server_fn::codec::{MultipartData, MultipartFormData};

use crate::error::Result;

/// Fields as in [`birqadam_volunteering::ProjectInput`] with dots for rows (`tasks.0.text`), the
/// file `cover` (or `cover_staged`), `id` when a project is changed, and `step`: `draft`, `send`,
/// or `add_row`, which saves nothing and shows the form again with one more row of tasks.
#[server(prefix = "/web", endpoint = "organizer/projects/save", input = MultipartFormData)]
pub async fn save_project(data: MultipartData) -> Result<()> {
    use crate::forms::{self, Multipart};
    use birqadam_core::{Error, FieldCode, FormInput};
    use birqadam_volunteering::model::{PHOTO_MAX_BYTES, ProjectInput, ProjectStatus};

    let mut form = Multipart::read(data, PHOTO_MAX_BYTES).await;
    form.stage_files("cover", FieldCode::NotAPhoto).await;
    if form.text("step") == "add_row" {
        server::add_row(&form).await;
        return Ok(());
    }
    let mut input = ProjectInput::from_fields(&form.fields()).unwrap_or_default();
    let id = form.text("id");
    match server::save(&mut form, &id, &mut input).await {
        Ok(saved) => {
            form.forget_files().await;
            forms::forget_draft(ProjectInput::NAME, &id).await;
            // Created, but not all of it was accepted: the project's own page says what.
            let Some(project) = saved else { return Ok(()) };
            let done =
                if project.summary.status == ProjectStatus::Pending { "project-submitted" } else { "project-saved" };
            forms::redirect(&format!("/organizer/projects/{}/edit?done={done}", project.summary.id));
            Ok(())
        }
        Err(error) => {
            // Whoever saves again after reading that the record moved on means to replace it.
            if let Error::Stale { current_version, .. } = &error {
                input.version = Some(*current_version);
            }
            forms::refuse(ProjectInput::NAME, &server::typed(&form, &input), &error).await;
            Err(error.into())
        }
    }
}

#[cfg(feature = "ssr")]
mod server {
    use axum::body::Bytes;
    use birqadam_core::{Error, FormInput, ProjectId, Result};
    use birqadam_volunteering::model::{Project, ProjectInput, TaskInput, read_rows};
    use birqadam_volunteering::ops::projects;
    use serde_json::{Value, json};

    use crate::forms::{self, Multipart};
    use crate::page_start::Flash;
    use crate::server_ctx;

    /// What was typed, with the rows that count: errors name them by their place.
    pub(super) fn typed(form: &Multipart, input: &ProjectInput) -> Value {
        let mut values = form.values();
        values["tasks"] = json!(input.tasks);
        values["version"] = json!(input.version);
        values
    }

    /// Shows the form again with what was typed and one more row, and leads to that row.
    pub(super) async fn add_row(form: &Multipart) {
        let mut rows: Vec<TaskInput> = read_rows(&form.fields()).into_iter().map(|(_, row)| row).collect();
        rows.push(TaskInput { max_volunteers: "1".into(), ..Default::default() });
        let row = rows.len() - 1;
        let mut values = form.values();
        values["tasks"] = json!(rows);
        let page = server_ctx::own_referer().unwrap_or_else(|| "/organizer/projects/new".into());
        let path = page.split('?').next().unwrap_or_default().to_owned();
        // A file that could not be kept is told at once, everything else when it is sent.
        let error = form.check().err().unwrap_or(Error::Invalid(Vec::new()));
        forms::keep(Flash { form: ProjectInput::NAME.into(), page: path, values, error }).await;
        forms::redirect(&format!("{page}#project-tasks-{row}-text"));
    }

    /// Creates or changes the project. `None` when it is there but not all of it was accepted.
    pub(super) async fn save(form: &mut Multipart, id: &str, input: &mut ProjectInput) -> Result<Option<Project>> {
        form.check()?;
        let cover = form.load_files("cover").await?.pop().map(|file| file.bytes);
        if id.is_empty() {
            return create(input, cover).await;
        }
        update(id.parse().map_err(|_| Error::NotFound)?, input, cover).await
    }

    /// Creates the project; one with a cover first as a draft, so that moderators never see it
    /// without. `None` when the project is there but its cover or submission was refused.
    async fn create(input: &ProjectInput, cover: Option<Bytes>) -> Result<Option<Project>> {
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
                forms::keep(Flash { form: ProjectInput::NAME.into(), page, values: Value::Null, error }).await;
                Ok(None)
            }
        }
    }

    /// Changes the project; the cover first, because what is refused there is told before
    /// anything else has changed.
    async fn update(id: ProjectId, input: &mut ProjectInput, cover: Option<Bytes>) -> Result<Option<Project>> {
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
