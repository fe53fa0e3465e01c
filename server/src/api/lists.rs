//! Every list under one address: the same filters, orders and columns as its page.

use axum::extract::{Path, RawQuery};
use birqadam_app::lists;
use birqadam_app::state::AppState;
use birqadam_core::list::ListPage;
use birqadam_core::ssr;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Json};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(read_list))
}

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListAnswer {
    /// `id` and a member for each column.
    #[schema(value_type = Vec<Object>)]
    pub items: Vec<Map<String, Value>>,
    /// Pass it as `cursor` to get the page before, with the same filters and order.
    pub prev: Option<String>,
    /// The same for the next page.
    pub next: Option<String>,
    pub total: ListTotal,
}

/// How many match on all pages.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListTotal {
    /// Counted up to 1,000.
    pub count: i64,
    /// There are more than were counted.
    pub more: bool,
    /// Sums of columns of numbers; none when there are more than were counted.
    #[schema(value_type = Object)]
    pub sums: Map<String, Value>,
}

/// A list by its name (`users`, …) with the filters of its page: several values of one filter by
/// comma, days as `created_from` and `created_to`, the order as `sort=-created`, `columns`, `limit`
/// (1–100, 25 unless told), `cursor`, and a saved `view` that the rest changes.
#[utoipa::path(get, path = "/api/lists/{list}", tag = "lists", security(("bearer" = [])),
    params(("list" = String, Path)),
    responses((status = 200, body = ListAnswer), (status = "default", body = ErrorBody)))]
async fn read_list(caller: Caller, Path(list): Path<String>, RawQuery(query): RawQuery) -> ApiResult<Json<ListAnswer>> {
    caller.actor.require_user()?;
    let list = lists::find(&list)?;
    // With a saved view, as the page has it.
    let query = query.unwrap_or_default();
    let opened = lists::open(&caller.ctx, &caller.actor, list, lists::Asked::ByProgram, &query).await?;
    let page = ssr::list::read(&caller.ctx, &caller.actor, list, opened.request).await?;
    Ok(Json(answer(page)))
}

fn answer(page: ListPage) -> ListAnswer {
    let columns = page.request.columns;
    let item = |row: birqadam_core::list::Row| {
        let cells = columns.iter().cloned().zip(row.cells.iter().map(|cell| cell.to_json()));
        std::iter::once(("id".to_owned(), row.id.into())).chain(cells).collect()
    };
    let sums = page.total.sums.into_iter().map(|(name, sum)| (name, sum.into())).collect();
    ListAnswer {
        items: page.rows.into_iter().map(item).collect(),
        prev: page.prev,
        next: page.next,
        total: ListTotal { count: page.total.count, more: page.total.more, sums },
    }
}
