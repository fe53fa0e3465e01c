//! What a project has, and spending it.

use birqadam_core::{Code, Error, ExpenseId, ProjectId, Result};
use sqlx::PgConnection;

use super::posting::{post, project_account};
use super::{Booked, Event, Posting};

/// Money of one sponsorship that pays a part of an expense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The account of the sponsorship; of the project's advance when it is spent before it is there.
    pub account: i64,
    pub amount_minor: i64,
}

/// What [`spend`] did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spent {
    pub transaction: i64,
    pub sources: Vec<Source>,
}

/// What a project has and may spend, in minor units: what is left of its sponsorships, less what was
/// spent ahead.
///
/// # Errors
/// Only when the database fails.
pub async fn available(conn: &mut PgConnection, project: ProjectId, currency: &str) -> Result<i64> {
    let sum = sqlx::query_scalar!(
        r#"select coalesce(sum(balance_minor), 0)::bigint as "sum!" from funding.ledger_accounts
           where project_id = $1 and currency = $2 and kind in ('sponsorship', 'advance')"#,
        project.0,
        currency,
    )
    .fetch_one(conn)
    .await?;
    Ok(sum)
}

/// An expense was approved: from the oldest sponsorships that have something left, and, only when
/// `may_overspend`, the rest ahead. Returns the transaction and who paid; nothing when it was posted
/// before. The caller holds [`lock_project`].
///
/// # Errors
/// [`Error::Conflict`] with [`Code::NotEnoughMoney`]; the database keeps gifts from falling below zero
/// whatever the caller thought.
pub async fn spend(
    conn: &mut PgConnection,
    expense: ExpenseId,
    project: ProjectId,
    amount_minor: i64,
    currency: &str,
    booked: Booked,
    may_overspend: bool,
) -> Result<Option<Spent>> {
    let purses = sqlx::query_as!(
        Source,
        r#"select a.id as account, a.balance_minor as amount_minor
           from funding.ledger_accounts a join funding.sponsorships s on s.id = a.sponsorship_id
           where a.project_id = $1 and a.currency = $2 and a.kind = 'sponsorship' and a.balance_minor > 0
           order by s.completed_at, s.id for no key update of a"#,
        project.0,
        currency,
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut sources = crate::draw(&purses_of(&purses), amount_minor)
        .into_iter()
        .map(|(account, amount_minor)| Source { account, amount_minor })
        .collect::<Vec<_>>();
    let missing = amount_minor - sources.iter().map(|source| source.amount_minor).sum::<i64>();
    // What was spent ahead is not there to be spent again.
    if !may_overspend && amount_minor > available(conn, project, currency).await? {
        return Err(Error::Conflict(Code::NotEnoughMoney));
    }
    if missing > 0 {
        let advance = project_account(conn, project, "advance", currency).await?;
        sources.push(Source { account: advance, amount_minor: missing });
    }
    let spent = project_account(conn, project, "spent", currency).await?;
    let mut postings: Vec<Posting> =
        sources.iter().map(|source| Posting { account: source.account, amount_minor: -source.amount_minor }).collect();
    postings.push(Posting { account: spent, amount_minor });
    let transaction = post(conn, Event::Expense(expense), currency, booked, &postings).await?;
    Ok(transaction.map(|transaction| Spent { transaction, sources }))
}

fn purses_of(sources: &[Source]) -> Vec<(i64, i64)> {
    sources.iter().map(|source| (source.account, source.amount_minor)).collect()
}
