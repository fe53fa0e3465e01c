//! The in-app inbox, and what a person wants to be told.

use axum::http::StatusCode;
use birqadam_app::state::AppState;
use birqadam_core::{NotificationId, Page, PageRequest};
use birqadam_messaging::ops::{inbox, preferences};
use birqadam_messaging::{InboxFilter, Notification, Preferences, PreferencesInput};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json, Query};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_notifications))
        .routes(routes!(mark_read))
        .routes(routes!(mark_one_read))
        .routes(routes!(mark_all_read))
        .routes(routes!(find_preferences, save_preferences))
}

/// The inbox: how many are unread, and the entries.
#[derive(Debug, Serialize, ToSchema)]
pub struct Inbox {
    pub unread: i64,
    #[serde(flatten)]
    pub entries: Page<Notification>,
}

/// One's own notifications, newest first; `since` asks only for what came after an entry.
#[utoipa::path(get, path = "/api/notifications", tag = "notifications", security(("bearer" = [])),
    params(PageRequest, InboxFilter), responses((status = 200, body = Inbox), (status = "default", body = ErrorBody)))]
async fn list_notifications(
    caller: Caller,
    Query(page): Query<PageRequest>,
    Query(filter): Query<InboxFilter>,
) -> ApiResult<Json<Inbox>> {
    let entries = inbox::list_my_notifications(&caller.ctx, &caller.actor, filter, page).await?;
    let unread = inbox::count_unread(&caller.ctx, &caller.actor).await?;
    Ok(Json(Inbox { unread, entries }))
}

/// Mark all of one's own as read (the older address).
#[utoipa::path(post, path = "/api/notifications/read", tag = "notifications", security(("bearer" = [])),
    responses((status = 204), (status = "default", body = ErrorBody)))]
async fn mark_read(caller: Caller) -> ApiResult<StatusCode> {
    inbox::mark_all_read(&caller.ctx, &caller.actor).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Mark all of one's own as read.
#[utoipa::path(post, path = "/api/notifications/read-all", tag = "notifications", security(("bearer" = [])),
    responses((status = 204), (status = "default", body = ErrorBody)))]
async fn mark_all_read(caller: Caller) -> ApiResult<StatusCode> {
    inbox::mark_all_read(&caller.ctx, &caller.actor).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Mark one of one's own as read.
#[utoipa::path(post, path = "/api/notifications/{id}/read", tag = "notifications", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 204), (status = "default", body = ErrorBody)))]
async fn mark_one_read(caller: Caller, id: Id<NotificationId>) -> ApiResult<StatusCode> {
    inbox::mark_read(&caller.ctx, &caller.actor, id.0).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What one is told by which channel, and when.
#[utoipa::path(get, path = "/api/notification-preferences", tag = "notifications", security(("bearer" = [])),
    responses((status = 200, body = Preferences), (status = "default", body = ErrorBody)))]
async fn find_preferences(caller: Caller) -> ApiResult<Json<Preferences>> {
    Ok(Json(preferences::find_preferences(&caller.ctx, &caller.actor).await?))
}

/// Replace one's choices. Types that are left out stay as they are.
#[utoipa::path(put, path = "/api/notification-preferences", tag = "notifications", security(("bearer" = [])),
    request_body = PreferencesInput,
    responses((status = 200, body = Preferences), (status = "default", body = ErrorBody)))]
async fn save_preferences(caller: Caller, Json(input): Json<PreferencesInput>) -> ApiResult<Json<Preferences>> {
    Ok(Json(preferences::save_preferences(&caller.ctx, &caller.actor, input).await?))
}
