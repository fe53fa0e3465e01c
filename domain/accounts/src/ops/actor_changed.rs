//! What somebody may do has changed. Requests load the actor anew, so they know by themselves;
//! this tells what stays open for longer: sockets (by `NOTIFY`), and web sessions, whose id is
//! replaced at the next page so that one seen before opens nothing more than it did.

use birqadam_core::{Result, UserId};
use sqlx::PgConnection;

/// The channel of PostgreSQL's `NOTIFY`; the payload is read by [`Changed::parse`].
pub const ACTOR_CHANGED: &str = "actor_changed";
/// The session's key that asks for a new id.
pub const SESSION_ROTATE: &str = "rotate";

/// Above so many people everybody is told to look again.
const NAMED_MAX: i64 = 500;

/// Whose rights changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    User(UserId),
    /// So many that they are not named.
    Everyone,
}

impl Changed {
    /// From the payload of a notification.
    pub fn parse(payload: &str) -> Option<Changed> {
        if payload == "*" { Some(Changed::Everyone) } else { payload.parse().ok().map(Changed::User) }
    }
}

/// Tells open sockets of one person to look again, when the transaction commits.
pub(super) async fn tell_sockets(conn: &mut PgConnection, user: UserId) -> Result<()> {
    sqlx::query!("select pg_notify($1, $2)", ACTOR_CHANGED, user.to_string()).execute(conn).await?;
    Ok(())
}

/// Tells of one person whose rights change, when the transaction commits.
pub(super) async fn tell(conn: &mut PgConnection, user: UserId) -> Result<()> {
    tell_sockets(&mut *conn, user).await?;
    sqlx::query!("update accounts.sessions set data = data || '{\"rotate\": true}' where user_id = $1", user.0)
        .execute(conn)
        .await?;
    Ok(())
}

/// Tells of every holder of a role for whom these permissions come and go. Before the change is
/// written, or after: what other roles give is what counts.
pub(super) async fn tell_holders(
    conn: &mut PgConnection,
    role: i64,
    added: &[String],
    removed: &[String],
    count: i64,
) -> Result<()> {
    if count == 0 {
        return Ok(());
    }
    if count > NAMED_MAX {
        sqlx::query!("select pg_notify($1, '*')", ACTOR_CHANGED).execute(&mut *conn).await?;
    } else {
        sqlx::query!(
            "select pg_notify($4, user_id::text) from accounts.role_effect($1, $2, $3)",
            role,
            added,
            removed,
            ACTOR_CHANGED,
        )
        .execute(&mut *conn)
        .await?;
    }
    sqlx::query!(
        "update accounts.sessions s set data = s.data || '{\"rotate\": true}'
         from accounts.role_effect($1, $2, $3) changed where s.user_id = changed.user_id",
        role,
        added,
        removed,
    )
    .execute(conn)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payloads() {
        let table =
            [("7", Some(Changed::User(UserId(7)))), ("*", Some(Changed::Everyone)), ("", None), ("7; drop", None)];
        for (payload, expected) in table {
            assert_eq!(Changed::parse(payload), expected, "{payload}");
        }
    }
}
