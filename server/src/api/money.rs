//! The organizer's side of a project's money: plan, expenses, gifts in kind; and what everyone may know.

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use birqadam_app::state::AppState;
use birqadam_core::{ExpenseId, GiftId, Page, PageRequest, Permission, ProjectId};
use birqadam_funding::ops::expense_receipts::ReceiptFile;
use birqadam_funding::ops::{budget, expense_correction, expense_decision, expenses, gifts, project_account};
use birqadam_funding::{
    Budget, BudgetInput, Expense, ExpenseInput, Gift, GiftInput, OwnExpense, PublicMoney, ReverseExpense,
};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answers::All;
use super::idempotent;
use super::versioned::{Versioned, if_match};
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json, Query};
use crate::http::upload::Upload;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(public_money))
        .routes(routes!(find_budget, save_budget))
        .routes(routes!(list_expenses, submit_expense))
        .routes(routes!(find_expense))
        .routes(routes!(resubmit_expense))
        .routes(routes!(withdraw_expense))
        .routes(routes!(list_gifts, add_gift))
        .routes(routes!(remove_gift))
}

/// A form with a receipt.
#[derive(utoipa::ToSchema)]
#[allow(dead_code)]
struct ExpenseForm {
    /// In whole units or with two decimals.
    amount: f64,
    /// Not in the future: `2026-11-21`.
    spent_on: String,
    /// Id of a line of the budget.
    category: i64,
    /// Id of a task of the project.
    task: Option<i64>,
    description: String,
    /// JPEG, PNG, WebP or PDF, up to 10 MB.
    #[schema(value_type = String, format = Binary)]
    receipt: String,
}

/// A correction: only what was marked may change; the receipt only when it is to be replaced.
#[derive(utoipa::ToSchema)]
#[allow(dead_code)]
struct ExpenseCorrection {
    amount: Option<f64>,
    spent_on: Option<String>,
    category: Option<i64>,
    task: Option<i64>,
    description: Option<String>,
    #[schema(value_type = Option<String>, format = Binary)]
    receipt: Option<String>,
    /// The version that was corrected.
    version: Option<i64>,
}

fn input(upload: &Upload) -> ExpenseInput {
    let text = |name: &str| upload.text(name).to_owned();
    ExpenseInput {
        amount: text("amount"),
        spent_on: text("spent_on"),
        category: text("category"),
        task: text("task"),
        description: text("description"),
        version: upload.text("version").parse().ok(),
    }
}

fn receipt(upload: &Upload) -> Option<ReceiptFile> {
    let file = upload.files.iter().find(|file| file.field == "receipt")?;
    Some(ReceiptFile { name: file.name.clone(), bytes: file.bytes.clone() })
}

/// What a project needs, got and spent, and what it did.
#[utoipa::path(get, path = "/api/volunteer/projects/{id}/money", tag = "volunteer", params(("id" = i64, Path)),
    responses((status = 200, body = PublicMoney), (status = "default", body = ErrorBody)))]
async fn public_money(caller: Caller, id: Id<ProjectId>) -> ApiResult<Json<PublicMoney>> {
    Ok(Json(project_account::public_money(&caller.ctx, id.0).await?))
}

/// A project's plan with what became of it.
#[utoipa::path(get, path = "/api/organizer/projects/{id}/budget", tag = "organizer", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = Budget), (status = "default", body = ErrorBody)))]
async fn find_budget(caller: Caller, id: Id<ProjectId>) -> ApiResult<Versioned<Budget>> {
    let plan = budget::find_budget(&caller.ctx, &caller.actor, id.0).await?;
    Ok(Versioned(plan.version, plan))
}

/// Write the plan as a whole; lines keep their ids.
#[utoipa::path(put, path = "/api/organizer/projects/{id}/budget", tag = "organizer", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = BudgetInput,
    responses((status = 200, body = Budget), (status = "default", body = ErrorBody)))]
async fn save_budget(
    caller: Caller,
    id: Id<ProjectId>,
    headers: HeaderMap,
    Json(mut input): Json<BudgetInput>,
) -> ApiResult<Versioned<Budget>> {
    input.version = if_match(&headers)?.or(input.version);
    let plan = budget::save_budget(&caller.ctx, &caller.actor, id.0, input).await?;
    Ok(Versioned(plan.version, plan))
}

/// Expenses of a project, the newest first.
#[utoipa::path(get, path = "/api/organizer/projects/{id}/expenses", tag = "organizer", security(("bearer" = [])),
    params(("id" = i64, Path), PageRequest),
    responses((status = 200, body = Page<Expense>), (status = "default", body = ErrorBody)))]
async fn list_expenses(
    caller: Caller,
    id: Id<ProjectId>,
    Query(page): Query<PageRequest>,
) -> ApiResult<Json<Page<Expense>>> {
    Ok(Json(expenses::list_expenses(&caller.ctx, &caller.actor, id.0, page).await?))
}

/// Write an expense down: it counts at once up to the setting `expense_limit`; above it, or with a receipt
/// that was used before, a second person decides.
#[utoipa::path(post, path = "/api/organizer/projects/{id}/expenses", tag = "organizer", security(("bearer" = [])),
    request_body(content = ExpenseForm, content_type = "multipart/form-data"),
    params(("id" = i64, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = Expense), (status = "default", body = ErrorBody)))]
async fn submit_expense(caller: Caller, id: Id<ProjectId>, headers: HeaderMap, upload: Upload) -> ApiResult<Response> {
    // Rights first: somebody who may not spend is not told about missing fields.
    caller.actor.require(Permission::MoneyManageOwn)?;
    idempotent::created(&caller, &headers, &format!("projects/{}/expenses", id.0), async {
        expenses::submit_expense(&caller.ctx, &caller.actor, id.0, &input(&upload), receipt(&upload)).await
    })
    .await
}

/// One of one's own expenses, with what is to be corrected.
#[utoipa::path(get, path = "/api/organizer/expenses/{id}", tag = "organizer", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = OwnExpense), (status = "default", body = ErrorBody)))]
async fn find_expense(caller: Caller, id: Id<ExpenseId>) -> ApiResult<Versioned<OwnExpense>> {
    let own = expenses::find_expense(&caller.ctx, &caller.actor, id.0).await?;
    Ok(Versioned(own.expense.version, own))
}

/// Send a returned expense again.
#[utoipa::path(post, path = "/api/organizer/expenses/{id}/resubmit", tag = "organizer", security(("bearer" = [])),
    request_body(content = ExpenseCorrection, content_type = "multipart/form-data"), params(("id" = i64, Path)),
    responses((status = 200, body = Expense), (status = "default", body = ErrorBody)))]
async fn resubmit_expense(
    caller: Caller,
    id: Id<ExpenseId>,
    headers: HeaderMap,
    upload: Upload,
) -> ApiResult<Versioned<Expense>> {
    let mut input = input(&upload);
    input.version = if_match(&headers)?.or(input.version);
    let expense =
        expense_correction::resubmit_expense(&caller.ctx, &caller.actor, id.0, &input, receipt(&upload)).await?;
    Ok(Versioned(expense.version, expense))
}

/// Take back one's own expense that nobody approved yet.
#[utoipa::path(post, path = "/api/organizer/expenses/{id}/withdraw", tag = "organizer", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body = ReverseExpense,
    responses((status = 200, body = Expense), (status = "default", body = ErrorBody)))]
async fn withdraw_expense(
    caller: Caller,
    id: Id<ExpenseId>,
    headers: HeaderMap,
    Json(mut input): Json<ReverseExpense>,
) -> ApiResult<Versioned<Expense>> {
    caller.actor.require(Permission::MoneyManageOwn)?;
    input.version = if_match(&headers)?.or(input.version);
    let expense = expense_decision::reverse_expense(&caller.ctx, &caller.actor, id.0, input).await?;
    Ok(Versioned(expense.version, expense))
}

/// What was given in things; beside the money, never in it.
#[utoipa::path(get, path = "/api/organizer/projects/{id}/gifts", tag = "organizer", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = All<Gift>), (status = "default", body = ErrorBody)))]
async fn list_gifts(caller: Caller, id: Id<ProjectId>) -> ApiResult<Json<All<Gift>>> {
    Ok(Json(gifts::list_gifts(&caller.ctx, &caller.actor, id.0).await?.into()))
}

/// Write a gift in kind down.
#[utoipa::path(post, path = "/api/organizer/projects/{id}/gifts", tag = "organizer", security(("bearer" = [])),
    params(("id" = i64, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = GiftInput,
    responses((status = 201, body = Gift), (status = "default", body = ErrorBody)))]
async fn add_gift(
    caller: Caller,
    id: Id<ProjectId>,
    headers: HeaderMap,
    Json(input): Json<GiftInput>,
) -> ApiResult<Response> {
    let added = gifts::add_gift(&caller.ctx, &caller.actor, id.0, &input);
    idempotent::created(&caller, &headers, &format!("projects/{}/gifts", id.0), added).await
}

/// Take a gift out again.
#[utoipa::path(delete, path = "/api/organizer/gifts/{id}", tag = "organizer", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 204), (status = "default", body = ErrorBody)))]
async fn remove_gift(caller: Caller, id: Id<GiftId>) -> ApiResult<StatusCode> {
    gifts::remove_gift(&caller.ctx, &caller.actor, id.0).await?;
    Ok(StatusCode::NO_CONTENT)
}
