//! What was collected for a person goes out as one mail.

use birqadam_core::ssr::{Ctx, jobs};
use birqadam_core::{Actor, DeliveryId, Result, UserId};

use super::{Deliver, dispatch, require_system};

/// Makes one mail of everything that waits for the person's digest. Run by the job `digest` as the
/// system; when nothing waits, nothing happens.
///
/// # Errors
/// [`birqadam_core::Error::Forbidden`] for anyone but the system.
pub async fn close_digest(ctx: &Ctx, actor: &Actor, user: UserId) -> Result<()> {
    require_system(actor)?;
    let now = ctx.now();
    let mut tx = ctx.begin().await?;
    // Of two at once the second waits here and finds nothing left.
    let waiting = sqlx::query_scalar!(
        "select id from messaging.deliveries where user_id = $1 and state = 'collected' order by id for update",
        user.0,
    )
    .fetch_all(&mut *tx)
    .await?;
    let Some(last) = waiting.last() else { return Ok(()) };
    let delivery = sqlx::query_scalar!(
        r#"insert into messaging.deliveries (user_id, channel, kind, state, due_at, dedupe_key)
           values ($1, 'email', $2, 'queued', $3, $4) returning id as "id: DeliveryId""#,
        user.0,
        dispatch::DIGEST,
        now,
        format!("digest-{user}-{last}"),
    )
    .fetch_one(&mut *tx)
    .await?;
    sqlx::query!(
        "update messaging.deliveries set state = 'digested', digest_id = $2, due_at = null, updated_at = $3
         where id = any($1)",
        &waiting,
        delivery.0,
        now,
    )
    .execute(&mut *tx)
    .await?;
    let job = Deliver::mail(delivery);
    jobs::enqueue_as(&mut tx, &job, Some(&job.key())).await?;
    tx.commit().await?;
    Ok(())
}
