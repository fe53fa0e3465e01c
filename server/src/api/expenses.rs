//! Decisions on expenses above the limit of one person, and taking one back.

use axum::http::HeaderMap;
use birqadam_app::state::AppState;
use birqadam_core::{ExpenseId, Permission};
use birqadam_funding::ops::expense_decision;
use birqadam_funding::{ApproveExpense, Expense, ExpenseReview, RefuseExpense, ReverseExpense};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::versioned::{Versioned, if_match};
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(review_expense))
        .routes(routes!(approve_expense))
        .routes(routes!(return_expense))
        .routes(routes!(reject_expense))
        .routes(routes!(reverse_expense))
}

/// An expense with what helps to decide on it.
#[utoipa::path(get, path = "/api/admin/expenses/{id}", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)),
    responses((status = 200, body = ExpenseReview), (status = "default", body = ErrorBody)))]
async fn review_expense(caller: Caller, id: Id<ExpenseId>) -> ApiResult<Versioned<ExpenseReview>> {
    let review = expense_decision::review_expense(&caller.ctx, &caller.actor, id.0).await?;
    Ok(Versioned(review.expense.version, review))
}

/// Approve: from now on the money is spent. `overspend` confirms that it may be spent ahead of the money.
#[utoipa::path(post, path = "/api/admin/expenses/{id}/approve", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = ApproveExpense,
    responses((status = 200, body = Expense), (status = "default", body = ErrorBody)))]
async fn approve_expense(
    caller: Caller,
    id: Id<ExpenseId>,
    headers: HeaderMap,
    Json(mut input): Json<ApproveExpense>,
) -> ApiResult<Versioned<Expense>> {
    input.version = if_match(&headers)?.or(input.version);
    let expense = expense_decision::approve_expense(&caller.ctx, &caller.actor, id.0, input).await?;
    Ok(Versioned(expense.version, expense))
}

/// Return for correction of the marked fields; without marks all open.
#[utoipa::path(post, path = "/api/admin/expenses/{id}/return", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = RefuseExpense,
    responses((status = 200, body = Expense), (status = "default", body = ErrorBody)))]
async fn return_expense(
    caller: Caller,
    id: Id<ExpenseId>,
    headers: HeaderMap,
    Json(mut input): Json<RefuseExpense>,
) -> ApiResult<Versioned<Expense>> {
    input.version = if_match(&headers)?.or(input.version);
    let expense = expense_decision::return_expense(&caller.ctx, &caller.actor, id.0, input).await?;
    Ok(Versioned(expense.version, expense))
}

/// Reject for good: nothing was spent.
#[utoipa::path(post, path = "/api/admin/expenses/{id}/reject", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = RefuseExpense,
    responses((status = 200, body = Expense), (status = "default", body = ErrorBody)))]
async fn reject_expense(
    caller: Caller,
    id: Id<ExpenseId>,
    headers: HeaderMap,
    Json(mut input): Json<RefuseExpense>,
) -> ApiResult<Versioned<Expense>> {
    input.version = if_match(&headers)?.or(input.version);
    let expense = expense_decision::reject_expense(&caller.ctx, &caller.actor, id.0, input).await?;
    Ok(Versioned(expense.version, expense))
}

/// Take an expense back with a reason: what counted is turned round in the ledger, never edited.
#[utoipa::path(post, path = "/api/admin/expenses/{id}/reverse", tag = "admin", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = ReverseExpense,
    responses((status = 200, body = Expense), (status = "default", body = ErrorBody)))]
async fn reverse_expense(
    caller: Caller,
    id: Id<ExpenseId>,
    headers: HeaderMap,
    Json(mut input): Json<ReverseExpense>,
) -> ApiResult<Versioned<Expense>> {
    caller.actor.require(Permission::ExpensesApprove)?;
    input.version = if_match(&headers)?.or(input.version);
    let expense = expense_decision::reverse_expense(&caller.ctx, &caller.actor, id.0, input).await?;
    Ok(Versioned(expense.version, expense))
}
