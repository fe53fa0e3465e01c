//! The organizer's side of expenses. Permission `money.manage_own`; foreign projects are not found.

use birqadam_core::notice::Notice;
use birqadam_core::ssr::notify::{Audience, notify};
use birqadam_core::ssr::{Ctx, audit::Entry, returns};
use birqadam_core::validate::Validator;
use birqadam_core::{
    Actor, Amount, Code, Cursor, Error, ExpenseId, FieldCode, Page, PageRequest, Permission, ProjectId, Result, UserId,
};
use serde_json::json;
use sqlx::PgConnection;

use super::expense_posting::post_expense;
use super::expense_receipts::{self, FIELD, ReceiptFile, StoredReceipt};
use super::expense_records::{self, SUBJECT, load_one};
use super::{ledger, own_project};
use crate::model::{Expense, ExpenseInput, ExpenseStatus, OwnExpense, ValidExpense};

/// Writes an expense down. Up to the setting `expense_limit` it counts at once; above it, or with a
/// receipt that was used before, a second person decides.
///
/// # Errors
/// [`Error::Invalid`] on `amount`, `spent_on`, `category`, `task`, `description`, `receipt`;
/// [`FieldCode::NotEnoughMoney`] on `amount` for what would count at once; [`Error::Conflict`] with
/// [`Code::ProjectClosed`].
pub async fn submit_expense(
    ctx: &Ctx,
    actor: &Actor,
    project: ProjectId,
    input: &ExpenseInput,
    receipt: Option<ReceiptFile>,
) -> Result<Expense> {
    let user = actor.require(Permission::MoneyManageOwn)?;
    // Refused before megabytes are looked at; again, under lock, below.
    own_project::find(&mut *ctx.db.acquire().await?, user, project).await?.require_open()?;
    let valid = with_receipt(input.validate(ctx.today()), receipt.is_some())?;
    let Some(receipt) = receipt else { return Err(Error::field(FIELD, FieldCode::Required)) };
    let stored = expense_receipts::put(ctx, receipt).await?;
    let expense = insert(ctx, actor, user, project, &valid, &stored).await;
    if expense.is_err() {
        expense_receipts::discard(ctx, &stored.key).await;
    }
    expense
}

/// What is wrong with the fields, and that the receipt is missing, at once.
fn with_receipt(valid: Result<ValidExpense>, is_there: bool) -> Result<ValidExpense> {
    let missing = Error::field(FIELD, FieldCode::Required);
    match (valid, is_there) {
        (valid, true) => valid,
        (Ok(_), false) => Err(missing),
        (Err(Error::Invalid(mut fields)), false) => {
            fields.extend_from_slice(missing.fields());
            Err(Error::Invalid(fields))
        }
        (Err(error), false) => Err(error),
    }
}

async fn insert(
    ctx: &Ctx,
    actor: &Actor,
    user: UserId,
    project: ProjectId,
    valid: &ValidExpense,
    receipt: &StoredReceipt,
) -> Result<Expense> {
    let limit = Amount(ctx.settings().await?.expense_limit * 100);
    let mut tx = ctx.begin().await?;
    let own = own_project::lock(&mut tx, user, project).await?;
    own.require_open()?;
    check_places(&mut tx, project, valid).await?;
    let counts = valid.amount <= limit && !is_used(&mut tx, &receipt.hash).await?;
    let status = if counts { ExpenseStatus::Approved } else { ExpenseStatus::Pending };
    let id = sqlx::query_scalar!(
        r#"insert into funding.expenses
               (project_id, budget_line_id, task_id, amount_minor, currency, spent_on, description, receipt_key,
                receipt_name, receipt_type, receipt_size, receipt_hash, status, created_by, decided_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
                   case when $13 = 'approved' then now() end)
           returning id as "id: ExpenseId""#,
        project.0,
        valid.category.0,
        valid.task.map(|task| task.0),
        valid.amount.0,
        own.currency,
        valid.spent_on,
        valid.description,
        receipt.key,
        receipt.name,
        receipt.content_type,
        receipt.size,
        &receipt.hash,
        status.as_str(),
        user.0,
    )
    .fetch_one(&mut *tx)
    .await?;
    let expense = load_one(&mut tx, id).await?;
    if counts {
        match post_expense(&mut tx, actor, &expense, false).await {
            Err(Error::Conflict(Code::NotEnoughMoney)) => {
                let there = ledger::available(&mut tx, project, &own.currency).await?;
                return Err(Error::field("amount", FieldCode::NotEnoughMoney(there)));
            }
            posted => posted?,
        }
    } else {
        tell_deciders(&mut tx, &expense).await?;
    }
    Entry::new("expense.create", SUBJECT, id.0)
        .new_value(json!({ "project_id": project, "amount": expense.amount, "status": status,
                           "category": expense.category }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    Ok(expense)
}

/// Whether the receipt stands on another expense that counts or may yet: then a second person looks.
async fn is_used(conn: &mut PgConnection, hash: &[u8]) -> Result<bool> {
    let used = sqlx::query_scalar!(
        r#"select exists (select from funding.expenses
                          where receipt_hash = $1 and status not in ('rejected', 'reversed')) as "used!""#,
        hash,
    )
    .fetch_one(conn)
    .await?;
    Ok(used)
}

/// Whether category and task are of the project.
pub(super) async fn check_places(conn: &mut PgConnection, project: ProjectId, valid: &ValidExpense) -> Result<()> {
    let found = sqlx::query!(
        r#"select exists (select from funding.budget_lines where id = $2 and project_id = $1) as "category!",
                  ($3::bigint is null
                   or exists (select from volunteering.tasks where id = $3 and project_id = $1)) as "task!""#,
        project.0,
        valid.category.0,
        valid.task.map(|task| task.0),
    )
    .fetch_one(conn)
    .await?;
    let mut v = Validator::new();
    v.check(found.category, "category", FieldCode::Unknown);
    v.check(found.task, "task", FieldCode::Unknown);
    v.finish()
}

pub(super) async fn tell_deciders(conn: &mut PgConnection, expense: &Expense) -> Result<()> {
    let notice =
        Notice::ExpenseSubmitted { expense_id: expense.id, title: expense.project.clone(), amount: expense.money() };
    let key = format!("expense-submitted-{}-v{}", expense.id, expense.version);
    notify(conn, Audience::Holders(Permission::ExpensesApprove), notice, key).await
}

/// One of one's own expenses, with what is to be corrected.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's.
pub async fn find_expense(ctx: &Ctx, actor: &Actor, id: ExpenseId) -> Result<OwnExpense> {
    let user = actor.require(Permission::MoneyManageOwn)?;
    let mut conn = ctx.db.acquire().await?;
    let expense = find_own(&mut conn, user, id).await?;
    let returned = match expense.status {
        ExpenseStatus::Returned => returns::find_marked(&mut conn, SUBJECT, id.0).await?,
        _ => None,
    };
    Ok(OwnExpense { expense, returned })
}

pub(super) async fn find_own(conn: &mut PgConnection, user: UserId, id: ExpenseId) -> Result<Expense> {
    sqlx::query_scalar!(
        "select e.id from funding.expenses e join volunteering.projects p on p.id = e.project_id
         where e.id = $1 and p.organizer_id = $2",
        id.0,
        user.0,
    )
    .fetch_one(&mut *conn)
    .await?;
    load_one(conn, id).await
}

/// The expenses of one's own project, the newest first.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's project; [`Error::Invalid`] on `cursor`.
pub async fn list_expenses(ctx: &Ctx, actor: &Actor, project: ProjectId, page: PageRequest) -> Result<Page<Expense>> {
    let user = actor.require(Permission::MoneyManageOwn)?;
    let before = page.cursor()?.map_or(i64::MAX, |cursor| cursor.id);
    let mut conn = ctx.db.acquire().await?;
    own_project::find(&mut conn, user, project).await?;
    let ids = sqlx::query_scalar!(
        "select id from funding.expenses where project_id = $1 and id < $2 order by id desc limit $3",
        project.0,
        before,
        page.limit() + 1,
    )
    .fetch_all(&mut *conn)
    .await?;
    let ids = Page::from_rows(ids, page.limit(), |id| Cursor { key: *id, id: *id });
    Ok(Page { items: expense_records::load(&mut conn, &ids.items).await?, next: ids.next })
}
