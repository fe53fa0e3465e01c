//! What everyone may read: projects, their tasks, organizers.

use birqadam_accounts::PublicProfile;
use birqadam_accounts::ops::profile;
use birqadam_app::state::AppState;
use birqadam_core::{Page, PageRequest, ProjectId, UserId};
use birqadam_volunteering::ops::browse;
use birqadam_volunteering::{Project, ProjectFilter, ProjectSummary, Task};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answers::All;
use super::versioned::Versioned;
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json, Query};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_projects))
        .routes(routes!(find_project))
        .routes(routes!(list_tasks))
        .routes(routes!(find_organizer))
}

/// Active projects, newest first.
#[utoipa::path(get, path = "/api/volunteer/projects", tag = "volunteer", params(ProjectFilter, PageRequest),
    responses((status = 200, body = Page<ProjectSummary>), (status = "default", body = ErrorBody)))]
async fn list_projects(
    caller: Caller,
    Query(filter): Query<ProjectFilter>,
    Query(page): Query<PageRequest>,
) -> ApiResult<Json<Page<ProjectSummary>>> {
    Ok(Json(browse::list_public_projects(&caller.ctx, filter, page).await?))
}

/// One project with its tasks.
#[utoipa::path(get, path = "/api/volunteer/projects/{id}", tag = "volunteer", params(("id" = i64, Path)),
    responses((status = 200, body = Project), (status = "default", body = ErrorBody)))]
async fn find_project(caller: Caller, id: Id<ProjectId>) -> ApiResult<Versioned<Project>> {
    let project = browse::find_project(&caller.ctx, &caller.actor, id.0).await?;
    Ok(Versioned(project.version, project))
}

/// The tasks of a project that can be joined or are being done, with one's own place.
#[utoipa::path(get, path = "/api/volunteer/projects/{id}/tasks", tag = "volunteer", params(("id" = i64, Path)),
    responses((status = 200, body = All<Task>), (status = "default", body = ErrorBody)))]
async fn list_tasks(caller: Caller, id: Id<ProjectId>) -> ApiResult<Json<All<Task>>> {
    Ok(Json(browse::list_project_tasks(&caller.ctx, &caller.actor, id.0).await?.into()))
}

/// An organizer's public face with their projects.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganizerPage {
    #[serde(flatten)]
    pub profile: PublicProfile,
    pub projects: Page<ProjectSummary>,
}

/// An organizer with their public projects, newest first.
#[utoipa::path(get, path = "/api/organizers/{id}", tag = "public", params(("id" = i64, Path), PageRequest),
    responses((status = 200, body = OrganizerPage), (status = "default", body = ErrorBody)))]
async fn find_organizer(
    caller: Caller,
    id: Id<UserId>,
    Query(page): Query<PageRequest>,
) -> ApiResult<Json<OrganizerPage>> {
    let profile = profile::public_profile(&caller.ctx, id.0).await?;
    let projects = browse::list_organizer_public_projects(&caller.ctx, id.0, page).await?;
    Ok(Json(OrganizerPage { profile, projects }))
}
