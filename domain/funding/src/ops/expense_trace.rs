//! What money was spent on, and whose it was: from the ledger's postings by [`trace`] to the sponsorships
//! that paid, also later, for what had been spent ahead. Access is the caller's question.

use std::collections::{BTreeMap, BTreeSet};

use birqadam_core::{Amount, ExpenseId, ProjectId, Result, TaskId, UserId};
use sqlx::PgConnection;

use crate::model::{Moved, Part, ReversedPart, Traced, TracedExpense, trace};

/// The most expenses of one project that are told at once.
const MOST: i64 = 5_000;

/// A sponsor's money under one expense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    pub expense: ExpenseId,
    pub minor: i64,
    /// What of it came after it had been spent.
    pub later_minor: i64,
    /// The expense was taken back: the money stood under it until then.
    pub reversed: bool,
}

/// Where a sponsor's money of a project stands and stood.
///
/// # Errors
/// Only when the database fails.
pub async fn shares_of(conn: &mut PgConnection, project: ProjectId, sponsor: UserId) -> Result<Vec<Share>> {
    let own: BTreeSet<i64> = sqlx::query_scalar!(
        "select a.id from funding.sponsorships s join funding.ledger_accounts a on a.sponsorship_id = s.id
         where s.project_id = $1 and s.sponsor_id = $2",
        project.0,
        sponsor.0,
    )
    .fetch_all(&mut *conn)
    .await?
    .into_iter()
    .collect();
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let history = history(conn, project).await?;
    let mine = |parts: &[Part]| -> i64 {
        parts.iter().filter(|(whose, _)| whose.is_some_and(|account| own.contains(&account))).map(|(_, m)| m).sum()
    };
    // What was paid at once; the rest came later.
    let at_once: BTreeMap<i64, i64> = history
        .iter()
        .filter_map(|moved| match moved {
            Moved::Spent { expense, parts } => Some((*expense, mine(parts))),
            _ => None,
        })
        .collect();
    let share = |Traced { expense, parts, reversed }: Traced| {
        let minor = mine(&parts);
        let later_minor = (minor - at_once.get(&expense).copied().unwrap_or(0)).max(0);
        Share { expense: ExpenseId(expense), minor, later_minor, reversed }
    };
    Ok(trace(&history).into_iter().map(share).filter(|share| share.minor > 0).collect())
}

/// Whether a sponsor's money stands under an expense.
///
/// # Errors
/// Only when the database fails.
pub async fn has_paid(
    conn: &mut PgConnection,
    project: ProjectId,
    sponsor: UserId,
    expense: ExpenseId,
) -> Result<bool> {
    let shares = shares_of(conn, project, sponsor).await?;
    Ok(shares.iter().any(|share| share.expense == expense && !share.reversed))
}

/// All that moved money under expenses of a project, in the order of the ledger.
async fn history(conn: &mut PgConnection, project: ProjectId) -> Result<Vec<Moved>> {
    let rows = sqlx::query!(
        "select x.id, x.kind, x.source_id, a.id as account, a.kind as account_kind, l.amount_minor
         from funding.ledger_accounts a
         join funding.ledger_postings l on l.account_id = a.id
         join funding.ledger_transactions x on x.id = l.transaction_id
         where a.project_id = $1 and a.kind in ('sponsorship', 'advance')
           and x.source_kind in ('expense', 'sponsorship')
         order by x.id, a.id",
        project.0,
    )
    .fetch_all(conn)
    .await?;
    let history = rows.chunk_by(|a, b| a.id == b.id).filter_map(|lines| {
        let (kind, expense) = (lines[0].kind.as_str(), lines[0].source_id);
        let whose = |kind: &str, account| (kind == "sponsorship").then_some(account);
        let parts = lines.iter().map(|line| (whose(&line.account_kind, line.account), line.amount_minor.abs()));
        let parts: Vec<Part> = parts.collect();
        Some(match kind {
            "expense" => Moved::Spent { expense, parts },
            "reversal" => Moved::Reversed { expense, parts },
            _ => {
                let (gift, minor) = parts.into_iter().find_map(|(whose, minor)| whose.map(|gift| (gift, minor)))?;
                Moved::Settled { gift, minor }
            }
        })
    });
    Ok(history.collect())
}

/// Approved expenses of a project, the oldest first; of a sponsor only those their money paid, wholly or
/// in part.
///
/// # Errors
/// Only when the database fails.
pub async fn expenses_of(
    conn: &mut PgConnection,
    project: ProjectId,
    shares: Option<&[Share]>,
) -> Result<Vec<TracedExpense>> {
    let of_all = shares.is_none();
    let shares: Vec<&Share> = shares.unwrap_or_default().iter().filter(|share| !share.reversed).collect();
    let ids: Vec<i64> = shares.iter().map(|share| share.expense.0).collect();
    let paid: Vec<i64> = shares.iter().map(|share| share.minor).collect();
    let later: Vec<i64> = shares.iter().map(|share| share.later_minor).collect();
    let expenses = sqlx::query_as!(
        TracedExpense,
        r#"select e.id as "id: ExpenseId", b.category, e.description, e.spent_on, e.amount_minor,
                  coalesce(share.paid, e.amount_minor) as "paid_minor!", coalesce(share.later, 0) as "later_minor!",
                  e.currency, e.task_id as "task_id: TaskId", t.text as "task?", e.receipt_name, e.receipt_type
           from funding.expenses e
           join funding.budget_lines b on b.id = e.budget_line_id
           left join volunteering.tasks t on t.id = e.task_id
           left join unnest($3::bigint[], $4::bigint[], $5::bigint[]) as share (expense, paid, later)
             on share.expense = e.id
           where e.project_id = $1 and e.status = 'approved' and ($2 or share.expense is not null)
           order by e.spent_on, e.id limit $6"#,
        project.0,
        of_all,
        &ids,
        &paid,
        &later,
        MOST,
    )
    .fetch_all(conn)
    .await?;
    Ok(expenses)
}

/// Expenses that a sponsor's money had paid and that were taken back, the latest first.
///
/// # Errors
/// Only when the database fails.
pub async fn reversed_of(conn: &mut PgConnection, project: ProjectId, shares: &[Share]) -> Result<Vec<ReversedPart>> {
    let shares: Vec<&Share> = shares.iter().filter(|share| share.reversed).collect();
    let ids: Vec<i64> = shares.iter().map(|share| share.expense.0).collect();
    let paid: Vec<i64> = shares.iter().map(|share| share.minor).collect();
    let rows = sqlx::query!(
        r#"select e.id as "id: ExpenseId", b.category, e.description, e.spent_on, e.amount_minor,
                  share.paid as "paid!", e.reversed_at as "reversed_at!"
           from unnest($2::bigint[], $3::bigint[]) as share (expense, paid)
           join funding.expenses e on e.id = share.expense
           join funding.budget_lines b on b.id = e.budget_line_id
           where e.project_id = $1 and e.status = 'reversed' and e.reversed_at is not null
           order by e.reversed_at desc, e.id desc limit $4"#,
        project.0,
        &ids,
        &paid,
        MOST,
    )
    .fetch_all(conn)
    .await?;
    let parts = rows.into_iter().map(|row| ReversedPart {
        expense_id: row.id,
        category: row.category,
        description: row.description,
        spent_on: row.spent_on,
        amount: Amount(row.amount_minor),
        paid: Amount(row.paid),
        reversed_at: row.reversed_at,
    });
    Ok(parts.collect())
}
