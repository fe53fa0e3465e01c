//! Moderation of accounts and projects, the lists of administration.

use axum::http::HeaderMap;
use birqadam_accounts::ops::{audit_log, review, users};
use birqadam_accounts::{AuditEntry, AuditFilter, PendingUser, Reason, UserDetails, UserFilter, UserRow};
use birqadam_app::state::AppState;
use birqadam_core::{AchievementId, Page, PageRequest, ProjectId, UserId};
use birqadam_growth::ops::catalogue;
use birqadam_growth::{Achievement, AchievementWords};
use birqadam_volunteering::ops::moderation;
use birqadam_volunteering::{Project, ProjectReview, ProjectSummary, ReturnInput};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answers::All;
use super::versioned::{Versioned, if_match};
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json, Query};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_pending_users))
        .routes(routes!(user_details))
        .routes(routes!(approve_user))
        .routes(routes!(reject_user))
        .routes(routes!(block_user))
        .routes(routes!(unblock_user))
        .routes(routes!(list_users))
        .routes(routes!(list_pending_projects))
        .routes(routes!(review_project))
        .routes(routes!(approve_project))
        .routes(routes!(return_project))
        .routes(routes!(reject_project))
        .routes(routes!(list_log))
        .routes(routes!(list_achievements))
        .routes(routes!(update_achievement))
}

/// Applications that wait, oldest first.
#[utoipa::path(get, path = "/api/admin/pending-users", tag = "admin", security(("bearer" = [])), params(PageRequest),
    responses((status = 200, body = Page<PendingUser>), (status = "default", body = ErrorBody)))]
async fn list_pending_users(caller: Caller, Query(page): Query<PageRequest>) -> ApiResult<Json<Page<PendingUser>>> {
    Ok(Json(review::list_pending_users(&caller.ctx, &caller.actor, page).await?))
}

/// An account with organisation, contacts and documents.
#[utoipa::path(get, path = "/api/admin/user-details/{id}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = UserDetails), (status = "default", body = ErrorBody)))]
async fn user_details(caller: Caller, id: Id<UserId>) -> ApiResult<Versioned<UserDetails>> {
    let user = review::user_details(&caller.ctx, &caller.actor, id.0).await?;
    Ok(Versioned(user.version, user))
}

/// Approve an account.
#[utoipa::path(post, path = "/api/admin/approve-user/{id}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = UserDetails), (status = "default", body = ErrorBody)))]
async fn approve_user(caller: Caller, id: Id<UserId>) -> ApiResult<Json<UserDetails>> {
    Ok(Json(review::approve_user(&caller.ctx, &caller.actor, id.0).await?))
}

/// Reject an account; the reason is told.
#[utoipa::path(post, path = "/api/admin/reject-user/{id}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = Reason,
    responses((status = 200, body = UserDetails), (status = "default", body = ErrorBody)))]
async fn reject_user(caller: Caller, id: Id<UserId>, Json(input): Json<Reason>) -> ApiResult<Json<UserDetails>> {
    Ok(Json(review::reject_user(&caller.ctx, &caller.actor, id.0, input).await?))
}

/// Block an account; its sessions and tokens end at once.
#[utoipa::path(post, path = "/api/admin/block-user/{id}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = Reason,
    responses((status = 200, body = UserDetails), (status = "default", body = ErrorBody)))]
async fn block_user(caller: Caller, id: Id<UserId>, Json(input): Json<Reason>) -> ApiResult<Json<UserDetails>> {
    Ok(Json(review::block_user(&caller.ctx, &caller.actor, id.0, input).await?))
}

/// Unblock an account.
#[utoipa::path(post, path = "/api/admin/unblock-user/{id}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = UserDetails), (status = "default", body = ErrorBody)))]
async fn unblock_user(caller: Caller, id: Id<UserId>) -> ApiResult<Json<UserDetails>> {
    Ok(Json(review::unblock_user(&caller.ctx, &caller.actor, id.0).await?))
}

/// All accounts, newest first.
#[utoipa::path(get, path = "/api/admin/users", tag = "admin", security(("bearer" = [])), params(UserFilter, PageRequest),
    responses((status = 200, body = Page<UserRow>), (status = "default", body = ErrorBody)))]
async fn list_users(
    caller: Caller,
    Query(filter): Query<UserFilter>,
    Query(page): Query<PageRequest>,
) -> ApiResult<Json<Page<UserRow>>> {
    Ok(Json(users::list_users(&caller.ctx, &caller.actor, filter, page).await?))
}

/// Projects that wait, oldest first.
#[utoipa::path(get, path = "/api/admin/pending-projects", tag = "admin", security(("bearer" = [])), params(PageRequest),
    responses((status = 200, body = Page<ProjectSummary>), (status = "default", body = ErrorBody)))]
async fn list_pending_projects(
    caller: Caller,
    Query(page): Query<PageRequest>,
) -> ApiResult<Json<Page<ProjectSummary>>> {
    Ok(Json(moderation::list_pending_projects(&caller.ctx, &caller.actor, page).await?))
}

/// One project in front of its moderator, with what changed since the last return.
#[utoipa::path(get, path = "/api/admin/projects/{id}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = ProjectReview), (status = "default", body = ErrorBody)))]
async fn review_project(caller: Caller, id: Id<ProjectId>) -> ApiResult<Versioned<ProjectReview>> {
    let found = moderation::review_project(&caller.ctx, &caller.actor, id.0).await?;
    Ok(Versioned(found.project.version, found))
}

/// Publish a project.
#[utoipa::path(post, path = "/api/admin/approve-project/{id}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = Project), (status = "default", body = ErrorBody)))]
async fn approve_project(caller: Caller, id: Id<ProjectId>) -> ApiResult<Json<Project>> {
    Ok(Json(moderation::approve_project(&caller.ctx, &caller.actor, id.0).await?))
}

/// Send a project back with the fields to correct.
#[utoipa::path(post, path = "/api/admin/return-project/{id}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = ReturnInput,
    responses((status = 200, body = Project), (status = "default", body = ErrorBody)))]
async fn return_project(caller: Caller, id: Id<ProjectId>, Json(input): Json<ReturnInput>) -> ApiResult<Json<Project>> {
    Ok(Json(moderation::return_project(&caller.ctx, &caller.actor, id.0, input).await?))
}

/// Reject a project for good; the reason is told.
#[utoipa::path(post, path = "/api/admin/reject-project/{id}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = Reason,
    responses((status = 200, body = Project), (status = "default", body = ErrorBody)))]
async fn reject_project(caller: Caller, id: Id<ProjectId>, Json(input): Json<Reason>) -> ApiResult<Json<Project>> {
    Ok(Json(moderation::reject_project(&caller.ctx, &caller.actor, id.0, &input.reason).await?))
}

/// The action log, newest first.
#[utoipa::path(get, path = "/api/admin/log", tag = "admin", security(("bearer" = [])), params(AuditFilter, PageRequest),
    responses((status = 200, body = Page<AuditEntry>), (status = "default", body = ErrorBody)))]
async fn list_log(
    caller: Caller,
    Query(filter): Query<AuditFilter>,
    Query(page): Query<PageRequest>,
) -> ApiResult<Json<Page<AuditEntry>>> {
    Ok(Json(audit_log::list_audit_log(&caller.ctx, &caller.actor, filter, page).await?))
}

/// Every achievement with its words in all languages.
#[utoipa::path(get, path = "/api/admin/achievements", tag = "admin", security(("bearer" = [])),
    responses((status = 200, body = All<Achievement>), (status = "default", body = ErrorBody)))]
async fn list_achievements(caller: Caller) -> ApiResult<Json<All<Achievement>>> {
    Ok(Json(catalogue::list_achievements(&caller.ctx, &caller.actor).await?.into()))
}

/// Change the words of an achievement.
#[utoipa::path(put, path = "/api/admin/achievements/{id}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path), ("If-Match" = Option<String>, Header)), request_body = AchievementWords,
    responses((status = 200, body = Achievement), (status = "default", body = ErrorBody)))]
async fn update_achievement(
    caller: Caller,
    id: Id<AchievementId>,
    headers: HeaderMap,
    Json(mut input): Json<AchievementWords>,
) -> ApiResult<Versioned<Achievement>> {
    if let Some(version) = if_match(&headers)? {
        input.version = version;
    }
    let changed = catalogue::update_achievement(&caller.ctx, &caller.actor, id.0, input).await?;
    Ok(Versioned(changed.version, changed))
}
