//! A payment as it stands, and the lock under which it changes.

use birqadam_core::ssr::db_error::internal;
use birqadam_core::{Error, Money, PaymentId, ProjectId, Result, SponsorshipId};
use sqlx::PgConnection;

use super::super::ledger;
use crate::{PaymentFacts, PaymentStatus};

/// By the name we gave it at the provider; without a lock.
///
/// # Errors
/// Only when the database fails.
pub async fn find_payment(
    conn: &mut PgConnection,
    provider: &str,
    transaction_id: &str,
) -> Result<Option<PaymentFacts>> {
    let id = sqlx::query_scalar!(
        r#"select id as "id: PaymentId" from funding.payments where transaction_id = $1 and provider = $2"#,
        transaction_id,
        provider,
    )
    .fetch_optional(&mut *conn)
    .await?;
    match id {
        Some(id) => read(conn, id).await.map(Some),
        None => Ok(None),
    }
}

/// The payment as it is now, and nobody changes it before the caller's transaction ends.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn lock_payment(conn: &mut PgConnection, id: PaymentId) -> Result<PaymentFacts> {
    let project = sqlx::query_scalar!(
        r#"select s.project_id as "project_id: ProjectId"
           from funding.payments p join funding.sponsorships s on s.id = p.sponsorship_id where p.id = $1"#,
        id.0,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(Error::NotFound)?;
    ledger::lock_project(conn, project).await?;
    sqlx::query!("select id from funding.payments where id = $1 for update", id.0).fetch_one(&mut *conn).await?;
    read(conn, id).await
}

async fn read(conn: &mut PgConnection, id: PaymentId) -> Result<PaymentFacts> {
    let row = sqlx::query!(
        r#"select p.sponsorship_id, s.project_id, p.provider, p.transaction_id, p.provider_ref, p.status,
                  p.amount_minor, p.currency, p.refunded_minor, p.expires_at, p.completed_at,
                  funding.takes_money(j.status, j.ends_on) as "takes_money!"
           from funding.payments p
           join funding.sponsorships s on s.id = p.sponsorship_id
           join volunteering.projects j on j.id = s.project_id
           where p.id = $1"#,
        id.0,
    )
    .fetch_one(conn)
    .await?;
    Ok(PaymentFacts {
        id,
        sponsorship_id: SponsorshipId(row.sponsorship_id),
        project_id: ProjectId(row.project_id),
        provider: row.provider,
        transaction_id: row.transaction_id,
        provider_ref: row.provider_ref,
        status: PaymentStatus::parse(&row.status)
            .ok_or_else(|| internal(&format!("unknown payment status {}", row.status)))?,
        amount_minor: row.amount_minor,
        currency: row.currency,
        refunded_minor: row.refunded_minor,
        expires_at: row.expires_at,
        completed_at: row.completed_at,
        project_takes_money: row.takes_money,
    })
}

impl PaymentFacts {
    pub(crate) fn money(&self, minor: i64) -> Money {
        Money { minor, currency: self.currency.clone() }
    }
}
