//! The organizer's projects and participants.

use axum::http::HeaderMap;
use axum::response::Response;
use birqadam_app::state::AppState;
use birqadam_core::{Error, FieldCode, Page, PageRequest, Permission, ProjectId, UserId};
use birqadam_volunteering::ops::{participants, projects};
use birqadam_volunteering::{Participant, ParticipantDetails, Project, ProjectInput, ProjectReview, ProjectSummary};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answers::CreatedProject;
use super::idempotent;
use super::versioned::{Versioned, if_match};
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json, Query};
use crate::http::upload::Upload;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_projects, create_project))
        .routes(routes!(find_project, update_project))
        .routes(routes!(submit_project))
        .routes(routes!(complete_project))
        .routes(routes!(archive_project))
        .routes(routes!(set_cover))
        .routes(routes!(list_participants))
        .routes(routes!(participant_details))
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct OwnFilter {
    /// Statuses, comma-separated; empty for all.
    status: String,
}

/// One's own projects, newest first.
#[utoipa::path(get, path = "/api/organizer/projects", tag = "organizer", security(("bearer" = [])),
    params(OwnFilter, PageRequest),
    responses((status = 200, body = Page<ProjectSummary>), (status = "default", body = ErrorBody)))]
async fn list_projects(
    caller: Caller,
    Query(filter): Query<OwnFilter>,
    Query(page): Query<PageRequest>,
) -> ApiResult<Json<Page<ProjectSummary>>> {
    Ok(Json(projects::list_own_projects(&caller.ctx, &caller.actor, &filter.status, page).await?))
}

/// Create a project with its tasks. It goes to moderation (or is published at once where
/// moderation is off) unless `draft` is true.
#[utoipa::path(post, path = "/api/organizer/projects", tag = "organizer", security(("bearer" = [])),
    request_body = ProjectInput, params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = CreatedProject), (status = "default", body = ErrorBody)))]
async fn create_project(caller: Caller, headers: HeaderMap, Json(input): Json<ProjectInput>) -> ApiResult<Response> {
    idempotent::created(&caller, &headers, "organizer/projects", async {
        projects::create_project(&caller.ctx, &caller.actor, input).await.map(CreatedProject::from)
    })
    .await
}

/// One of one's own projects with what is open for correction.
#[utoipa::path(get, path = "/api/organizer/projects/{id}", tag = "organizer", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = ProjectReview), (status = "default", body = ErrorBody)))]
async fn find_project(caller: Caller, id: Id<ProjectId>) -> ApiResult<Versioned<ProjectReview>> {
    let found = projects::find_own_project(&caller.ctx, &caller.actor, id.0).await?;
    Ok(Versioned(found.project.version, found))
}

/// Change a project: all fields and all tasks as they are to be. A returned project takes
/// changes only in its marked fields and goes back to the moderator.
#[utoipa::path(put, path = "/api/organizer/projects/{id}", tag = "organizer", security(("bearer" = [])),
    params(("id" = i64, Path), ("If-Match" = Option<String>, Header)), request_body = ProjectInput,
    responses((status = 200, body = Project), (status = "default", body = ErrorBody)))]
async fn update_project(
    caller: Caller,
    id: Id<ProjectId>,
    headers: HeaderMap,
    Json(mut input): Json<ProjectInput>,
) -> ApiResult<Versioned<Project>> {
    if let Some(version) = if_match(&headers)? {
        input.version = Some(version);
    }
    let project = projects::update_project(&caller.ctx, &caller.actor, id.0, input).await?;
    Ok(Versioned(project.version, project))
}

/// Send a draft to moderation.
#[utoipa::path(post, path = "/api/organizer/projects/{id}/submit", tag = "organizer", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = Project), (status = "default", body = ErrorBody)))]
async fn submit_project(caller: Caller, id: Id<ProjectId>) -> ApiResult<Versioned<Project>> {
    let project = projects::submit_project(&caller.ctx, &caller.actor, id.0).await?;
    Ok(Versioned(project.version, project))
}

/// Declare a project done.
#[utoipa::path(post, path = "/api/organizer/projects/{id}/complete", tag = "organizer", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = Project), (status = "default", body = ErrorBody)))]
async fn complete_project(caller: Caller, id: Id<ProjectId>) -> ApiResult<Versioned<Project>> {
    let project = projects::complete_project(&caller.ctx, &caller.actor, id.0).await?;
    Ok(Versioned(project.version, project))
}

/// Put a project away.
#[utoipa::path(post, path = "/api/organizer/projects/{id}/archive", tag = "organizer", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = Project), (status = "default", body = ErrorBody)))]
async fn archive_project(caller: Caller, id: Id<ProjectId>) -> ApiResult<Versioned<Project>> {
    let project = projects::archive_project(&caller.ctx, &caller.actor, id.0).await?;
    Ok(Versioned(project.version, project))
}

/// A form with one photo.
#[derive(utoipa::ToSchema)]
#[allow(dead_code)]
struct CoverForm {
    #[schema(value_type = String, format = Binary)]
    cover: String,
}

/// Set the cover photo: JPEG, PNG or WebP, up to 15 MB and 50 megapixels.
#[utoipa::path(put, path = "/api/organizer/projects/{id}/cover", tag = "organizer", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body(content = CoverForm, content_type = "multipart/form-data"),
    responses((status = 200, body = Project), (status = "default", body = ErrorBody)))]
async fn set_cover(caller: Caller, id: Id<ProjectId>, upload: Upload) -> ApiResult<Versioned<Project>> {
    caller.actor.require(Permission::ProjectsManageOwn)?;
    let file = upload.files.into_iter().next().ok_or_else(|| Error::field("cover", FieldCode::Required))?;
    let project = projects::set_cover(&caller.ctx, &caller.actor, id.0, file.bytes).await?;
    Ok(Versioned(project.version, project))
}

/// The people of one of one's own projects.
#[utoipa::path(get, path = "/api/organizer/participants/{project}", tag = "organizer", security(("bearer" = [])),
    params(("project" = i64, Path), PageRequest),
    responses((status = 200, body = Page<Participant>), (status = "default", body = ErrorBody)))]
async fn list_participants(
    caller: Caller,
    project: Id<ProjectId>,
    Query(page): Query<PageRequest>,
) -> ApiResult<Json<Page<Participant>>> {
    Ok(Json(participants::list_participants(&caller.ctx, &caller.actor, project.0, page).await?))
}

/// Somebody who takes or took part in one of one's own projects.
#[utoipa::path(get, path = "/api/organizer/participant-details/{user}", tag = "organizer",
    security(("bearer" = [])), params(("user" = i64, Path)),
    responses((status = 200, body = ParticipantDetails), (status = "default", body = ErrorBody)))]
async fn participant_details(caller: Caller, user: Id<UserId>) -> ApiResult<Json<ParticipantDetails>> {
    Ok(Json(participants::participant_details(&caller.ctx, &caller.actor, user.0).await?))
}
