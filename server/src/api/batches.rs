//! Bulk actions on lists: a plan first, then exactly that plan, then the way back.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use birqadam_app::lists;
use birqadam_app::state::AppState;
use birqadam_core::list::{ActionInput, BatchCounts, BatchPage, BatchState, ListRequest, Verdict};
use birqadam_core::ssr::batch::{self, Selection};
use birqadam_core::{BatchId, Error, FieldCode, Result};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Json, Query};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(preview))
        .routes(routes!(commit))
        .routes(routes!(find_batch))
        .routes(routes!(undo))
}

/// Which records are meant, and what the action asks for.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
struct PreviewInput {
    /// These records.
    ids: Vec<i64>,
    /// Or everything the list shows with these filters (as in its address); empty text for all of it.
    query: Option<String>,
    /// The action's fields, for example `reason`.
    #[schema(value_type = Object)]
    input: ActionInput,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
struct CommitInput {
    /// The id of the plan.
    batch: String,
}

/// A batch with a part of its records.
#[derive(Debug, Serialize, ToSchema)]
pub struct BatchAnswer {
    /// Stands on every entry of the action log that the batch writes.
    pub id: String,
    pub list: String,
    pub action: String,
    pub state: BatchState,
    pub undoable: bool,
    pub counts: BatchCounts,
    /// Those with an error first.
    pub items: Vec<ItemAnswer>,
    /// Pass it as `from` to get the next records.
    pub next: Option<i64>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ItemAnswer {
    pub id: i64,
    pub label: String,
    pub verdict: Verdict,
    /// Why not, as a stable code.
    pub code: Option<String>,
    /// The same in the caller's language.
    pub message: Option<String>,
}

fn answer(caller: &Caller, page: BatchPage) -> BatchAnswer {
    let batch = page.batch;
    let items = page.items.into_iter().map(|item| ItemAnswer {
        id: item.id,
        label: item.label,
        verdict: item.verdict,
        code: item.error.as_ref().map(|error| error.code().to_owned()),
        message: item.error.as_ref().map(|error| birqadam_app::errors::message(caller.actor.locale, error)),
    });
    BatchAnswer {
        id: batch.id.to_string(),
        list: batch.list,
        action: batch.action,
        state: batch.state,
        undoable: batch.undoable,
        counts: batch.counts,
        items: items.collect(),
        next: page.next,
    }
}

/// What is no UUID is no batch.
fn id(text: &str) -> Result<BatchId> {
    text.parse().map_err(|_| Error::NotFound)
}

/// What the action would do, record by record. Nothing is done yet; the plan is kept for a day.
#[utoipa::path(post, path = "/api/lists/{list}/bulk/{action}/preview", tag = "lists", security(("bearer" = [])),
    params(("list" = String, Path), ("action" = String, Path)), request_body = PreviewInput,
    responses((status = 201, body = BatchAnswer), (status = "default", body = ErrorBody)))]
async fn preview(
    caller: Caller,
    Path((list, action)): Path<(String, String)>,
    Json(input): Json<PreviewInput>,
) -> ApiResult<Response> {
    caller.actor.require_user()?;
    let spec = lists::find(&list)?.spec();
    caller.actor.require(spec.permission)?;
    let selection = match &input.query {
        Some(query) => Selection::Matching(ListRequest::parse_query(spec, query)?),
        None => Selection::Ids(input.ids),
    };
    let (ctx, actor) = (&caller.ctx, &caller.actor);
    let page = batch::plan_batch(ctx, actor, lists::LISTS, &list, &action, selection, &input.input).await?;
    Ok((StatusCode::CREATED, Json(answer(&caller, page))).into_response())
}

/// Do exactly what the plan shows. Records that changed since are reported and left alone. Up to 200
/// records are done when this answers; more become a job: ask for the batch until it is `done`.
#[utoipa::path(post, path = "/api/lists/{list}/bulk/{action}/commit", tag = "lists", security(("bearer" = [])),
    params(("list" = String, Path), ("action" = String, Path)), request_body = CommitInput,
    responses((status = 200, body = BatchAnswer), (status = "default", body = ErrorBody)))]
async fn commit(
    caller: Caller,
    Path((list, action)): Path<(String, String)>,
    Json(input): Json<CommitInput>,
) -> ApiResult<Json<BatchAnswer>> {
    caller.actor.require_user()?;
    let list = lists::find(&list)?;
    batch::find_action(list.actions(), &caller.actor, &action)?;
    let id = input.batch.parse().map_err(|_| Error::field("batch", FieldCode::Unknown))?;
    let planned = batch::find_batch(&caller.ctx, &caller.actor, lists::LISTS, id, 0).await?.batch;
    if planned.list != list.spec().name || planned.action != action {
        return Err(Error::NotFound.into());
    }
    let page = batch::commit_batch(&caller.ctx, &caller.actor, lists::LISTS, id).await?;
    Ok(Json(answer(&caller, page)))
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct From {
    /// The offset of the first record, 0 unless told.
    from: i64,
}

/// One's own batch: how far it is and what came of each record.
#[utoipa::path(get, path = "/api/batches/{batch}", tag = "lists", security(("bearer" = [])),
    params(("batch" = String, Path), From),
    responses((status = 200, body = BatchAnswer), (status = "default", body = ErrorBody)))]
async fn find_batch(
    caller: Caller,
    Path(batch): Path<String>,
    Query(from): Query<From>,
) -> ApiResult<Json<BatchAnswer>> {
    caller.actor.require_user()?;
    let page = batch::find_batch(&caller.ctx, &caller.actor, lists::LISTS, id(&batch)?, from.from).await?;
    Ok(Json(answer(&caller, page)))
}

/// Take back what the batch did, where the record is still as it was left.
#[utoipa::path(post, path = "/api/batches/{batch}/undo", tag = "lists", security(("bearer" = [])),
    params(("batch" = String, Path)),
    responses((status = 200, body = BatchAnswer), (status = "default", body = ErrorBody)))]
async fn undo(caller: Caller, Path(batch): Path<String>) -> ApiResult<Json<BatchAnswer>> {
    caller.actor.require_user()?;
    let page = batch::undo_batch(&caller.ctx, &caller.actor, lists::LISTS, id(&batch)?).await?;
    Ok(Json(answer(&caller, page)))
}
