//! Payments for those who look after them. The list of them is `GET /api/lists/payments`.

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use birqadam_app::state::AppState;
use birqadam_core::{PaymentId, RefundId};
use birqadam_funding::ops::refunds::ByHand;
use birqadam_funding::ops::{payments, reconcile, refunds};
use birqadam_funding::{PaymentDetails, Refund, RefundPayment};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::idempotent;
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(find_payment))
        .routes(routes!(refund_payment))
        .routes(routes!(look_again))
        .routes(routes!(refund_sent))
        .routes(routes!(refund_given_up))
}

/// A payment with its history, its refunds and what its provider told.
#[utoipa::path(get, path = "/api/admin/payments/{id}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = PaymentDetails), (status = "default", body = ErrorBody)))]
async fn find_payment(caller: Caller, id: Id<PaymentId>) -> ApiResult<Json<PaymentDetails>> {
    Ok(Json(payments::find_payment(&caller.ctx, &caller.actor, id.0).await?))
}

/// Send back a part, or without an amount all that is left of the gift. The provider is asked in the
/// background.
#[utoipa::path(post, path = "/api/admin/payments/{id}/refund", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = RefundPayment,
    responses((status = 201, body = Refund), (status = "default", body = ErrorBody)))]
async fn refund_payment(
    caller: Caller,
    id: Id<PaymentId>,
    headers: HeaderMap,
    Json(input): Json<RefundPayment>,
) -> ApiResult<Response> {
    let refunding = refunds::refund_payment(&caller.ctx, &caller.actor, id.0, input);
    idempotent::created(&caller, &headers, &format!("admin/payments/{}/refund", id.0), refunding).await
}

/// Ask the provider now how the payment stands; what differs is repaired.
#[utoipa::path(post, path = "/api/admin/payments/{id}/look", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 204), (status = "default", body = ErrorBody)))]
async fn look_again(caller: Caller, id: Id<PaymentId>) -> ApiResult<StatusCode> {
    reconcile::look_again(&caller.ctx, &caller.actor, id.0).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A refund that the provider's protocol has no call for was sent by hand.
#[utoipa::path(post, path = "/api/admin/refunds/{id}/sent", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = Refund), (status = "default", body = ErrorBody)))]
async fn refund_sent(caller: Caller, id: Id<RefundId>) -> ApiResult<Json<Refund>> {
    Ok(Json(refunds::settle_by_hand(&caller.ctx, &caller.actor, id.0, ByHand::Sent).await?))
}

/// It will not be sent: the money is the project's again.
#[utoipa::path(post, path = "/api/admin/refunds/{id}/give-up", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = Refund), (status = "default", body = ErrorBody)))]
async fn refund_given_up(caller: Caller, id: Id<RefundId>) -> ApiResult<Json<Refund>> {
    Ok(Json(refunds::settle_by_hand(&caller.ctx, &caller.actor, id.0, ByHand::GivenUp).await?))
}
