//! What the operator does from the command line, and the clean-up by the clock.

use birqadam_core::{
    Actor, Error, FieldCode, Result, UserId, Via,
    ssr::{Ctx, DbResultExt, audit::Entry, drafts, idempotency, rate_limit, uploads},
    validate::Validator,
};
use chrono::TimeDelta;
use serde_json::json;

use super::{password, sessions, verification};
use crate::model::check_password;

/// Makes an admin with a confirmed address: `birqadam admin create`.
///
/// # Errors
/// [`Error::Invalid`] on `email`, `name` or `password`, also when the address has an account or
/// the password is easy to guess.
pub async fn create_admin(ctx: &Ctx, email: &str, name: &str, password: &str) -> Result<UserId> {
    let mut v = Validator::new();
    let email = v.email("email", email);
    let name = v.line("name", name, 1, 200);
    check_password(&mut v, password);
    v.finish()?;
    password::check_strength(password, &[email.split('@').next().unwrap_or_default(), &name, "admin"])?;
    let hash = password::hash(password.to_owned()).await?;

    let mut tx = ctx.begin().await?;
    let id = sqlx::query_scalar!(
        r#"insert into accounts.users (email, password_hash, name, role, is_approved, email_confirmed_at)
           values ($1, $2, $3, 'admin', true, now()) returning id as "id: UserId""#,
        email,
        hash,
        name,
    )
    .fetch_one(&mut *tx)
    .await
    .on_constraint(&[("users_email", Error::field("email", FieldCode::EmailTaken))])?;
    sqlx::query!(
        "insert into accounts.user_roles (user_id, role_id) select $1, id from accounts.roles where name = 'admin'",
        id.0,
    )
    .execute(&mut *tx)
    .await?;
    let operator = Actor { via: Via::Cli, ..Actor::system("admin create") };
    Entry::new("user.create_admin", "user", id.0)
        .new_value(json!({ "name": name, "role": "admin" }))
        .record(&mut tx, &operator)
        .await?;
    tx.commit().await?;
    Ok(id)
}

/// Removes expired sessions, tokens, limits and idempotency keys: the job `clean_up`. Each
/// statement stands alone; what one of them leaves behind, the next run removes.
///
/// # Errors
/// Only when the database fails.
pub async fn clean_up(ctx: &Ctx) -> Result<()> {
    sessions::delete_expired(&ctx.db).await?;
    // Kept for a while after their end: a used refresh token that comes back late still revokes
    // its family.
    let ended = ctx.now() - TimeDelta::days(7);
    sqlx::query!("delete from accounts.refresh_tokens where expires_at < $1", ended).execute(&ctx.db).await?;
    sqlx::query!("delete from accounts.email_tokens where expires_at < $1", ended).execute(&ctx.db).await?;
    rate_limit::clean_up(&ctx.db).await?;
    drafts::clean_up(&ctx.db).await?;
    uploads::clean_up(ctx).await?;
    verification::remove_old_photos(ctx).await?;
    idempotency::clean_up(&ctx.db).await
}
