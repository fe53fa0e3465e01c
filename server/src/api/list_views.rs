//! Saved views of lists.

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use birqadam_app::lists;
use birqadam_app::state::AppState;
use birqadam_core::list::{SavedView, ViewInput};
use birqadam_core::ssr::list::views;
use birqadam_core::{Error, Result, ViewId};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answers::All;
use super::versioned::{Versioned, if_match};
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Json};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_views, create_view))
        .routes(routes!(find_view, update_view, delete_view))
        .routes(routes!(set_default_view))
}

/// What is no number is no view.
fn id(text: &str) -> Result<ViewId> {
    text.parse().map_err(|_| Error::NotFound)
}

/// One's own views of a list and the shared ones.
#[utoipa::path(get, path = "/api/lists/{list}/views", tag = "lists", security(("bearer" = [])),
    params(("list" = String, Path)),
    responses((status = 200, body = All<SavedView>), (status = "default", body = ErrorBody)))]
async fn list_views(caller: Caller, Path(list): Path<String>) -> ApiResult<Json<All<SavedView>>> {
    caller.actor.require_user()?;
    Ok(Json(views::list_views(&caller.ctx, &caller.actor, lists::find(&list)?).await?.into()))
}

/// Save filters, order and columns (`query`, as in the list's address) under a name. A shared view
/// needs the permission `views.share`.
#[utoipa::path(post, path = "/api/lists/{list}/views", tag = "lists", security(("bearer" = [])),
    params(("list" = String, Path)), request_body = ViewInput,
    responses((status = 201, body = SavedView), (status = "default", body = ErrorBody)))]
async fn create_view(caller: Caller, Path(list): Path<String>, Json(input): Json<ViewInput>) -> ApiResult<Response> {
    caller.actor.require_user()?;
    let view = views::create_view(&caller.ctx, &caller.actor, lists::find(&list)?, input).await?;
    Ok((StatusCode::CREATED, Json(view)).into_response())
}

/// A view of one's own or a shared one.
#[utoipa::path(get, path = "/api/lists/{list}/views/{id}", tag = "lists", security(("bearer" = [])),
    params(("list" = String, Path), ("id" = i64, Path)),
    responses((status = 200, body = SavedView), (status = "default", body = ErrorBody)))]
async fn find_view(caller: Caller, Path((list, view)): Path<(String, String)>) -> ApiResult<Versioned<SavedView>> {
    caller.actor.require_user()?;
    let view = views::find_view(&caller.ctx, &caller.actor, lists::find(&list)?, id(&view)?).await?;
    Ok(Versioned(view.version, view))
}

/// Change one's own view.
#[utoipa::path(put, path = "/api/lists/{list}/views/{id}", tag = "lists", security(("bearer" = [])),
    params(("list" = String, Path), ("id" = i64, Path), ("If-Match" = Option<String>, Header)),
    request_body = ViewInput,
    responses((status = 200, body = SavedView), (status = "default", body = ErrorBody)))]
async fn update_view(
    caller: Caller,
    Path((list, view)): Path<(String, String)>,
    headers: HeaderMap,
    Json(input): Json<ViewInput>,
) -> ApiResult<Versioned<SavedView>> {
    caller.actor.require_user()?;
    let version = if_match(&headers)?;
    let list = lists::find(&list)?;
    let view = views::update_view(&caller.ctx, &caller.actor, list, id(&view)?, version, input).await?;
    Ok(Versioned(view.version, view))
}

/// Remove one's own view.
#[utoipa::path(delete, path = "/api/lists/{list}/views/{id}", tag = "lists", security(("bearer" = [])),
    params(("list" = String, Path), ("id" = i64, Path)),
    responses((status = 204), (status = "default", body = ErrorBody)))]
async fn delete_view(caller: Caller, Path((list, view)): Path<(String, String)>) -> ApiResult<StatusCode> {
    caller.actor.require_user()?;
    views::delete_view(&caller.ctx, &caller.actor, lists::find(&list)?, id(&view)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// With which view a list is to open.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
struct DefaultView {
    /// None: as the list has it.
    view: Option<ViewId>,
}

/// With which view one's list opens in the browser.
#[utoipa::path(put, path = "/api/lists/{list}/default-view", tag = "lists", security(("bearer" = [])),
    params(("list" = String, Path)), request_body = DefaultView,
    responses((status = 204), (status = "default", body = ErrorBody)))]
async fn set_default_view(
    caller: Caller,
    Path(list): Path<String>,
    Json(input): Json<DefaultView>,
) -> ApiResult<StatusCode> {
    caller.actor.require_user()?;
    views::set_default_view(&caller.ctx, &caller.actor, lists::find(&list)?, input.view).await?;
    Ok(StatusCode::NO_CONTENT)
}
