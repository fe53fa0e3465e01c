//! Giving money to a project, and how one's gifts stand.

use axum::http::HeaderMap;
use axum::response::Response;
use birqadam_app::state::AppState;
use birqadam_core::{Page, PageRequest, SponsorshipId};
use birqadam_funding::ops::sponsorships;
use birqadam_funding::{NewSponsorship, PayAgain, Sponsorship, StartedPayment};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::idempotent;
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json, Query};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(sponsor_project))
        .routes(routes!(list_sponsorships))
        .routes(routes!(find_sponsorship))
        .routes(routes!(pay_again))
}

/// Give money to a project: where to pay. The project must be published and not over.
#[utoipa::path(post, path = "/api/sponsor/sponsor-project", tag = "sponsor", security(("bearer" = [])),
    request_body = NewSponsorship, params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = StartedPayment), (status = "default", body = ErrorBody)))]
async fn sponsor_project(caller: Caller, headers: HeaderMap, Json(input): Json<NewSponsorship>) -> ApiResult<Response> {
    idempotent::created(
        &caller,
        &headers,
        "sponsor/sponsor-project",
        sponsorships::sponsor_project(&caller.ctx, &caller.actor, input),
    )
    .await
}

/// One's own gifts, the latest first.
#[utoipa::path(get, path = "/api/sponsor/sponsorships", tag = "sponsor", security(("bearer" = [])),
    params(PageRequest),
    responses((status = 200, body = Page<Sponsorship>), (status = "default", body = ErrorBody)))]
async fn list_sponsorships(caller: Caller, Query(page): Query<PageRequest>) -> ApiResult<Json<Page<Sponsorship>>> {
    Ok(Json(sponsorships::list_my_sponsorships(&caller.ctx, &caller.actor, page).await?))
}

/// One of one's own gifts and how its payment stands.
#[utoipa::path(get, path = "/api/sponsor/sponsorships/{id}", tag = "sponsor", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = Sponsorship), (status = "default", body = ErrorBody)))]
async fn find_sponsorship(caller: Caller, id: Id<SponsorshipId>) -> ApiResult<Json<Sponsorship>> {
    Ok(Json(sponsorships::find_my_sponsorship(&caller.ctx, &caller.actor, id.0).await?))
}

/// Pay a gift that is not paid yet: the payment under way, or a new one when that failed.
#[utoipa::path(post, path = "/api/sponsor/sponsorships/{id}/pay", tag = "sponsor", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = PayAgain,
    responses((status = 200, body = StartedPayment), (status = "default", body = ErrorBody)))]
async fn pay_again(
    caller: Caller,
    id: Id<SponsorshipId>,
    Json(input): Json<PayAgain>,
) -> ApiResult<Json<StartedPayment>> {
    Ok(Json(sponsorships::pay_again(&caller.ctx, &caller.actor, id.0, input).await?))
}
