//! The volunteer's tasks, points, achievements and history.

use birqadam_app::api_words;
use birqadam_app::state::AppState;
use birqadam_core::{Page, PageRequest, TaskId};
use birqadam_growth::ops::{achievements, points};
use birqadam_growth::{AchievementProgress, PointsEntry};
use birqadam_volunteering::ops::{assignments, history};
use birqadam_volunteering::{AssignmentStatus, HistoryEntry, MyTask};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answers::{All, JoinedTask, Message};
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json, Query};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(join_task))
        .routes(routes!(leave_task))
        .routes(routes!(list_my_tasks))
        .routes(routes!(list_points))
        .routes(routes!(list_achievements))
        .routes(routes!(list_history))
}

/// Take a place on a task, or a place in its queue when all are taken.
#[utoipa::path(post, path = "/api/volunteer/join-task/{id}", tag = "volunteer", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = JoinedTask), (status = "default", body = ErrorBody)))]
async fn join_task(caller: Caller, id: Id<TaskId>) -> ApiResult<Json<JoinedTask>> {
    let joined = assignments::join_task(&caller.ctx, &caller.actor, id.0).await?;
    let locale = caller.actor.locale;
    let message = match joined.status {
        AssignmentStatus::Waiting => api_words::waiting(locale),
        _ => api_words::joined(locale),
    };
    Ok(Json(JoinedTask { message, task: joined.task, status: joined.status, queue_position: joined.queue_position }))
}

/// Give a place back; the first in the queue gets it.
#[utoipa::path(delete, path = "/api/volunteer/leave-task/{id}", tag = "volunteer", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = Message), (status = "default", body = ErrorBody)))]
async fn leave_task(caller: Caller, id: Id<TaskId>) -> ApiResult<Json<Message>> {
    assignments::leave_task(&caller.ctx, &caller.actor, id.0).await?;
    Ok(Json(Message { message: api_words::left(caller.actor.locale) }))
}

/// One's own places, newest first.
#[utoipa::path(get, path = "/api/volunteer/my-tasks", tag = "volunteer", security(("bearer" = [])), params(PageRequest),
    responses((status = 200, body = Page<MyTask>), (status = "default", body = ErrorBody)))]
async fn list_my_tasks(caller: Caller, Query(page): Query<PageRequest>) -> ApiResult<Json<Page<MyTask>>> {
    Ok(Json(assignments::list_my_tasks(&caller.ctx, &caller.actor, page).await?))
}

/// One's points: the sum and the entries.
#[derive(Debug, Serialize, ToSchema)]
pub struct Points {
    pub balance: i64,
    #[serde(flatten)]
    pub entries: Page<PointsEntry>,
}

/// One's points with where they came from, newest first.
#[utoipa::path(get, path = "/api/volunteer/points", tag = "volunteer", security(("bearer" = [])), params(PageRequest),
    responses((status = 200, body = Points), (status = "default", body = ErrorBody)))]
async fn list_points(caller: Caller, Query(page): Query<PageRequest>) -> ApiResult<Json<Points>> {
    let entries = points::list_my_points(&caller.ctx, &caller.actor, page).await?;
    let balance = points::my_balance(&caller.ctx, &caller.actor).await?;
    Ok(Json(Points { balance, entries }))
}

/// Every achievement with one's progress.
#[utoipa::path(get, path = "/api/volunteer/achievements", tag = "volunteer", security(("bearer" = [])),
    responses((status = 200, body = All<AchievementProgress>), (status = "default", body = ErrorBody)))]
async fn list_achievements(caller: Caller) -> ApiResult<Json<All<AchievementProgress>>> {
    Ok(Json(achievements::list_my_achievements(&caller.ctx, &caller.actor).await?.into()))
}

/// What happened, newest first.
#[utoipa::path(get, path = "/api/volunteer/history", tag = "volunteer", security(("bearer" = [])), params(PageRequest),
    responses((status = 200, body = Page<HistoryEntry>), (status = "default", body = ErrorBody)))]
async fn list_history(caller: Caller, Query(page): Query<PageRequest>) -> ApiResult<Json<Page<HistoryEntry>>> {
    Ok(Json(history::list_my_history(&caller.ctx, &caller.actor, page).await?))
}
