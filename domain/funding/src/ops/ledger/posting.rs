//! The one way a transaction gets into the ledger.

use birqadam_core::{ProjectId, Result};
use sqlx::PgConnection;

use super::{Booked, Event, Posting};

pub(super) async fn project_account(
    conn: &mut PgConnection,
    project: ProjectId,
    kind: &str,
    currency: &str,
) -> Result<i64> {
    let id = sqlx::query_scalar!(
        r#"insert into funding.ledger_accounts as a (kind, project_id, currency) values ($1, $2, $3)
           on conflict (project_id, kind, currency) where kind in ('advance', 'spent') do update set kind = a.kind
           returning id"#,
        kind,
        project.0,
        currency,
    )
    .fetch_one(conn)
    .await?;
    Ok(id)
}

pub(super) async fn post(
    conn: &mut PgConnection,
    event: Event,
    currency: &str,
    booked: Booked,
    postings: &[Posting],
) -> Result<Option<i64>> {
    let (source_kind, source_id) = event.source();
    let transaction = sqlx::query_scalar!(
        "insert into funding.ledger_transactions (kind, currency, source_kind, source_id, actor_id, created_at)
         values ($1, $2, $3, $4, $5, coalesce($6, now())) on conflict on constraint ledger_transactions_once do nothing returning id",
        event.kind(),
        currency,
        source_kind,
        source_id,
        booked.by.map(|user| user.0),
        booked.at,
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(transaction) = transaction else { return Ok(None) };
    write(conn, transaction, currency, postings).await?;
    Ok(Some(transaction))
}

pub(super) async fn write(
    conn: &mut PgConnection,
    transaction: i64,
    currency: &str,
    postings: &[Posting],
) -> Result<()> {
    // Accounts by id: two transactions never lock them crosswise.
    let mut postings = postings.to_vec();
    postings.sort_by_key(|posting| posting.account);
    let accounts: Vec<i64> = postings.iter().map(|posting| posting.account).collect();
    let amounts: Vec<i64> = postings.iter().map(|posting| posting.amount_minor).collect();
    sqlx::query!(
        "insert into funding.ledger_postings (transaction_id, account_id, currency, amount_minor)
         select $1, line.account, $2, line.amount
         from unnest($3::bigint[], $4::bigint[]) with ordinality as line (account, amount, n) order by n",
        transaction,
        currency,
        &accounts,
        &amounts,
    )
    .execute(conn)
    .await?;
    Ok(())
}
