//! Single-use links by e-mail: confirmation of the address, reset of the password.

use std::net::IpAddr;

use birqadam_core::{
    Actor, ActorKind, Approval, Code, Error, Locale, Result, UserId, Via,
    notice::Mail,
    ssr::{
        Ctx,
        audit::Entry,
        jobs::{self, Job},
        notify::SendMail,
    },
    validate::Validator,
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::PgConnection;

use super::{identity, limits, password, secret, tokens};
use crate::model::{ResetPassword, check_password};

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    ConfirmEmail,
    ResetPassword,
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Purpose::ConfirmEmail => "confirm_email",
            Purpose::ResetPassword => "reset_password",
        }
    }

    fn lifetime(self) -> TimeDelta {
        match self {
            Purpose::ConfirmEmail => TimeDelta::hours(48),
            Purpose::ResetPassword => TimeDelta::hours(1),
        }
    }

    fn mail(self, base_url: &str, token: &str) -> Mail {
        match self {
            Purpose::ConfirmEmail => Mail::ConfirmEmail { link: format!("{base_url}/confirm-email?token={token}") },
            Purpose::ResetPassword => Mail::ResetPassword { link: format!("{base_url}/reset-password?token={token}") },
        }
    }
}

/// Makes a link and enqueues the mail with it.
pub(super) async fn send(
    ctx: &Ctx,
    conn: &mut PgConnection,
    purpose: Purpose,
    user: UserId,
    email: &str,
    locale: Locale,
) -> Result<()> {
    send_once(ctx, conn, purpose, user, email, locale, None).await.map(|_| ())
}

/// The same, once for each request: `false` when its mail is on the way already.
async fn send_once(
    ctx: &Ctx,
    conn: &mut PgConnection,
    purpose: Purpose,
    user: UserId,
    email: &str,
    locale: Locale,
    request: Option<&str>,
) -> Result<bool> {
    let token = secret::hex();
    let made = sqlx::query_scalar!(
        "insert into accounts.email_tokens (user_id, purpose, token_hash, expires_at, request_key)
         values ($1, $2, $3, $4, $5) on conflict (request_key) do nothing returning id",
        user.0,
        purpose.as_str(),
        secret::hash(&token),
        ctx.now() + purpose.lifetime(),
        request,
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(id) = made else { return Ok(false) };
    let mail = SendMail {
        user,
        to: email.to_owned(),
        locale,
        mail: purpose.mail(&ctx.config.base_url, &token),
        dedupe_key: format!("email-token-{id}"),
    };
    jobs::enqueue(conn, &mail).await?;
    Ok(true)
}

/// Confirms that the address belongs to the account. Anyone with the link.
///
/// # Errors
/// [`Error::SignIn`] with [`Code::TokenInvalid`] when the link is unknown, used or expired.
pub async fn confirm_email(ctx: &Ctx, actor: &Actor, token: &str) -> Result<()> {
    let mut tx = ctx.begin().await?;
    let user = consume(ctx, &mut tx, Purpose::ConfirmEmail, token).await?;
    sqlx::query!(
        "update accounts.users set email_confirmed_at = coalesce(email_confirmed_at, now()) where id = $1",
        user.0,
    )
    .execute(&mut *tx)
    .await?;
    Entry::new("user.confirm_email", "user", user.0)
        .old(json!({ "email_confirmed": false }))
        .new_value(json!({ "email_confirmed": true }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Sends the confirmation link again, unless the address is confirmed. Signed in.
///
/// # Errors
/// [`Error::Unauthenticated`]; [`Error::TooMany`].
pub async fn resend_confirmation(ctx: &Ctx, actor: &Actor) -> Result<()> {
    let me = identity::me(ctx, actor).await?;
    if me.email_confirmed {
        return Ok(());
    }
    limits::confirmation(ctx, &me.email).await?;
    let mut tx = ctx.begin().await?;
    send(ctx, &mut tx, Purpose::ConfirmEmail, me.id, &me.email, actor.locale).await?;
    Entry::new("user.resend_confirmation", "user", me.id.0).record(&mut tx, actor).await?;
    tx.commit().await?;
    Ok(())
}

/// The job `password_reset`: the mail with the link, if somebody has the address.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PasswordReset {
    pub email: String,
    /// Whence it was asked for, for the action log.
    pub address: Option<IpAddr>,
    pub via: Via,
    /// Of this request: a job that runs again sends nothing again. Jobs of before have none.
    #[serde(default)]
    pub request: Option<String>,
}

impl Job for PasswordReset {
    const TASK: &'static str = "password_reset";
}

/// Has a link sent with which a new password can be set. Always succeeds, whether the address is
/// known or not (limits aside), and always takes the same time: a job looks.
///
/// # Errors
/// [`Error::Invalid`] on field `email` when it is no address; [`Error::TooMany`].
pub async fn request_password_reset(ctx: &Ctx, actor: &Actor, email: &str) -> Result<()> {
    let mut v = Validator::new();
    let email = v.email("email", email);
    v.finish()?;
    limits::reset(ctx, actor, &email).await?;
    let mut tx = ctx.begin().await?;
    let request = Some(secret::hex());
    jobs::enqueue(&mut tx, &PasswordReset { email, address: actor.address, via: actor.via, request }).await?;
    tx.commit().await?;
    Ok(())
}

/// Does the job: nothing for an address that nobody has or whose owner is blocked, and nothing
/// the second time (docs/adr/0009).
///
/// # Errors
/// Only when the database fails; then nothing was sent.
pub async fn send_password_reset(ctx: &Ctx, job: PasswordReset) -> Result<()> {
    let mut tx = ctx.begin().await?;
    let user = sqlx::query!(
        r#"select id as "id: UserId", locale from accounts.users where email = $1 and blocked_at is null"#,
        job.email,
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(user) = user else { return Ok(()) };
    let locale = Locale::parse(&user.locale).unwrap_or_default();
    let request = job.request.as_deref();
    if !send_once(ctx, &mut tx, Purpose::ResetPassword, user.id, &job.email, locale, request).await? {
        return Ok(());
    }
    let asker = Actor { address: job.address, ..Actor::anonymous(locale, job.via) };
    Entry::new("user.request_password_reset", "user", user.id.0).record(&mut tx, &asker).await?;
    tx.commit().await?;
    Ok(())
}

/// Sets the password and ends every session and refresh token of the account. Who could read
/// the mail owns the address, so it counts as confirmed.
///
/// # Errors
/// [`Error::SignIn`] with [`Code::TokenInvalid`] when the link is unknown, used or expired;
/// [`Error::Invalid`] on field `password`, which leaves the link good.
pub async fn reset_password(ctx: &Ctx, actor: &Actor, input: ResetPassword) -> Result<()> {
    let mut v = Validator::new();
    check_password(&mut v, &input.password);
    v.finish()?;
    let owner = sqlx::query!(
        r#"select u.id as "id: UserId", u.email, u.name, u.organization_name, u.is_approved
           from accounts.email_tokens t join accounts.users u on u.id = t.user_id
           where t.token_hash = $1 and t.purpose = $2 and t.used_at is null and t.expires_at > $3
             and u.blocked_at is null"#,
        secret::hash(&input.token),
        Purpose::ResetPassword.as_str(),
        ctx.now(),
    )
    .fetch_optional(&ctx.db)
    .await?
    .ok_or(Error::SignIn(Code::TokenInvalid))?;
    let local_part = owner.email.split('@').next().unwrap_or_default();
    let organization = owner.organization_name.as_deref().unwrap_or_default();
    password::check_strength(&input.password, &[local_part, &owner.name, organization])?;
    let hash = password::hash(input.password).await?;

    let mut tx = ctx.begin().await?;
    let user = consume(ctx, &mut tx, Purpose::ResetPassword, &input.token).await?;
    sqlx::query!(
        "update accounts.users
         set password_hash = $2, email_confirmed_at = coalesce(email_confirmed_at, now()), updated_at = now()
         where id = $1",
        user.0,
        hash,
    )
    .execute(&mut *tx)
    .await?;
    // Other links that were asked for must not set yet another password.
    sqlx::query!(
        "update accounts.email_tokens set used_at = $3 where user_id = $1 and purpose = $2 and used_at is null",
        user.0,
        Purpose::ResetPassword.as_str(),
        ctx.now(),
    )
    .execute(&mut *tx)
    .await?;
    tokens::end_all(&mut tx, user).await?;
    let kind = ActorKind::User { id: user, name: owner.name, approval: Approval::from_column(owner.is_approved) };
    let owner = Actor { kind, ..actor.clone() };
    Entry::new("user.reset_password", "user", user.0).record(&mut tx, &owner).await?;
    tx.commit().await?;
    Ok(())
}

/// Uses a link up. Of two uses at the same moment one finds nothing.
async fn consume(ctx: &Ctx, conn: &mut PgConnection, purpose: Purpose, token: &str) -> Result<UserId> {
    let user = sqlx::query_scalar!(
        r#"update accounts.email_tokens set used_at = $3
           where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3
           returning user_id as "user_id: UserId""#,
        secret::hash(token),
        purpose.as_str(),
        ctx.now(),
    )
    .fetch_optional(conn)
    .await?;
    user.ok_or(Error::SignIn(Code::TokenInvalid))
}
