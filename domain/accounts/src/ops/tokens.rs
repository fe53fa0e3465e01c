//! Tokens of the API: short JWT access token, rotating refresh token by family (RFC 9700 §4.14).

use std::net::IpAddr;

use birqadam_core::{
    Actor, ActorKind, Approval, Code, Error, Result, UserId, Via,
    ssr::{Ctx, audit::Entry, db_error::internal},
};
use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::PgConnection;

use super::{actor_changed, secret};
use crate::model::Tokens;

/// What a valid access token stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    pub user: UserId,
    /// The sign-in it comes from, and ends with.
    pub family: String,
}

/// Longest name of a client that is kept.
const USER_AGENT_MAX: usize = 400;

/// What an access token says.
#[derive(Serialize, Deserialize)]
struct Claims {
    /// The user's id.
    sub: String,
    /// Seconds since 1970.
    exp: i64,
    /// Seconds since 1970.
    iat: i64,
    /// The sign-in this token comes from.
    fam: String,
}

/// Starts a new family for a person who just signed in or registered.
///
/// # Errors
/// Only when the database fails.
pub async fn issue_tokens(ctx: &Ctx, user: UserId) -> Result<Tokens> {
    issue_tokens_to(ctx, user, "", None).await
}

/// As [`issue_tokens`], and writes down what asked for them, to be shown to the person.
///
/// # Errors
/// Only when the database fails.
pub async fn issue_tokens_to(ctx: &Ctx, user: UserId, user_agent: &str, address: Option<IpAddr>) -> Result<Tokens> {
    let user_agent: String = user_agent.chars().filter(|c| !c.is_control()).take(USER_AGENT_MAX).collect();
    let mut tx = ctx.begin().await?;
    let family = sqlx::query_scalar!(r#"select gen_random_uuid()::text as "family!""#).fetch_one(&mut *tx).await?;
    let tokens = issue(ctx, &mut tx, user, &family, &user_agent, address.map(|a| a.to_string())).await?;
    tx.commit().await?;
    Ok(tokens)
}

async fn issue(
    ctx: &Ctx,
    conn: &mut PgConnection,
    user: UserId,
    family: &str,
    user_agent: &str,
    address: Option<String>,
) -> Result<Tokens> {
    let refresh_token = secret::base64url();
    sqlx::query!(
        "insert into accounts.refresh_tokens (user_id, family, token_hash, expires_at, user_agent, address)
         values ($1, $2::text::uuid, $3, $4, nullif($5, ''), $6::text::inet)",
        user.0,
        family,
        secret::hash(&refresh_token),
        ctx.now() + TimeDelta::days(ctx.config.refresh_token_days),
        user_agent,
        address,
    )
    .execute(conn)
    .await?;
    let now = ctx.now().timestamp();
    let expires_in = ctx.config.access_token_seconds;
    let claims = Claims { sub: user.to_string(), exp: now + expires_in, iat: now, fam: family.to_owned() };
    let key = EncodingKey::from_secret(&ctx.config.secret);
    let token = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key).map_err(|e| internal(&e))?;
    Ok(Tokens { token, refresh_token, expires_in })
}

/// Rotates: the old token is used up, the new one belongs to the same family.
///
/// # Errors
/// [`Error::SignIn`] with [`Code::TokenReused`] when the token was used before, which revokes
/// its whole family; with [`Code::TokenInvalid`] when it is unknown, expired, revoked or its
/// owner is blocked.
pub async fn refresh(ctx: &Ctx, refresh_token: &str) -> Result<Tokens> {
    let mut tx = ctx.begin().await?;
    // The lock makes two uses at the same moment one use and one reuse.
    let row = sqlx::query!(
        r#"select t.id, t.user_id as "user_id: UserId", t.family::text as "family!", t.expires_at,
                  coalesce(t.user_agent, '') as "user_agent!", host(t.address) as address,
                  t.used_at is not null as "used!", t.revoked_at is not null as "revoked!",
                  u.blocked_at is not null as "blocked!"
           from accounts.refresh_tokens t join accounts.users u on u.id = t.user_id
           where t.token_hash = $1 for update of t"#,
        secret::hash(refresh_token),
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or(Error::SignIn(Code::TokenInvalid))?;
    if row.used {
        revoke_family(&mut tx, &row.family).await?;
        Entry::new("user.reuse_token", "user", row.user_id.0)
            .new_value(json!({ "family": row.family }))
            .record(&mut tx, &Actor { via: Via::Api, ..Actor::system("refresh token used twice") })
            .await?;
        tx.commit().await?;
        return Err(Error::SignIn(Code::TokenReused));
    }
    if row.revoked || row.blocked || row.expires_at <= ctx.now() {
        return Err(Error::SignIn(Code::TokenInvalid));
    }
    sqlx::query!("update accounts.refresh_tokens set used_at = $2 where id = $1", row.id, ctx.now())
        .execute(&mut *tx)
        .await?;
    let tokens = issue(ctx, &mut tx, row.user_id, &row.family, &row.user_agent, row.address).await?;
    tx.commit().await?;
    Ok(tokens)
}

/// Ends the family of a refresh token, its access tokens too. Unknown tokens are ignored.
///
/// # Errors
/// Only when the database fails.
pub async fn revoke(ctx: &Ctx, actor: &Actor, refresh_token: &str) -> Result<()> {
    let mut tx = ctx.begin().await?;
    let ended = sqlx::query!(
        r#"with ended as (
               update accounts.refresh_tokens set revoked_at = now()
               where revoked_at is null
                 and family = (select family from accounts.refresh_tokens where token_hash = $1)
               returning user_id)
           select u.id as "id: UserId", u.name, u.is_approved
           from accounts.users u where u.id in (select user_id from ended)"#,
        secret::hash(refresh_token),
    )
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(user) = ended {
        // The token proves who it is, also where no access token came along.
        let kind = ActorKind::User { id: user.id, name: user.name, approval: Approval::from_column(user.is_approved) };
        let actor = Actor { kind, ..actor.clone() };
        Entry::new("user.sign_out", "user", user.id.0).record(&mut tx, &actor).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn revoke_family(conn: &mut PgConnection, family: &str) -> Result<()> {
    sqlx::query!(
        "update accounts.refresh_tokens set revoked_at = now()
         where family = $1::text::uuid and revoked_at is null",
        family,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends every session and token of a person: after a block or a new password. Open sockets are
/// told to look again.
pub(super) async fn end_all(conn: &mut PgConnection, user: UserId) -> Result<()> {
    sqlx::query!("delete from accounts.sessions where user_id = $1", user.0).execute(&mut *conn).await?;
    sqlx::query!(
        "update accounts.refresh_tokens set revoked_at = now() where user_id = $1 and revoked_at is null",
        user.0,
    )
    .execute(&mut *conn)
    .await?;
    actor_changed::tell(conn, user).await
}

/// Reads an access token. Pure computation, no database: whether its sign-in was ended meanwhile
/// is seen when the actor is loaded.
///
/// # Errors
/// [`Error::Unauthenticated`] when it is not ours or expired.
pub fn verify_access_token(ctx: &Ctx, token: &str) -> Result<Access> {
    read_access_token(&ctx.config.secret, token, ctx.now().timestamp()).ok_or(Error::Unauthenticated)
}

fn read_access_token(secret: &[u8], token: &str, now: i64) -> Option<Access> {
    let mut validation = Validation::new(Algorithm::HS256);
    // Checked below by our own clock.
    validation.validate_exp = false;
    let claims = jsonwebtoken::decode::<Claims>(token, &DecodingKey::from_secret(secret), &validation).ok()?.claims;
    if claims.exp <= now {
        return None;
    }
    Some(Access { user: claims.sub.parse().ok()?, family: claims.fam })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(secret: &[u8], algorithm: Algorithm, exp: i64) -> String {
        let claims = Claims { sub: "7".into(), exp, iat: 0, fam: "f".into() };
        jsonwebtoken::encode(&Header::new(algorithm), &claims, &EncodingKey::from_secret(secret)).unwrap()
    }

    #[test]
    fn an_access_token_counts_until_it_expires_and_only_if_ours() {
        let key = [1; 32];
        let good = token(&key, Algorithm::HS256, 100);
        assert_eq!(read_access_token(&key, &good, 99), Some(Access { user: UserId(7), family: "f".into() }));
        assert_eq!(read_access_token(&key, &good, 100), None);
        assert_eq!(read_access_token(&[2; 32], &good, 99), None);
        assert_eq!(read_access_token(&key, &token(&key, Algorithm::HS512, 100), 99), None);
        assert_eq!(read_access_token(&key, "eyJhbGciOiJub25lIn0.eyJzdWIiOiI3In0.", 99), None);
        assert_eq!(read_access_token(&key, "", 99), None);
    }
}
