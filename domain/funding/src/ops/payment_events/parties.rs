//! Who has to do with a payment, and the action log of it.

use birqadam_core::ssr::audit::Entry;
use birqadam_core::{Actor, Result, SponsorshipId, UserId};
use serde_json::json;
use sqlx::PgConnection;

use crate::{PaymentFacts, PaymentStatus};

/// Who has to do with a sponsorship.
pub(crate) struct Parties {
    pub sponsor: UserId,
    pub organizer: UserId,
    pub title: String,
    /// Nothing when the sponsor does not want to be named.
    pub shown_sponsor: Option<String>,
}

pub(crate) async fn parties(conn: &mut PgConnection, sponsorship: SponsorshipId) -> Result<Parties> {
    let row = sqlx::query!(
        r#"select s.sponsor_id as "sponsor_id: UserId", j.organizer_id as "organizer_id: UserId", j.title,
                  s.is_anonymous, coalesce(nullif(u.organization_name, ''), u.name) as "name!"
           from funding.sponsorships s
           join volunteering.projects j on j.id = s.project_id
           join accounts.users u on u.id = s.sponsor_id
           where s.id = $1"#,
        sponsorship.0,
    )
    .fetch_one(conn)
    .await?;
    Ok(Parties {
        sponsor: row.sponsor_id,
        organizer: row.organizer_id,
        title: row.title,
        shown_sponsor: (!row.is_anonymous).then_some(row.name),
    })
}

/// A provider as the one who acts.
pub(crate) fn provider_actor(provider: &str) -> Actor {
    Actor::system(match provider {
        "stripe" => "Stripe",
        "payme" => "Payme",
        "click" => "Click",
        "kaspi" => "Kaspi",
        _ => "payment simulator",
    })
}

pub(super) async fn log(
    conn: &mut PgConnection,
    payment: &PaymentFacts,
    operation: &str,
    status: PaymentStatus,
    reason: Option<&str>,
) -> Result<()> {
    Entry::new(operation, "payment", payment.id.0)
        .old(json!({ "status": payment.status }))
        .new_value(json!({
            "status": status,
            "sponsorship_id": payment.sponsorship_id,
            "transaction_id": payment.transaction_id,
            "provider": payment.provider,
            "amount_minor": payment.amount_minor,
            "currency": payment.currency,
            "reason": reason,
        }))
        .record(conn, &provider_actor(&payment.provider))
        .await
}
