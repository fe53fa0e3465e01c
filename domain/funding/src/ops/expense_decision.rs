//! Decisions on an expense outside of the queue's own path, and taking one back. Permission
//! `expenses.approve`; nobody decides on their own.

use birqadam_core::notice::Notice;
use birqadam_core::review::{Decision, DecisionInput, FieldMark, Verdict};
use birqadam_core::ssr::notify::{Audience, notify};
use birqadam_core::ssr::review::decisions;
use birqadam_core::ssr::{Ctx, audit::Entry, returns};
use birqadam_core::{Actor, Amount, Code, Error, ExpenseId, Permission, Result};
use serde_json::json;
use sqlx::PgConnection;

use super::expense_records::{self, SUBJECT, load_one};
use super::expense_reviewable::ExpenseReviewing;
use super::ledger;
use crate::model::{
    ApproveExpense, EXPENSE_FIELDS, Expense, ExpenseReview, ExpenseStatus, RefuseExpense, ReverseExpense, SameReceipt,
};

/// Approves: from now on the money is spent. Approving twice has one effect.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`] with [`Code::OwnItem`]; [`Error::Conflict`] with
/// [`Code::NotEnoughMoney`] unless `overspend` confirms it and the actor holds `expenses.overspend`, with
/// [`Code::AlreadyDecided`]; [`Error::Stale`].
pub async fn approve_expense(ctx: &Ctx, actor: &Actor, id: ExpenseId, input: ApproveExpense) -> Result<Expense> {
    actor.require(Permission::ExpensesApprove)?;
    if input.overspend {
        actor.require(Permission::ExpensesOverspend)?;
    }
    let approval = DecisionInput { decision: Decision::Approve.as_str().into(), ..DecisionInput::default() };
    let verdict = Verdict::read(&approval, "", EXPENSE_FIELDS, false)?;
    decide(ctx, actor, id, &ExpenseReviewing { ahead: input.overspend }, &verdict, input.version).await
}

/// Ends the expense; nothing was spent.
///
/// # Errors
/// [`Error::Invalid`] on `reason`; else as [`approve_expense`].
pub async fn reject_expense(ctx: &Ctx, actor: &Actor, id: ExpenseId, input: RefuseExpense) -> Result<Expense> {
    refuse(ctx, actor, id, input, Decision::Reject).await
}

/// Back to the organizer, for correction of the marked fields, of everything without marks.
///
/// # Errors
/// [`Error::Invalid`] on `reason`, `fields`; else as [`approve_expense`].
pub async fn return_expense(ctx: &Ctx, actor: &Actor, id: ExpenseId, input: RefuseExpense) -> Result<Expense> {
    refuse(ctx, actor, id, input, Decision::Return).await
}

async fn refuse(ctx: &Ctx, actor: &Actor, id: ExpenseId, input: RefuseExpense, decision: Decision) -> Result<Expense> {
    actor.require(Permission::ExpensesApprove)?;
    let every = || EXPENSE_FIELDS.iter().map(|field| FieldMark { field: (*field).into(), comment: String::new() });
    let fields = if input.fields.is_empty() { every().collect() } else { input.fields };
    let refusal =
        DecisionInput { decision: decision.as_str().into(), reason: input.reason, fields, ..DecisionInput::default() };
    let verdict = Verdict::read(&refusal, "", EXPENSE_FIELDS, false)?;
    decide(ctx, actor, id, &ExpenseReviewing { ahead: false }, &verdict, input.version).await
}

async fn decide(
    ctx: &Ctx,
    actor: &Actor,
    id: ExpenseId,
    kind: &ExpenseReviewing,
    verdict: &Verdict,
    version: Option<i64>,
) -> Result<Expense> {
    let mut tx = ctx.begin().await?;
    decisions::decide_now(kind, ctx, &mut tx, actor, id.0, version, verdict).await?;
    let expense = load_one(&mut tx, id).await?;
    tx.commit().await?;
    Ok(expense)
}

/// An expense with what helps to decide on it. Permission `expenses.approve`.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn review_expense(ctx: &Ctx, actor: &Actor, id: ExpenseId) -> Result<ExpenseReview> {
    actor.require(Permission::ExpensesApprove)?;
    let mut conn = ctx.db.acquire().await?;
    let expense = load_one(&mut conn, id).await?;
    let available = ledger::available(&mut conn, expense.project_id, &expense.currency).await?;
    let line = sqlx::query!(
        r#"select b.planned_minor,
                  coalesce((select sum(e.amount_minor) from funding.expenses e
                            where e.budget_line_id = b.id and e.status = 'approved'), 0)::bigint as "spent!"
           from funding.budget_lines b where b.id = $1"#,
        expense.category_id.0,
    )
    .fetch_one(&mut *conn)
    .await?;
    let same_receipt = find_same_receipt(&mut conn, id).await?;
    Ok(ExpenseReview {
        expense,
        available: Amount(available),
        planned: Amount(line.planned_minor),
        spent: Amount(line.spent),
        same_receipt,
        may_overspend: actor.require(Permission::ExpensesOverspend).is_ok(),
    })
}

async fn find_same_receipt(conn: &mut PgConnection, id: ExpenseId) -> Result<Vec<SameReceipt>> {
    let rows = sqlx::query!(
        r#"select other.id as "id: ExpenseId", p.title as project, other.amount_minor, other.currency, other.spent_on,
                  other.status
           from funding.expenses e
           join funding.expenses other on other.receipt_hash = e.receipt_hash and other.id <> e.id
           join volunteering.projects p on p.id = other.project_id
           where e.id = $1 order by other.id desc limit 20"#,
        id.0,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(SameReceipt {
                id: row.id,
                project: row.project,
                amount: Amount(row.amount_minor),
                currency: row.currency,
                spent_on: row.spent_on,
                status: expense_records::parse_status(&row.status)?,
            })
        })
        .collect()
}

/// Takes an expense back with a reason: what counted is turned round in the ledger, never edited. With
/// `expenses.approve` any but one's own; its organizer, as long as nobody approved it. Twice is once.
///
/// # Errors
/// [`Error::Invalid`] on `reason`; [`Error::NotFound`]; [`Error::Forbidden`] with [`Code::OwnItem`];
/// [`Error::Conflict`] with [`Code::WrongState`]; [`Error::Stale`].
pub async fn reverse_expense(ctx: &Ctx, actor: &Actor, id: ExpenseId, input: ReverseExpense) -> Result<Expense> {
    let user = actor.require_user()?;
    let decides = actor.require(Permission::ExpensesApprove);
    if decides.is_err() {
        actor.require(Permission::MoneyManageOwn)?;
    }
    let reason = input.validate()?;
    let mut tx = ctx.begin().await?;
    expense_records::lock(&mut tx, id).await?;
    let before = load_one(&mut tx, id).await?;
    let own = before.created_by == user;
    if decides.is_err() && !own {
        return Err(Error::NotFound);
    }
    if before.status == ExpenseStatus::Reversed {
        return Ok(before);
    }
    if let Some(seen) = input.version
        && seen != before.version
    {
        return Err(Error::Stale {
            current_version: before.version,
            current: serde_json::to_string(&before)?,
            yours: serde_json::to_string(&input)?,
        });
    }
    let counted = before.status == ExpenseStatus::Approved;
    if own && counted {
        return Err(Error::Forbidden(Code::OwnItem));
    }
    if !before.status.can_become(ExpenseStatus::Reversed) {
        return Err(Error::Conflict(Code::WrongState));
    }
    if counted {
        ledger::reverse_expense(&mut tx, id, Some(user)).await?;
    }
    sqlx::query!(
        "update funding.expenses
         set status = 'reversed', reason = $2, reversed_by = $3, reversed_at = now(), version = version + 1,
             updated_at = now()
         where id = $1",
        id.0,
        reason,
        user.0,
    )
    .execute(&mut *tx)
    .await?;
    returns::close(&mut tx, SUBJECT, id.0).await?;
    Entry::new("expense.reverse", SUBJECT, id.0)
        .old(json!({ "status": before.status }))
        .new_value(json!({ "status": ExpenseStatus::Reversed, "reason": reason }))
        .record(&mut tx, actor)
        .await?;
    if !own {
        let notice =
            Notice::ExpenseReversed { expense_id: id, title: before.project.clone(), amount: before.money(), reason };
        notify(&mut tx, Audience::User(before.created_by), notice, format!("expense-reversed-{id}")).await?;
    }
    let after = load_one(&mut tx, id).await?;
    tx.commit().await?;
    Ok(after)
}
