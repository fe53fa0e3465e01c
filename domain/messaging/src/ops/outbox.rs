//! Outgoing mail: every mail with its outcome, and the reading of them.

use birqadam_core::ssr::{Ctx, notify::SendMail};
use birqadam_core::{Actor, Cursor, EmailId, Page, PageRequest, Permission, Result, notice::Mail};

use crate::model::Email;

/// All mails, newest first. Permission `settings.manage`.
///
/// # Errors
/// [`birqadam_core::Error::Forbidden`] without the permission.
pub async fn list_emails(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<Email>> {
    actor.require(Permission::SettingsManage)?;
    let before = page.cursor()?.map_or(i64::MAX, |cursor| cursor.id);
    let rows = sqlx::query_as!(
        Email,
        r#"select id as "id: EmailId", to_address, subject, body_text, status, last_error, created_at, sent_at
           from messaging.emails where id < $1 order by id desc limit $2"#,
        before,
        page.limit() + 1,
    )
    .fetch_all(&ctx.db)
    .await?;
    Ok(Page::from_rows(rows, page.limit(), |mail| Cursor::at(mail.created_at, mail.id.0)))
}

/// Writes a finished mail down before it is sent. `None` when a mail with its `dedupe_key` went
/// out (or was kept) already: then there is nothing to send.
///
/// # Errors
/// Only when the database fails.
pub async fn record_email(
    ctx: &Ctx,
    mail: &SendMail,
    subject: &str,
    text: &str,
    html: &str,
) -> Result<Option<EmailId>> {
    let id = sqlx::query_scalar!(
        r#"insert into messaging.emails (user_id, to_address, subject, body_text, body_html, dedupe_key, attempts)
           values ((select id from accounts.users where id = $1), $2, $3, $4, $5, $6, 1)
           on conflict (dedupe_key) do update set attempts = emails.attempts + 1
               where emails.status in ('queued', 'failed')
           returning id as "id: EmailId""#,
        mail.user.0,
        mail.to,
        subject,
        text,
        html,
        mail.dedupe_key,
    )
    .fetch_optional(&ctx.db)
    .await?;
    Ok(id)
}

/// The mail server took it. A mail whose link opens an account loses its body: what reached its
/// reader must not be read by an administrator.
///
/// # Errors
/// Only when the database fails.
pub async fn mark_sent(ctx: &Ctx, id: EmailId, mail: &Mail) -> Result<()> {
    let opens_account = matches!(mail, Mail::ConfirmEmail { .. } | Mail::ResetPassword { .. });
    sqlx::query!(
        "update messaging.emails
         set status = 'sent', sent_at = now(), last_error = null,
             body_text = case when $2 then '' else body_text end,
             body_html = case when $2 then '' else body_html end
         where id = $1",
        id.0,
        opens_account,
    )
    .execute(&ctx.db)
    .await?;
    Ok(())
}

/// The mail server did not take it; the job tries again.
///
/// # Errors
/// Only when the database fails.
pub async fn mark_failed(ctx: &Ctx, id: EmailId, error: &str) -> Result<()> {
    sqlx::query!("update messaging.emails set status = 'failed', last_error = $2 where id = $1", id.0, error)
        .execute(&ctx.db)
        .await?;
    Ok(())
}

/// No mail server is configured: the mail stays here to be read in the admin console.
///
/// # Errors
/// Only when the database fails.
pub async fn mark_kept(ctx: &Ctx, id: EmailId) -> Result<()> {
    sqlx::query!("update messaging.emails set status = 'kept' where id = $1", id.0).execute(&ctx.db).await?;
    Ok(())
}
