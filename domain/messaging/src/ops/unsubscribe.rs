//! The link in a mail that ends such mails, without signing in (RFC 8058). The token names the
//! person and the type, and is signed; it opens nothing else.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::audit::Entry;
use birqadam_core::{Actor, ActorKind, Approval, ChannelName, Error, NoticeKind, Result, UserId};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::dispatch::DIGEST;
use crate::model::Unsubscribable;

/// The address that ends mails of this kind (a type of notice, or the digest) for the person.
pub(super) fn link(ctx: &Ctx, user: UserId, kind: &str) -> String {
    format!("{}/unsubscribe?token={}", ctx.config.base_url, token(&ctx.config.secret, user, kind))
}

fn token(secret: &[u8], user: UserId, kind: &str) -> String {
    let name = format!("{user}.{kind}");
    format!("{name}.{}", BASE64.encode(mac(secret, &name).finalize().into_bytes()))
}

fn mac(secret: &[u8], name: &str) -> Hmac<Sha256> {
    // HMAC takes a key of any length; the purpose is part of what is signed.
    let mut mac =
        <Hmac<Sha256> as Mac>::new_from_slice(secret).unwrap_or_else(|_| Hmac::<Sha256>::new(&Default::default()));
    mac.update(b"unsubscribe:");
    mac.update(name.as_bytes());
    mac
}

/// The person and the kind, when we signed it. Compared in constant time.
fn read(secret: &[u8], token: &str) -> Option<(UserId, String)> {
    let (name, signature) = token.rsplit_once('.')?;
    mac(secret, name).verify_slice(&BASE64.decode(signature).ok()?).ok()?;
    let (user, kind) = name.split_once('.')?;
    (kind == DIGEST || NoticeKind::parse(kind).is_some()).then(|| Some((user.parse().ok()?, kind.to_owned())))?
}

/// What the link would end, and whether it has.
///
/// # Errors
/// [`Error::NotFound`] when we did not make the link, or the account is gone.
pub async fn find_subscription(ctx: &Ctx, token: &str) -> Result<Unsubscribable> {
    let (user, kind) = read(&ctx.config.secret, token).ok_or(Error::NotFound)?;
    let row = sqlx::query!(
        r#"select coalesce(s.digest, 'none') <> 'none' as "digest!", p.enabled as "enabled?"
           from accounts.users u
           left join messaging.notification_settings s on s.user_id = u.id
           left join messaging.notification_preferences p
                  on p.user_id = u.id and p.kind = $2 and p.channel = 'email'
           where u.id = $1"#,
        user.0,
        kind,
    )
    .fetch_optional(&ctx.db)
    .await?
    .ok_or(Error::NotFound)?;
    let kind = NoticeKind::parse(&kind);
    let is_on =
        kind.map_or(row.digest, |kind| row.enabled.unwrap_or_else(|| kind.is_on_by_default(ChannelName::Email)));
    Ok(Unsubscribable { kind, is_on })
}

/// Ends mails of the kind the link names. Anyone with the link, as often as they like. For a digest
/// every type that went into it is ended, otherwise they would come one by one.
///
/// # Errors
/// [`Error::NotFound`] when we did not make the link, or the account is gone.
pub async fn unsubscribe(ctx: &Ctx, actor: &Actor, token: &str) -> Result<()> {
    let (user, kind) = read(&ctx.config.secret, token).ok_or(Error::NotFound)?;
    let mut tx = ctx.begin().await?;
    let name = sqlx::query_scalar!("select name from accounts.users where id = $1", user.0)
        .fetch_optional(&mut *tx)
        .await?
        .ok_or(Error::NotFound)?;
    let kinds: Vec<String> = match NoticeKind::parse(&kind) {
        Some(kind) => vec![kind.as_str().to_owned()],
        None => {
            let digestible = NoticeKind::ALL.iter().filter(|kind| !kind.is_urgent() && !kind.ignores_preferences());
            digestible.map(|kind| kind.as_str().to_owned()).collect()
        }
    };
    let changed = sqlx::query!(
        "insert into messaging.notification_preferences (user_id, kind, channel, enabled)
         select $1, kind, 'email', false from unnest($2::text[]) as t (kind)
         on conflict (user_id, kind, channel) do update set enabled = false, updated_at = now()
             where notification_preferences.enabled",
        user.0,
        &kinds,
    )
    .execute(&mut *tx)
    .await?;
    if kind == DIGEST {
        sqlx::query!("update messaging.notification_settings set digest = 'none' where user_id = $1", user.0)
            .execute(&mut *tx)
            .await?;
        sqlx::query!(
            "update messaging.deliveries
             set state = 'suppressed', reason = 'turned_off', due_at = null, updated_at = $2
             where user_id = $1 and state = 'collected'",
            user.0,
            ctx.now(),
        )
        .execute(&mut *tx)
        .await?;
    }
    if changed.rows_affected() > 0 {
        let owner = Actor { kind: ActorKind::User { id: user, name, approval: Approval::Approved }, ..actor.clone() };
        Entry::new("notifications.unsubscribe", "user", user.0)
            .new_value(serde_json::json!({ "kind": kind }))
            .record(&mut tx, &owner)
            .await?;
    }
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_tokens_are_read() {
        let secret = b"a secret for tests, 32 bytes long";
        let good = token(secret, UserId(7), "report_returned");
        assert_eq!(read(secret, &good), Some((UserId(7), "report_returned".into())));
        assert_eq!(read(secret, &token(secret, UserId(7), DIGEST)), Some((UserId(7), DIGEST.into())));
        let forged = good.replacen('7', "8", 1);
        let other = token(b"another secret, also 32 bytes long", UserId(7), "report_returned");
        for bad in [forged.as_str(), &other, "", "7.report_returned.", "7.report_returned", "....", "'; --", "😀.😀.😀"]
        {
            assert_eq!(read(secret, bad), None, "{bad}");
        }
        assert_eq!(read(secret, &token(secret, UserId(7), "no_such_kind")), None);
    }
}
