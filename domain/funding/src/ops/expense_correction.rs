//! Sending a returned expense again. Permission `money.manage_own`; foreign expenses are not found.

use birqadam_core::ssr::{Ctx, audit::Entry, returns};
use birqadam_core::validate::Validator;
use birqadam_core::{Actor, Amount, Code, Error, ExpenseId, FieldCode, Permission, Result, UserId, parse};
use sqlx::PgConnection;

use super::expense_receipts::{self, FIELD, ReceiptFile, StoredReceipt};
use super::expense_records::{self, SUBJECT, load_one};
use super::expenses::{check_places, find_own, tell_deciders};
use crate::model::{Expense, ExpenseInput, ExpenseStatus};

/// Sends a returned expense again: only what was marked may change, and another person decides whatever
/// its amount.
///
/// # Errors
/// As [`super::expenses::submit_expense`], and [`FieldCode::NotOpen`] at a field that is closed; [`Error::NotFound`] for
/// somebody else's; [`Error::Conflict`] with [`Code::WrongState`]; [`Error::Stale`].
pub async fn resubmit_expense(
    ctx: &Ctx,
    actor: &Actor,
    id: ExpenseId,
    input: &ExpenseInput,
    receipt: Option<ReceiptFile>,
) -> Result<Expense> {
    let user = actor.require(Permission::MoneyManageOwn)?;
    let known = find_own(&mut *ctx.db.acquire().await?, user, id).await?;
    require_returned(&known)?;
    let stored = match receipt {
        Some(file) => Some(expense_receipts::put(ctx, file).await?),
        None => None,
    };
    match update(ctx, actor, user, id, input, stored.as_ref()).await {
        Ok((expense, old_file)) => {
            if let Some(key) = old_file {
                expense_receipts::discard(ctx, &key).await;
            }
            Ok(expense)
        }
        Err(error) => {
            if let Some(stored) = stored {
                expense_receipts::discard(ctx, &stored.key).await;
            }
            Err(error)
        }
    }
}

fn require_returned(expense: &Expense) -> Result<()> {
    if expense.status == ExpenseStatus::Returned { Ok(()) } else { Err(Error::Conflict(Code::WrongState)) }
}

async fn update(
    ctx: &Ctx,
    actor: &Actor,
    user: UserId,
    id: ExpenseId,
    input: &ExpenseInput,
    receipt: Option<&StoredReceipt>,
) -> Result<(Expense, Option<String>)> {
    let mut tx = ctx.begin().await?;
    expense_records::lock(&mut tx, id).await?;
    let before = find_own(&mut tx, user, id).await?;
    require_returned(&before)?;
    if let Some(seen) = input.version
        && seen != before.version
    {
        return Err(Error::Stale {
            current_version: before.version,
            current: serde_json::to_string(&before)?,
            yours: serde_json::to_string(input)?,
        });
    }
    let input = keep_closed(&mut tx, &before, input, receipt.is_some()).await?;
    let valid = input.validate(ctx.today())?;
    check_places(&mut tx, before.project_id, &valid).await?;
    let old_file =
        sqlx::query_scalar!("select receipt_key from funding.expenses where id = $1", id.0).fetch_one(&mut *tx).await?;
    sqlx::query!(
        "update funding.expenses
         set amount_minor = $2, spent_on = $3, budget_line_id = $4, task_id = $5, description = $6,
             receipt_key = coalesce($7, receipt_key), receipt_name = coalesce($8, receipt_name),
             receipt_type = coalesce($9, receipt_type), receipt_size = coalesce($10, receipt_size),
             receipt_hash = coalesce($11, receipt_hash), status = 'pending', reason = null, decided_by = null,
             decided_at = null, submitted_at = now(), version = version + 1, updated_at = now()
         where id = $1",
        id.0,
        valid.amount.0,
        valid.spent_on,
        valid.category.0,
        valid.task.map(|task| task.0),
        valid.description,
        receipt.map(|file| file.key.as_str()),
        receipt.map(|file| file.name.as_str()),
        receipt.map(|file| file.content_type),
        receipt.map(|file| file.size),
        receipt.map(|file| file.hash.as_slice()),
    )
    .execute(&mut *tx)
    .await?;
    returns::close(&mut tx, SUBJECT, id.0).await?;
    let after = load_one(&mut tx, id).await?;
    tell_deciders(&mut tx, &after).await?;
    Entry::new("expense.resubmit", SUBJECT, id.0)
        .old(expense_records::snapshot(&before))
        .new_value(expense_records::snapshot(&after))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    Ok((after, receipt.map(|_| old_file)))
}

/// Only what was marked is open. What a form left out stays as it is.
async fn keep_closed(
    conn: &mut PgConnection,
    before: &Expense,
    input: &ExpenseInput,
    has_receipt: bool,
) -> Result<ExpenseInput> {
    let stored = ExpenseInput {
        amount: before.amount.to_string(),
        spent_on: before.spent_on.to_string(),
        category: before.category_id.to_string(),
        task: before.task_id.map(|task| task.to_string()).unwrap_or_default(),
        description: before.description.clone(),
        version: None,
    };
    let Some(returned) = returns::find_marked(conn, SUBJECT, before.id.0).await? else { return Ok(input.clone()) };
    let mut v = Validator::new();
    let mut kept = |field: &str, sent: &str, stored: String| {
        if returned.opens(field) {
            return sent.to_owned();
        }
        v.check(sent.trim().is_empty() || is_same(field, sent.trim(), &stored), field, FieldCode::NotOpen);
        stored
    };
    let input = ExpenseInput {
        amount: kept("amount", &input.amount, stored.amount),
        spent_on: kept("spent_on", &input.spent_on, stored.spent_on),
        category: kept("category", &input.category, stored.category),
        task: kept("task", &input.task, stored.task),
        description: kept("description", &input.description, stored.description),
        version: input.version,
    };
    v.check(returned.opens(FIELD) || !has_receipt, FIELD, FieldCode::NotOpen);
    v.finish()?;
    Ok(input)
}

/// Whether a value that was sent is the stored one, however it is written: forms show amounts and days
/// the local way, and send lines as browsers break them.
fn is_same(field: &str, sent: &str, stored: &str) -> bool {
    match field {
        "amount" => Amount::parse(sent).is_some() && Amount::parse(sent) == Amount::parse(stored),
        "spent_on" => parse::date(sent).is_some() && parse::date(sent) == parse::date(stored),
        _ => sent.replace("\r\n", "\n") == stored,
    }
}
