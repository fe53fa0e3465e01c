//! The in-app inbox.

use axum::http::StatusCode;
use birqadam_app::state::AppState;
use birqadam_core::{Page, PageRequest};
use birqadam_messaging::Notification;
use birqadam_messaging::ops::inbox;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Json, Query};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_notifications)).routes(routes!(mark_read))
}

/// The inbox: how many are unread, and the entries.
#[derive(Debug, Serialize, ToSchema)]
pub struct Inbox {
    pub unread: i64,
    #[serde(flatten)]
    pub entries: Page<Notification>,
}

/// One's own notifications, newest first.
#[utoipa::path(get, path = "/api/notifications", tag = "notifications", security(("bearer" = [])), params(PageRequest),
    responses((status = 200, body = Inbox), (status = "default", body = ErrorBody)))]
async fn list_notifications(caller: Caller, Query(page): Query<PageRequest>) -> ApiResult<Json<Inbox>> {
    let entries = inbox::list_my_notifications(&caller.ctx, &caller.actor, page).await?;
    let unread = inbox::count_unread(&caller.ctx, &caller.actor).await?;
    Ok(Json(Inbox { unread, entries }))
}

/// Mark all of one's own as read.
#[utoipa::path(post, path = "/api/notifications/read", tag = "notifications", security(("bearer" = [])),
    responses((status = 204), (status = "default", body = ErrorBody)))]
async fn mark_read(caller: Caller) -> ApiResult<StatusCode> {
    inbox::mark_all_read(&caller.ctx, &caller.actor).await?;
    Ok(StatusCode::NO_CONTENT)
}
