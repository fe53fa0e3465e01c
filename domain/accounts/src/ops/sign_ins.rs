//! One's own sign-ins: see them, end one, end all others. Any signed-in account.

use birqadam_core::{
    Actor, Error, Result,
    ssr::{Ctx, audit::Entry},
};
use chrono::{DateTime, Utc};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{actor_changed, sessions};
use crate::model::{Device, SignedInAt};

/// Where one is signed in, the last seen first. `current` is the session or the family of tokens
/// that asks, as [`session_mark`] or [`family_mark`] name it.
///
/// # Errors
/// [`Error::Unauthenticated`] when nobody is signed in.
pub async fn list_sign_ins(ctx: &Ctx, actor: &Actor, current: &str) -> Result<Vec<SignedInAt>> {
    let user = actor.require_user()?;
    let sessions = sqlx::query!(
        "select id, data, created_at from accounts.sessions where user_id = $1 and expires_at > $2",
        user.0,
        ctx.now(),
    )
    .fetch_all(&ctx.db)
    .await?;
    let families = sqlx::query!(
        r#"select family::text as "family!", min(created_at) as "since!", max(created_at) as "last_seen!",
                  (array_agg(user_agent order by id desc))[1] as user_agent,
                  (array_agg(host(address) order by id desc))[1] as address
           from accounts.refresh_tokens where user_id = $1
           group by family
           having bool_or(used_at is null and revoked_at is null and expires_at > $2)"#,
        user.0,
        ctx.now(),
    )
    .fetch_all(&ctx.db)
    .await?;
    let mut all: Vec<SignedInAt> = sessions
        .into_iter()
        .map(|row| {
            let text = |name: &str| row.data.get(name).and_then(|value| value.as_str());
            let time = |name: &str| text(name).and_then(|time| time.parse::<DateTime<Utc>>().ok());
            let id = session_mark(&row.id);
            SignedInAt {
                current: id == current,
                id,
                device: Device::read(text("user_agent").unwrap_or_default(), false),
                address: text("address").map(str::to_owned),
                since: time("signed_in_at").unwrap_or(row.created_at),
                last_seen: time("seen_at").unwrap_or(row.created_at),
            }
        })
        .collect();
    all.extend(families.into_iter().map(|row| {
        let id = family_mark(&row.family);
        SignedInAt {
            current: id == current,
            id,
            device: Device::read(row.user_agent.as_deref().unwrap_or_default(), true),
            address: row.address,
            since: row.since,
            last_seen: row.last_seen,
        }
    }));
    all.sort_by_key(|one| (!one.current, std::cmp::Reverse(one.last_seen)));
    Ok(all)
}

/// Ends one of one's own sign-ins.
///
/// # Errors
/// [`Error::NotFound`] when it is not one's own or ended before.
pub async fn end_sign_in(ctx: &Ctx, actor: &Actor, id: &str) -> Result<()> {
    if end(ctx, actor, |mark| mark == id).await? == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Ends all of one's own sign-ins but the one that asks; how many that were.
///
/// # Errors
/// [`Error::Unauthenticated`] when nobody is signed in.
pub async fn end_other_sign_ins(ctx: &Ctx, actor: &Actor, current: &str) -> Result<i64> {
    end(ctx, actor, |mark| mark != current).await
}

async fn end(ctx: &Ctx, actor: &Actor, chosen: impl Fn(&str) -> bool) -> Result<i64> {
    let user = actor.require_user()?;
    let mut tx = ctx.begin().await?;
    let sessions =
        sqlx::query_scalar!("select id from accounts.sessions where user_id = $1", user.0).fetch_all(&mut *tx).await?;
    let sessions: Vec<String> = sessions.into_iter().filter(|id| chosen(&session_mark(id))).collect();
    let families = sqlx::query_scalar!(
        r#"select distinct family::text as "family!" from accounts.refresh_tokens
           where user_id = $1 and revoked_at is null"#,
        user.0,
    )
    .fetch_all(&mut *tx)
    .await?;
    let families: Vec<String> = families.into_iter().filter(|family| chosen(&family_mark(family))).collect();
    sqlx::query!("delete from accounts.sessions where id = any($1)", &sessions).execute(&mut *tx).await?;
    sqlx::query!(
        "update accounts.refresh_tokens set revoked_at = now()
         where family = any($1::text[]::uuid[]) and revoked_at is null",
        &families,
    )
    .execute(&mut *tx)
    .await?;
    let ended = (sessions.len() + families.len()) as i64;
    if ended > 0 {
        actor_changed::tell_sockets(&mut tx, user).await?;
        Entry::new("user.end_sessions", "user", user.0)
            .new_value(json!({ "count": ended }))
            .record(&mut tx, actor)
            .await?;
    }
    tx.commit().await?;
    Ok(ended)
}

/// Names a session by its stored id (a hash of what the cookie holds).
pub fn session_mark(stored_id: &str) -> String {
    mark("session", stored_id)
}

/// Names the session whose cookie holds this.
pub fn mark_of_cookie(cookie: &str) -> String {
    session_mark(&sessions::stored_id(cookie))
}

/// Names a family of tokens.
pub fn family_mark(family: &str) -> String {
    mark("tokens", family)
}

/// What the page shows and sends back is no key to anything.
fn mark(kind: &str, id: &str) -> String {
    hex::encode(&Sha256::digest(format!("{kind}:{id}"))[..12])
}
