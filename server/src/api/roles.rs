//! Roles and who holds them.

use axum::http::StatusCode;
use birqadam_accounts::ops::roles;
use birqadam_accounts::{Role, RoleInput};
use birqadam_app::state::AppState;
use birqadam_core::{RoleId, UserId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answers::All;
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Ids, Json};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_roles, create_role))
        .routes(routes!(update_role))
        .routes(routes!(grant_role, revoke_role))
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

/// Replace the permissions and label of a role.
#[utoipa::path(put, path = "/api/admin/roles/{id}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = RoleInput,
    responses((status = 200, body = Role), (status = "default", body = ErrorBody)))]
async fn update_role(caller: Caller, id: Id<RoleId>, Json(input): Json<RoleInput>) -> ApiResult<Json<Role>> {
    Ok(Json(roles::update_role(&caller.ctx, &caller.actor, id.0, input).await?))
}

/// Give a role to somebody.
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
