//! Turning round what was posted: an expense that is taken back, a refund that is not sent.

use birqadam_core::{Error, ExpenseId, ProjectId, RefundId, Result, UserId};
use sqlx::PgConnection;

use super::posting::write;
use super::{Event, Posting};

/// Takes an expense back: to the very sponsorships that paid, and where the project has since paid for
/// what it spent ahead, to those that did. Returns whether it is new. The caller holds [`lock_project`].
///
/// # Errors
/// [`Error::NotFound`] when the expense was never posted.
pub async fn reverse_expense(conn: &mut PgConnection, expense: ExpenseId, actor: Option<UserId>) -> Result<bool> {
    let done = find(conn, Event::Expense(expense)).await?;
    let Some(reversal) = begin_reversal(conn, &done, Event::Expense(expense), actor).await? else { return Ok(false) };
    let paid = sqlx::query!(
        "select p.account_id, p.amount_minor, a.kind, a.project_id, a.balance_minor
         from funding.ledger_postings p join funding.ledger_accounts a on a.id = p.account_id
         where p.transaction_id = $1 order by p.account_id",
        done.id,
    )
    .fetch_all(&mut *conn)
    .await?;
    let purses: Vec<(i64, i64)> = paid
        .iter()
        .filter(|line| line.kind == "sponsorship")
        .map(|line| (line.account_id, -line.amount_minor))
        .collect();
    let ahead = paid.iter().find(|line| line.kind == "advance");
    let project = paid.iter().find_map(|line| line.project_id).ok_or(Error::NotFound)?;
    let room = room(conn, ProjectId(project), &done.currency).await?;
    // What is still owed is forgiven first; the rest came from somebody.
    let (spent_ahead, owed) = ahead.map_or((0, 0), |line| (-line.amount_minor, -line.balance_minor));
    let forgiven = spent_ahead.min(owed);
    let mut postings: Vec<Posting> = crate::give_back(&purses, &room, spent_ahead - forgiven)
        .into_iter()
        .map(|(account, amount_minor)| Posting { account, amount_minor })
        .collect();
    if let (Some(line), true) = (ahead, forgiven > 0) {
        postings.push(Posting { account: line.account_id, amount_minor: forgiven });
    }
    postings.extend(
        paid.iter()
            .filter(|line| line.kind == "spent")
            .map(|line| Posting { account: line.account_id, amount_minor: -line.amount_minor }),
    );
    write(conn, reversal, &done.currency, &postings).await?;
    Ok(true)
}

/// A refund that the provider will not send: the money is the sponsorship's again. Returns whether
/// it is new. The caller holds [`lock_project`].
///
/// # Errors
/// [`Error::NotFound`] when the refund was never posted.
pub async fn reverse_refund(conn: &mut PgConnection, refund: RefundId, actor: Option<UserId>) -> Result<bool> {
    let done = find(conn, Event::Refund(refund)).await?;
    let Some(reversal) = begin_reversal(conn, &done, Event::Refund(refund), actor).await? else { return Ok(false) };
    let postings = sqlx::query_as!(
        Posting,
        "select account_id as account, -amount_minor as \"amount_minor!\" from funding.ledger_postings
         where transaction_id = $1 order by account_id",
        done.id,
    )
    .fetch_all(&mut *conn)
    .await?;
    write(conn, reversal, &done.currency, &postings).await?;
    Ok(true)
}

/// A transaction that is there.
struct Done {
    id: i64,
    currency: String,
}

async fn find(conn: &mut PgConnection, event: Event) -> Result<Done> {
    let (source_kind, source_id) = event.source();
    sqlx::query_as!(
        Done,
        "select id, currency from funding.ledger_transactions where source_kind = $1 and source_id = $2 and kind = $3",
        source_kind,
        source_id,
        event.kind(),
    )
    .fetch_optional(conn)
    .await?
    .ok_or(Error::NotFound)
}

/// The transaction that turns another round; nothing when there is one already.
async fn begin_reversal(
    conn: &mut PgConnection,
    done: &Done,
    event: Event,
    actor: Option<UserId>,
) -> Result<Option<i64>> {
    let (source_kind, source_id) = event.source();
    let reversal = sqlx::query_scalar!(
        "insert into funding.ledger_transactions (kind, currency, source_kind, source_id, reverses_id, actor_id)
         values ('reversal', $1, $2, $3, $4, $5) on conflict do nothing returning id",
        done.currency,
        source_kind,
        source_id,
        done.id,
        actor.map(|user| user.0),
    )
    .fetch_optional(conn)
    .await?;
    Ok(reversal)
}

/// What was taken out of each sponsorship of a project and could come back, the newest first.
async fn room(conn: &mut PgConnection, project: ProjectId, currency: &str) -> Result<Vec<(i64, i64)>> {
    let rows = sqlx::query!(
        r#"select a.id, (came.minor - a.balance_minor) as "room!"
           from funding.ledger_accounts a
           join funding.sponsorships s on s.id = a.sponsorship_id
           cross join lateral (
               select coalesce(sum(p.amount_minor), 0)::bigint as minor
               from funding.ledger_postings p join funding.ledger_transactions t on t.id = p.transaction_id
               where p.account_id = a.id and t.source_kind in ('payment', 'refund')) came
           where a.project_id = $1 and a.currency = $2 and a.kind = 'sponsorship'
           order by s.completed_at desc, s.id desc"#,
        project.0,
        currency,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.room)).collect())
}
