//! Sign-in by e-mail and password.

use birqadam_core::{
    Actor, Code, Error, FieldCode, Result, UserId,
    ssr::{Ctx, audit::Entry},
    validate::Validator,
};

use serde_json::json;

use super::{identity, limits, password};
use crate::model::{Me, PASSWORD_MAX, SignIn};

/// The account, if address and password belong together and it is not blocked. Limited per
/// (address, account) pair, so that nobody can lock out somebody else; the same answer for an
/// unknown address, after the same time.
///
/// # Errors
/// [`Error::SignIn`] with [`Code::WrongCredentials`]; [`Error::Forbidden`] with
/// [`Code::AccountBlocked`], told only to who knows the password; [`Error::TooMany`].
pub async fn sign_in(ctx: &Ctx, actor: &Actor, input: SignIn) -> Result<Me> {
    let email = input.email.trim().to_lowercase();
    let mut v = Validator::new();
    v.check(!email.is_empty(), "email", FieldCode::Required);
    v.check(!input.password.is_empty(), "password", FieldCode::Required);
    v.finish()?;
    limits::sign_in(ctx, actor, &email).await?;

    let account = find_account(ctx, &email).await?;
    // No stored password is longer; argon2 is not fed megabytes.
    let typed: String = input.password.chars().take(PASSWORD_MAX + 1).collect();
    let stored = account.as_ref().map(|account| account.password_hash.clone());
    let right = password::verify(typed, stored).await?;
    let known = account.as_ref().map(|account| account.id);
    let Some(account) = account.filter(|_| right) else {
        log_failure(ctx, actor, known, Code::WrongCredentials).await?;
        return Err(Error::SignIn(Code::WrongCredentials));
    };
    if account.blocked {
        log_failure(ctx, actor, known, Code::AccountBlocked).await?;
        return Err(Error::Forbidden(Code::AccountBlocked));
    }
    limits::forgive_sign_in(ctx, actor, &email).await?;

    let mut tx = ctx.begin().await?;
    let me = identity::find_me(&mut *tx, account.id).await?;
    Entry::new("user.sign_in", "user", me.id.0).record(&mut tx, &identity::acting_as(actor, &me)).await?;
    tx.commit().await?;
    Ok(me)
}

/// For a known address and for an unknown one alike, so that both take as long. What was typed stays
/// out: people type their password where the address belongs.
async fn log_failure(ctx: &Ctx, actor: &Actor, known: Option<UserId>, cause: Code) -> Result<()> {
    let mut conn = ctx.db.acquire().await?;
    Entry::new("user.sign_in_failed", "user", known.map(|id| id.0))
        .new_value(json!({ "cause": cause.as_str() }))
        .record(&mut conn, actor)
        .await
}

/// Writes down that a person ended their session. The session itself is the web layer's.
///
/// # Errors
/// Only when the database fails.
pub async fn log_sign_out(ctx: &Ctx, actor: &Actor) -> Result<()> {
    let Some(id) = actor.id() else { return Ok(()) };
    let mut conn = ctx.db.acquire().await?;
    Entry::new("user.sign_out", "user", id.0).record(&mut conn, actor).await
}

struct Account {
    id: UserId,
    password_hash: String,
    blocked: bool,
}

async fn find_account(ctx: &Ctx, email: &str) -> Result<Option<Account>> {
    // PostgreSQL's text has no NUL; and no account has such an address.
    if email.contains('\0') {
        return Ok(None);
    }
    let account = sqlx::query_as!(
        Account,
        r#"select id as "id: UserId", password_hash, blocked_at is not null as "blocked!"
           from accounts.users where email = $1"#,
        email,
    )
    .fetch_optional(&ctx.db)
    .await?;
    Ok(account)
}
