//! The one review queue: what waits, who looks at it, decisions that can be taken back, appeals.

use axum::http::{HeaderMap, StatusCode};
use birqadam_app::review::REVIEW;
use birqadam_app::state::AppState;
use birqadam_core::review::{
    Appeal, AppealInput, Batch, Claim, DecisionInput, Held, ItemRef, Pane, QueueFilter, ReasonTemplate,
    ReasonTemplateInput, ReviewQueue, Taken,
};
use birqadam_core::ssr::review::{appeals, claims, decisions, pane, queue, templates};
use birqadam_core::{Error, PageRequest};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::versioned::{Versioned, if_match};
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json, Query};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_queue))
        .routes(routes!(take))
        .routes(routes!(find_item))
        .routes(routes!(claim, release))
        .routes(routes!(decide))
        .routes(routes!(undo))
        .routes(routes!(list_templates, create_template))
        .routes(routes!(update_template, delete_template))
        .routes(routes!(create_appeal))
        .routes(routes!(find_appeal))
}

/// What waits for the caller, the longest waiting first, with who looks at each.
#[utoipa::path(get, path = "/api/review/queue", tag = "review", security(("bearer" = [])),
    params(QueueFilter, PageRequest),
    responses((status = 200, body = ReviewQueue), (status = "default", body = ErrorBody)))]
async fn list_queue(
    caller: Caller,
    Query(filter): Query<QueueFilter>,
    Query(page): Query<PageRequest>,
) -> ApiResult<Json<ReviewQueue>> {
    Ok(Json(queue::list(&REVIEW, &caller.ctx, &caller.actor, &filter, &page).await?))
}

/// How many are wanted.
#[derive(Deserialize, ToSchema)]
#[serde(default)]
struct TakeInput {
    /// 1 to 50.
    count: i64,
    /// Name of a kind; empty for all.
    kind: String,
}

impl Default for TakeInput {
    fn default() -> Self {
        TakeInput { count: 20, kind: String::new() }
    }
}

/// "Give me 20": the longest waiting that nobody holds become the caller's.
#[utoipa::path(post, path = "/api/review/take", tag = "review", security(("bearer" = [])), request_body = TakeInput,
    responses((status = 200, body = Taken), (status = "default", body = ErrorBody)))]
async fn take(caller: Caller, Json(input): Json<TakeInput>) -> ApiResult<Json<Taken>> {
    Ok(Json(claims::take(&REVIEW, &caller.ctx, &caller.actor, &input.kind, input.count).await?))
}

/// One item with its history. Reading it claims nothing: that is `POST /api/review/claims/{kind}/{id}`.
/// `mine`: the caller's own, on which another reviewer decides.
#[utoipa::path(get, path = "/api/review/items/{kind}/{id}", tag = "review", security(("bearer" = [])),
    params(("kind" = String, Path), ("id" = i64, Path)),
    responses((status = 200, body = Pane), (status = "default", body = ErrorBody)))]
async fn find_item(caller: Caller, item: KindAndId) -> ApiResult<Versioned<Pane>> {
    let pane = pane::open(&REVIEW, &caller.ctx, &caller.actor, &item.into(), pane::Readable::IfMayDecide).await?;
    Ok(Versioned(pane.version, pane))
}

/// Whether somebody else's claim gives way.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
struct ClaimInput {
    take_over: bool,
}

/// Look at an item, or go on looking. Soft: `mine` is false when somebody else looks at it;
/// `take_over` makes it the caller's all the same.
#[utoipa::path(post, path = "/api/review/claims/{kind}/{id}", tag = "review", security(("bearer" = [])),
    params(("kind" = String, Path), ("id" = i64, Path)), request_body = ClaimInput,
    responses((status = 200, body = Claim), (status = "default", body = ErrorBody)))]
async fn claim(caller: Caller, item: KindAndId, Json(input): Json<ClaimInput>) -> ApiResult<Json<Claim>> {
    let take_over = if input.take_over { claims::TakeOver::Yes } else { claims::TakeOver::No };
    Ok(Json(claims::claim(&REVIEW, &caller.ctx, &caller.actor, &item.kind, item.id, take_over).await?))
}

/// Give up one's own claim.
#[utoipa::path(delete, path = "/api/review/claims/{kind}/{id}", tag = "review", security(("bearer" = [])),
    params(("kind" = String, Path), ("id" = i64, Path)),
    responses((status = 204), (status = "default", body = ErrorBody)))]
async fn release(caller: Caller, item: KindAndId) -> ApiResult<StatusCode> {
    claims::release(&REVIEW, &caller.ctx, &caller.actor, &item.kind, item.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What became of a decision.
#[derive(Serialize, ToSchema)]
struct Decided {
    /// `applied` or `held`.
    state: &'static str,
    /// The decision that waits and can be taken back.
    held: Option<Held>,
    /// How far the caller is with what they took.
    batch: Option<Batch>,
}

/// Decide. With `hold` the decision waits some seconds, in which it can be taken back; nobody is
/// told anything before.
#[utoipa::path(post, path = "/api/review/decisions/{kind}/{id}", tag = "review", security(("bearer" = [])),
    params(("kind" = String, Path), ("id" = i64, Path)), request_body = DecisionInput,
    responses((status = 200, body = Decided), (status = "default", body = ErrorBody)))]
async fn decide(
    caller: Caller,
    item: KindAndId,
    headers: HeaderMap,
    Json(mut input): Json<DecisionInput>,
) -> ApiResult<Json<Decided>> {
    input.version = if_match(&headers)?.or(input.version);
    let outcome = decisions::decide(&REVIEW, &caller.ctx, &caller.actor, &item.into(), &input).await?;
    let batch = claims::find_batch(&caller.ctx, &caller.actor).await?;
    Ok(Json(match outcome {
        decisions::Outcome::Held(held) => Decided { state: "held", held: Some(held), batch },
        decisions::Outcome::Applied => Decided { state: "applied", held: None, batch },
    }))
}

/// Take a held decision back; 409 `undo_too_late` once it took effect.
#[utoipa::path(post, path = "/api/review/undo/{id}", tag = "review", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = ItemRef), (status = "default", body = ErrorBody)))]
async fn undo(caller: Caller, id: Id<i64>) -> ApiResult<Json<ItemRef>> {
    Ok(Json(decisions::undo(&caller.ctx, &caller.actor, id.0).await?))
}

/// The ready reasons.
#[derive(Serialize, ToSchema)]
struct Templates {
    items: Vec<ReasonTemplate>,
}

/// All ready reasons.
#[utoipa::path(get, path = "/api/review/templates", tag = "review", security(("bearer" = [])),
    responses((status = 200, body = Templates), (status = "default", body = ErrorBody)))]
async fn list_templates(caller: Caller) -> ApiResult<Json<Templates>> {
    Ok(Json(Templates { items: templates::list(&caller.ctx, &caller.actor).await? }))
}

/// Add a ready reason.
#[utoipa::path(post, path = "/api/review/templates", tag = "review", security(("bearer" = [])),
    request_body = ReasonTemplateInput,
    responses((status = 201, body = ReasonTemplate), (status = "default", body = ErrorBody)))]
async fn create_template(
    caller: Caller,
    Json(input): Json<ReasonTemplateInput>,
) -> ApiResult<(StatusCode, Json<ReasonTemplate>)> {
    Ok((StatusCode::CREATED, Json(templates::create(&REVIEW, &caller.ctx, &caller.actor, &input).await?)))
}

/// Rewrite a ready reason; its kind and decision stay.
#[utoipa::path(put, path = "/api/review/templates/{id}", tag = "review", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = ReasonTemplateInput,
    responses((status = 200, body = ReasonTemplate), (status = "default", body = ErrorBody)))]
async fn update_template(
    caller: Caller,
    id: Id<i64>,
    headers: HeaderMap,
    Json(mut input): Json<ReasonTemplateInput>,
) -> ApiResult<Versioned<ReasonTemplate>> {
    input.version = if_match(&headers)?.or(input.version);
    let template = templates::update(&caller.ctx, &caller.actor, id.0, &input).await?;
    Ok(Versioned(template.version, template))
}

/// Remove a ready reason; reasons given with it stay.
#[utoipa::path(delete, path = "/api/review/templates/{id}", tag = "review", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 204), (status = "default", body = ErrorBody)))]
async fn delete_template(caller: Caller, id: Id<i64>) -> ApiResult<StatusCode> {
    templates::delete(&caller.ctx, &caller.actor, id.0).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Appeal once against the rejection of one's own account, project or report. Another reviewer
/// than the one who decided answers.
#[utoipa::path(post, path = "/api/appeals", tag = "review", security(("bearer" = [])), request_body = AppealInput,
    responses((status = 201, body = Appeal), (status = "default", body = ErrorBody)))]
async fn create_appeal(caller: Caller, Json(input): Json<AppealInput>) -> ApiResult<(StatusCode, Json<Appeal>)> {
    Ok((StatusCode::CREATED, Json(appeals::create(&REVIEW, &caller.ctx, &caller.actor, &input).await?)))
}

/// The last appeal about one's own item.
#[derive(Serialize, ToSchema)]
struct LastAppeal {
    appeal: Option<Appeal>,
}

/// Where one's own appeal stands.
#[utoipa::path(get, path = "/api/appeals/{kind}/{id}", tag = "review", security(("bearer" = [])),
    params(("kind" = String, Path), ("id" = i64, Path)),
    responses((status = 200, body = LastAppeal), (status = "default", body = ErrorBody)))]
async fn find_appeal(caller: Caller, item: KindAndId) -> ApiResult<Json<LastAppeal>> {
    let appeal = appeals::find_mine(&REVIEW, &caller.ctx, &caller.actor, &item.kind, item.id).await?;
    Ok(Json(LastAppeal { appeal }))
}

/// A kind and a number in the path.
struct KindAndId {
    kind: String,
    id: i64,
}

impl From<KindAndId> for ItemRef {
    fn from(item: KindAndId) -> Self {
        ItemRef { kind: item.kind, id: item.id }
    }
}

impl<S: Send + Sync> axum::extract::FromRequestParts<S> for KindAndId {
    type Rejection = crate::http::error::ApiError;

    async fn from_request_parts(parts: &mut axum::http::request::Parts, state: &S) -> Result<Self, Self::Rejection> {
        let path = axum::extract::Path::<(String, String)>::from_request_parts(parts, state).await;
        let axum::extract::Path((kind, id)) = path.map_err(|_| Error::NotFound)?;
        let id = id.parse().map_err(|_| Error::NotFound)?;
        Ok(KindAndId { kind, id })
    }
}
