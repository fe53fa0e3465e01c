//! Money that comes in, settles what was spent ahead of it, and goes back to who gave it.

use birqadam_core::{PaymentId, RefundId, Result, SponsorshipId, UserId};
use sqlx::PgConnection;

use super::posting::post;
use super::{Booked, Event, Posting};

/// A payment came in: from the provider to the sponsorship's account. Returns whether it is new.
/// The caller holds [`lock_project`].
///
/// # Errors
/// Only when the database fails.
pub async fn receive(
    conn: &mut PgConnection,
    payment: PaymentId,
    provider: &str,
    sponsorship: SponsorshipId,
    amount_minor: i64,
    booked: Booked,
) -> Result<bool> {
    let (from, to, currency) = sides(conn, provider, sponsorship).await?;
    let postings = [Posting { account: from, amount_minor: -amount_minor }, Posting { account: to, amount_minor }];
    let is_new = post(conn, Event::Payment(payment), &currency, booked, &postings).await?.is_some();
    if is_new {
        settle(conn, sponsorship, to, booked).await?;
    }
    Ok(is_new)
}

/// What the project spent ahead is paid from what came in.
async fn settle(conn: &mut PgConnection, sponsorship: SponsorshipId, account: i64, booked: Booked) -> Result<()> {
    let ahead = sqlx::query!(
        r#"select ahead.id, ahead.balance_minor, gift.balance_minor as has, gift.currency
           from funding.ledger_accounts gift
           join funding.ledger_accounts ahead on ahead.project_id = gift.project_id
                and ahead.currency = gift.currency and ahead.kind = 'advance'
           where gift.id = $1 and ahead.balance_minor < 0"#,
        account,
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(ahead) = ahead else { return Ok(()) };
    let amount_minor = ahead.has.min(-ahead.balance_minor);
    if amount_minor <= 0 {
        return Ok(());
    }
    let postings = [Posting { account, amount_minor: -amount_minor }, Posting { account: ahead.id, amount_minor }];
    post(conn, Event::Settlement(sponsorship), &ahead.currency, booked, &postings).await?;
    Ok(())
}

/// Money went back: from the sponsorship's account to the provider. Returns whether it is new. The
/// caller holds [`lock_project`].
///
/// # Errors
/// When the sponsorship has less left (constraint `ledger_accounts_not_below_zero`) or the database
/// fails.
pub async fn send_back(
    conn: &mut PgConnection,
    refund: RefundId,
    provider: &str,
    sponsorship: SponsorshipId,
    amount_minor: i64,
    actor: Option<UserId>,
) -> Result<bool> {
    let (to, from, currency) = sides(conn, provider, sponsorship).await?;
    let postings = [Posting { account: from, amount_minor: -amount_minor }, Posting { account: to, amount_minor }];
    Ok(post(conn, Event::Refund(refund), &currency, actor.into(), &postings).await?.is_some())
}

async fn sides(conn: &mut PgConnection, provider: &str, sponsorship: SponsorshipId) -> Result<(i64, i64, String)> {
    let gift = sqlx::query!("select project_id, currency from funding.sponsorships where id = $1", sponsorship.0)
        .fetch_one(&mut *conn)
        .await?;
    let outside = sqlx::query_scalar!(
        r#"insert into funding.ledger_accounts as a (kind, provider, currency) values ('provider', $1, $2)
           on conflict (provider, currency) where kind = 'provider' do update set kind = a.kind returning id"#,
        provider,
        gift.currency,
    )
    .fetch_one(&mut *conn)
    .await?;
    let inside = sqlx::query_scalar!(
        r#"insert into funding.ledger_accounts as a (kind, project_id, sponsorship_id, currency)
           values ('sponsorship', $1, $2, $3)
           on conflict (sponsorship_id, currency) where kind = 'sponsorship' do update set kind = a.kind returning id"#,
        gift.project_id,
        sponsorship.0,
        gift.currency,
    )
    .fetch_one(&mut *conn)
    .await?;
    Ok((outside, inside, gift.currency))
}
