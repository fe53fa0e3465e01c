//! What an approved expense does: the ledger, and the word to those whose money paid.

use birqadam_core::notice::Notice;
use birqadam_core::ssr::notify::{Audience, notify};
use birqadam_core::{Actor, Money, Result, UserId};
use sqlx::PgConnection;

use super::ledger;
use crate::model::Expense;

/// Posts the expense in the caller's transaction, which holds the project's lock. Posting twice changes
/// nothing.
///
/// # Errors
/// [`birqadam_core::Error::Conflict`] with [`birqadam_core::Code::NotEnoughMoney`] unless `may_overspend`.
pub(super) async fn post_expense(
    conn: &mut PgConnection,
    actor: &Actor,
    expense: &Expense,
    may_overspend: bool,
) -> Result<()> {
    let (id, project) = (expense.id, expense.project_id);
    let booked = actor.id().into();
    let spent = ledger::spend(conn, id, project, expense.amount.0, &expense.currency, booked, may_overspend).await?;
    let Some(spent) = spent else { return Ok(()) };
    let accounts: Vec<i64> = spent.sources.iter().map(|source| source.account).collect();
    let amounts: Vec<i64> = spent.sources.iter().map(|source| source.amount_minor).collect();
    let sponsors = sqlx::query!(
        r#"select s.sponsor_id as "sponsor: UserId", sum(source.amount)::bigint as "paid!"
           from unnest($1::bigint[], $2::bigint[]) as source (account, amount)
           join funding.ledger_accounts a on a.id = source.account
           join funding.sponsorships s on s.id = a.sponsorship_id
           group by s.sponsor_id order by s.sponsor_id"#,
        &accounts,
        &amounts,
    )
    .fetch_all(&mut *conn)
    .await?;
    for sponsor in sponsors {
        let notice = Notice::ExpensePublished {
            project_id: project,
            title: expense.project.clone(),
            category: expense.category.clone(),
            amount: Money { minor: sponsor.paid, currency: expense.currency.clone() },
        };
        notify(conn, Audience::User(sponsor.sponsor), notice, format!("expense-published-{id}")).await?;
    }
    Ok(())
}
