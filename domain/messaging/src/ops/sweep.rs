//! The safety net, by the clock: whatever is overdue gets a job again, and what nobody needs any
//! more is removed.

use birqadam_core::ssr::{Ctx, jobs};
use birqadam_core::{Actor, ChannelName, DeliveryId, Result, UserId};
use chrono::TimeDelta;

use super::{Deliver, SendDigest, require_system};

/// Later than this nothing is only slow. A dead worker's leases end by then, too.
const OVERDUE: TimeDelta = TimeDelta::minutes(2);
/// At most so many at once; the rest with the next round.
const BATCH: i64 = 1000;
/// How long the words of a mail are kept, to answer "what did you write to me?".
const WORDS_KEPT: TimeDelta = TimeDelta::days(90);

/// Enqueues a job for each delivery and digest whose time is past: its job died with its worker,
/// or was removed by hand.
///
/// # Errors
/// [`birqadam_core::Error::Forbidden`] for anyone but the system.
pub async fn sweep(ctx: &Ctx, actor: &Actor) -> Result<()> {
    require_system(actor)?;
    let overdue = sqlx::query!(
        r#"select id as "id: DeliveryId", user_id as "user_id: UserId", channel, state from messaging.deliveries
           where state in ('queued', 'held', 'sending', 'collected') and due_at < $1
           order by due_at limit $2"#,
        ctx.now() - OVERDUE,
        BATCH,
    )
    .fetch_all(&ctx.db)
    .await?;
    let mut conn = ctx.db.acquire().await?;
    for row in overdue {
        match (row.state.as_str(), row.user_id) {
            ("collected", Some(user)) => {
                let job = SendDigest { user };
                jobs::enqueue_as(&mut conn, &job, Some(&job.key())).await?;
            }
            _ => {
                let channel = ChannelName::parse(&row.channel).unwrap_or(ChannelName::Email);
                let job = Deliver { delivery: row.id, channel };
                jobs::enqueue_as(&mut conn, &job, Some(&job.key())).await?;
            }
        }
    }
    Ok(())
}

/// Forgets the words of old mails; that they were sent is kept.
///
/// # Errors
/// Only when the database fails.
pub async fn clean_up(ctx: &Ctx) -> Result<()> {
    sqlx::query!(
        "update messaging.deliveries set body_text = null, body_html = null
         where sent_at < $1 and body_text is not null",
        ctx.now() - WORDS_KEPT,
    )
    .execute(&ctx.db)
    .await?;
    Ok(())
}
