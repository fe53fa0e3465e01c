//! Mails about an account itself: they ask for no preference and no hour.

use birqadam_core::ssr::{Ctx, jobs, notify::SendMail};
use birqadam_core::{Actor, DeliveryId, Result, notice::Mail};

use super::{Deliver, dispatch, require_system};

/// Accepts a mail for delivery; one with a known `dedupe_key` is accepted already. Run by the job
/// `send_mail` as the system.
///
/// # Errors
/// [`birqadam_core::Error::Forbidden`] for anyone but the system.
pub async fn accept(ctx: &Ctx, actor: &Actor, mail: &SendMail) -> Result<()> {
    require_system(actor)?;
    let kind = match &mail.mail {
        Mail::ConfirmEmail { .. } => "confirm_email",
        Mail::ResetPassword { .. } => "reset_password",
        Mail::Notice { notice, .. } => notice.kind().as_str(),
        Mail::Digest { .. } => dispatch::DIGEST,
    };
    let mut tx = ctx.begin().await?;
    // Mails of the older version have a row without content. An account that is gone gets nothing.
    let accepted = sqlx::query_scalar!(
        r#"insert into messaging.deliveries (user_id, channel, kind, state, due_at, payload, to_address, dedupe_key)
           select id, 'email', $2, 'queued', $3, $4, $5, $6 from accounts.users where id = $1
           on conflict (dedupe_key) do update
               set payload = excluded.payload, kind = excluded.kind, due_at = excluded.due_at
               where deliveries.state = 'queued' and deliveries.payload is null
           returning id as "id: DeliveryId""#,
        mail.user.0,
        kind,
        ctx.now(),
        serde_json::to_value(mail)?,
        mail.to,
        mail.dedupe_key,
    )
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(delivery) = accepted {
        let job = Deliver::mail(delivery);
        jobs::enqueue_as(&mut tx, &job, Some(&job.key())).await?;
    }
    tx.commit().await?;
    Ok(())
}
