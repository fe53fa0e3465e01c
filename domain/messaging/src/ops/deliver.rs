//! From a notice to inbox entries and mails.

use birqadam_core::ssr::notify::{Audience, Notify, SendMail};
use birqadam_core::ssr::{Ctx, jobs};
use birqadam_core::{
    Actor, ActorKind, Code, Error, Locale, Result, UserId,
    notice::{Mail, Notice},
};

/// Writes the inbox entries of a notice; the same `dedupe_key` never tells a person twice. Also
/// queues the mails. Run by the job `notify` as the system.
///
/// # Errors
/// [`Error::Forbidden`] for anyone but the system.
pub async fn deliver(ctx: &Ctx, actor: &Actor, notify: &Notify) -> Result<()> {
    if !matches!(actor.kind, ActorKind::System { .. }) {
        return Err(Error::Forbidden(Code::NotAllowed));
    }
    let (user, permission) = match &notify.audience {
        Audience::User(user) => (Some(user.0), None),
        Audience::Holders(permission) => (None, Some(permission.as_str())),
    };
    let mut tx = ctx.begin().await?;
    // Blocked people are told nothing. Of a permission's holders only approved accounts count,
    // while a single person is told also that they were not approved.
    let told = sqlx::query!(
        r#"with people as (
               select id from accounts.users where id = $1 and blocked_at is null
               union
               select u.id from accounts.role_permissions rp
               join accounts.user_roles ur on ur.role_id = rp.role_id
               join accounts.users u on u.id = ur.user_id
               where rp.permission = $2 and u.is_approved and u.blocked_at is null),
           told as (
               insert into messaging.notifications (user_id, notice, dedupe_key)
               select id, $3, $4 from people
               on conflict (user_id, dedupe_key) do nothing
               returning user_id)
           select u.id, u.email, u.locale, u.email_confirmed_at is not null as "confirmed!"
           from accounts.users u join told on told.user_id = u.id"#,
        user,
        permission,
        serde_json::to_value(&notify.notice)?,
        notify.dedupe_key,
    )
    .fetch_all(&mut *tx)
    .await?;
    if goes_by_mail(&notify.notice) {
        let link = format!("{}{}", ctx.config.base_url, notify.notice.link());
        for person in told.into_iter().filter(|person| person.confirmed) {
            let mail = SendMail {
                user: UserId(person.id),
                to: person.email,
                locale: Locale::parse(&person.locale).unwrap_or(Locale::Ru),
                mail: Mail::Notice { notice: notify.notice.clone(), link: link.clone() },
                dedupe_key: format!("{}-{}", notify.dedupe_key, person.id),
            };
            jobs::enqueue(&mut tx, &mail).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Decisions a person waits for, possibly for days, go out by mail too; the rest would only
/// teach them to ignore us.
fn goes_by_mail(notice: &Notice) -> bool {
    matches!(
        notice,
        Notice::AccountApproved
            | Notice::AccountRejected { .. }
            | Notice::ProjectApproved { .. }
            | Notice::ProjectReturned { .. }
            | Notice::ProjectRejected { .. }
            | Notice::ReportReturned { .. }
            | Notice::ReportRejected { .. }
    )
}
