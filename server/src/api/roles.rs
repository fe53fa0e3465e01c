//! Roles, permissions and who holds them.

use axum::http::StatusCode;
use birqadam_accounts::ops::{access, roles};
use birqadam_accounts::{PermissionCount, PersonAccess, Role, RoleInput, RolePlan, WhoCan};
use birqadam_app::state::AppState;
use birqadam_core::{PageRequest, RoleId, UserId};
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answers::All;
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Ids, Json, Name, Query};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_roles, create_role))
        .routes(routes!(update_role, delete_role))
        .routes(routes!(preview_role))
        .routes(routes!(preview_removal))
        .routes(routes!(grant_role, revoke_role))
        .routes(routes!(list_permissions))
        .routes(routes!(who_can))
        .routes(routes!(what_can))
}

/// All roles with their permissions.
#[utoipa::path(get, path = "/api/admin/roles", tag = "admin", security(("bearer" = [])),
    responses((status = 200, body = All<Role>), (status = "default", body = ErrorBody)))]
async fn list_roles(caller: Caller) -> ApiResult<Json<All<Role>>> {
    Ok(Json(roles::list_roles(&caller.ctx, &caller.actor).await?.into()))
}

/// Create a role.
#[utoipa::path(post, path = "/api/admin/roles", tag = "admin", security(("bearer" = [])), request_body = RoleInput,
    responses((status = 201, body = Role), (status = "default", body = ErrorBody)))]
async fn create_role(caller: Caller, Json(input): Json<RoleInput>) -> ApiResult<(StatusCode, Json<Role>)> {
    Ok((StatusCode::CREATED, Json(roles::create_role(&caller.ctx, &caller.actor, input).await?)))
}

/// Replace the permissions and label of a role. With `plan` of a preview, only if that still
/// says what would happen.
#[utoipa::path(put, path = "/api/admin/roles/{id}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = RoleInput,
    responses((status = 200, body = Role), (status = "default", body = ErrorBody)))]
async fn update_role(caller: Caller, id: Id<RoleId>, Json(input): Json<RoleInput>) -> ApiResult<Json<Role>> {
    Ok(Json(roles::update_role(&caller.ctx, &caller.actor, id.0, input).await?))
}

/// What saving the role like this would do; nothing is done.
#[utoipa::path(post, path = "/api/admin/roles/{id}/preview", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = RoleInput,
    responses((status = 200, body = RolePlan), (status = "default", body = ErrorBody)))]
async fn preview_role(caller: Caller, id: Id<RoleId>, Json(input): Json<RoleInput>) -> ApiResult<Json<RolePlan>> {
    Ok(Json(roles::preview_role(&caller.ctx, &caller.actor, id.0, input).await?))
}

/// What removing the role would do: who loses what. Nothing is done.
#[utoipa::path(get, path = "/api/admin/roles/{id}/removal", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = RolePlan), (status = "default", body = ErrorBody)))]
async fn preview_removal(caller: Caller, id: Id<RoleId>) -> ApiResult<Json<RolePlan>> {
    Ok(Json(roles::preview_removal(&caller.ctx, &caller.actor, id.0).await?))
}

/// Which removal is meant.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct Removal {
    /// `plan` of the preview; needed for a role that somebody holds.
    plan: String,
}

/// Remove a role and take it from everyone. Those that come with the platform stay.
#[utoipa::path(delete, path = "/api/admin/roles/{id}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path), Removal), responses((status = 204), (status = "default", body = ErrorBody)))]
async fn delete_role(caller: Caller, id: Id<RoleId>, Query(removal): Query<Removal>) -> ApiResult<StatusCode> {
    roles::delete_role(&caller.ctx, &caller.actor, id.0, &removal.plan).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Give a role to somebody whose account is active.
#[utoipa::path(post, path = "/api/admin/users/{id}/roles/{role}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path), ("role" = i64, Path)),
    responses((status = 204), (status = "default", body = ErrorBody)))]
async fn grant_role(caller: Caller, ids: Ids<UserId, RoleId>) -> ApiResult<StatusCode> {
    roles::grant_role(&caller.ctx, &caller.actor, ids.0, ids.1).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take a role from somebody. The last administrator stays one.
#[utoipa::path(delete, path = "/api/admin/users/{id}/roles/{role}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path), ("role" = i64, Path)),
    responses((status = 204), (status = "default", body = ErrorBody)))]
async fn revoke_role(caller: Caller, ids: Ids<UserId, RoleId>) -> ApiResult<StatusCode> {
    roles::revoke_role(&caller.ctx, &caller.actor, ids.0, ids.1).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The catalogue of permissions, with how many roles give each and how many people may.
#[utoipa::path(get, path = "/api/admin/permissions", tag = "admin", security(("bearer" = [])),
    responses((status = 200, body = All<PermissionCount>), (status = "default", body = ErrorBody)))]
async fn list_permissions(caller: Caller) -> ApiResult<Json<All<PermissionCount>>> {
    Ok(Json(access::list_permissions(&caller.ctx, &caller.actor).await?.into()))
}

/// Everyone who may do this, through which role, since when, given by whom.
#[utoipa::path(get, path = "/api/admin/permissions/{name}", tag = "admin", security(("bearer" = [])),
    params(("name" = String, Path), PageRequest),
    responses((status = 200, body = WhoCan), (status = "default", body = ErrorBody)))]
async fn who_can(caller: Caller, name: Name, Query(page): Query<PageRequest>) -> ApiResult<Json<WhoCan>> {
    Ok(Json(access::who_can(&caller.ctx, &caller.actor, &name.0, page).await?))
}

/// What somebody may do and through which roles, permission by permission.
#[utoipa::path(get, path = "/api/admin/users/{id}/access", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = PersonAccess), (status = "default", body = ErrorBody)))]
async fn what_can(caller: Caller, id: Id<UserId>) -> ApiResult<Json<PersonAccess>> {
    Ok(Json(access::what_can(&caller.ctx, &caller.actor, id.0).await?))
}
