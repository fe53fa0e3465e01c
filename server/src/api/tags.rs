//! Tags and who carries them.

use axum::http::StatusCode;
use birqadam_accounts::ops::tags;
use birqadam_accounts::{Tag, TagInput, UserTag};
use birqadam_app::state::AppState;
use birqadam_core::{TagId, UserId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answers::All;
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Ids, Json};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_tags, create_tag))
        .routes(routes!(update_tag, delete_tag))
        .routes(routes!(list_user_tags))
        .routes(routes!(add_user_tag, remove_user_tag))
}

/// All tags by name.
#[utoipa::path(get, path = "/api/admin/tags", tag = "admin", security(("bearer" = [])),
    responses((status = 200, body = All<Tag>), (status = "default", body = ErrorBody)))]
async fn list_tags(caller: Caller) -> ApiResult<Json<All<Tag>>> {
    Ok(Json(tags::list_tags(&caller.ctx, &caller.actor).await?.into()))
}

/// Make a tag.
#[utoipa::path(post, path = "/api/admin/tags", tag = "admin", security(("bearer" = [])), request_body = TagInput,
    responses((status = 201, body = Tag), (status = "default", body = ErrorBody)))]
async fn create_tag(caller: Caller, Json(input): Json<TagInput>) -> ApiResult<(StatusCode, Json<Tag>)> {
    Ok((StatusCode::CREATED, Json(tags::create_tag(&caller.ctx, &caller.actor, input).await?)))
}

/// Change name, colour and description of a tag.
#[utoipa::path(put, path = "/api/admin/tags/{id}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = TagInput,
    responses((status = 200, body = Tag), (status = "default", body = ErrorBody)))]
async fn update_tag(caller: Caller, id: Id<TagId>, Json(input): Json<TagInput>) -> ApiResult<Json<Tag>> {
    Ok(Json(tags::update_tag(&caller.ctx, &caller.actor, id.0, input).await?))
}

/// Remove a tag, also from everyone who carries it.
#[utoipa::path(delete, path = "/api/admin/tags/{id}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 204), (status = "default", body = ErrorBody)))]
async fn delete_tag(caller: Caller, id: Id<TagId>) -> ApiResult<StatusCode> {
    tags::delete_tag(&caller.ctx, &caller.actor, id.0).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The tags somebody carries.
#[utoipa::path(get, path = "/api/admin/users/{id}/tags", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = All<UserTag>), (status = "default", body = ErrorBody)))]
async fn list_user_tags(caller: Caller, id: Id<UserId>) -> ApiResult<Json<All<UserTag>>> {
    Ok(Json(tags::list_user_tags(&caller.ctx, &caller.actor, id.0).await?.into()))
}

/// Put a tag on somebody.
#[utoipa::path(put, path = "/api/admin/users/{id}/tags/{tag}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path), ("tag" = i64, Path)),
    responses((status = 204), (status = "default", body = ErrorBody)))]
async fn add_user_tag(caller: Caller, ids: Ids<UserId, TagId>) -> ApiResult<StatusCode> {
    tags::add_user_tag(&caller.ctx, &caller.actor, ids.0, ids.1).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take a tag from somebody.
#[utoipa::path(delete, path = "/api/admin/users/{id}/tags/{tag}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path), ("tag" = i64, Path)),
    responses((status = 204), (status = "default", body = ErrorBody)))]
async fn remove_user_tag(caller: Caller, ids: Ids<UserId, TagId>) -> ApiResult<StatusCode> {
    tags::remove_user_tag(&caller.ctx, &caller.actor, ids.0, ids.1).await?;
    Ok(StatusCode::NO_CONTENT)
}
