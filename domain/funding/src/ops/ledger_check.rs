//! The daily look at the ledger: whether what is kept beside it says the same. It changes nothing.

use birqadam_core::notice::Notice;
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::notify::{Audience, notify};
use birqadam_core::{Permission, Result};
use sqlx::PgConnection;

/// What does not agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Accounts whose balance is not the sum of their postings.
    pub accounts: i64,
    /// Transactions that do not sum to zero, or have fewer than two sides.
    pub transactions: i64,
    /// Sponsorships that received something else than their account did.
    pub sponsorships: i64,
}

impl Differences {
    pub fn is_none(self) -> bool {
        self == Differences::default()
    }
}

/// # Errors
/// Only when the database fails.
pub async fn compare(conn: &mut PgConnection) -> Result<Differences> {
    let found = sqlx::query_as!(
        Differences,
        r#"select
               (select count(*) from funding.ledger_accounts a
                left join (select account_id, sum(amount_minor) as minor
                           from funding.ledger_postings group by account_id) p on p.account_id = a.id
                where a.balance_minor <> coalesce(p.minor, 0)) as "accounts!",
               (select count(*) from (
                    select t.id from funding.ledger_transactions t
                    left join funding.ledger_postings p on p.transaction_id = t.id
                    group by t.id having coalesce(sum(p.amount_minor), 1) <> 0 or count(p.id) < 2) wrong)
                   as "transactions!",
               (select count(*) from funding.sponsorships s
                left join (select a.sponsorship_id, sum(p.amount_minor) as minor
                           from funding.ledger_postings p
                           join funding.ledger_transactions t on t.id = p.transaction_id
                           join funding.ledger_accounts a on a.id = p.account_id
                           where a.kind = 'sponsorship' and t.source_kind in ('payment', 'refund')
                           group by a.sponsorship_id) came on came.sponsorship_id = s.id
                where s.received_minor <> coalesce(came.minor, 0)) as "sponsorships!""#,
    )
    .fetch_one(conn)
    .await?;
    Ok(found)
}

/// Compares, and tells those who watch the ledger when something differs, once a day. For the job.
///
/// # Errors
/// Only when the database fails.
pub async fn check(ctx: &Ctx) -> Result<Differences> {
    let mut tx = ctx.begin().await?;
    let found = compare(&mut tx).await?;
    if !found.is_none() {
        let Differences { accounts, transactions, sponsorships } = found;
        tracing::error!(accounts, transactions, sponsorships, "the ledger does not agree with what is kept beside it");
        let notice = Notice::LedgerDiffers { accounts, transactions, sponsorships };
        let key = format!("ledger-differs-{}", ctx.today());
        notify(&mut tx, Audience::Holders(Permission::LedgerView), notice, key).await?;
    }
    tx.commit().await?;
    Ok(found)
}
