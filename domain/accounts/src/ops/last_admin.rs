//! The platform never loses its last admin: neither by a revoked role nor by a block.

use birqadam_core::{Code, Error, Result, RoleId, UserId};
use sqlx::PgConnection;

/// Locks the role `admin`, so that two admins cannot remove each other at the same moment.
pub(super) async fn lock(conn: &mut PgConnection) -> Result<RoleId> {
    let id =
        sqlx::query_scalar!(r#"select id as "id: RoleId" from accounts.roles where name = 'admin' for no key update"#)
            .fetch_one(conn)
            .await?;
    Ok(id)
}

/// Call under [`lock`], before the person loses the role or the account.
///
/// # Errors
/// [`Error::Conflict`] with [`Code::LastAdmin`] when the person is the only admin who can sign in.
pub(super) async fn protect(conn: &mut PgConnection, admin: RoleId, user: UserId) -> Result<()> {
    let left = sqlx::query!(
        r#"select exists (select from accounts.user_roles where role_id = $1 and user_id = $2) as "is_admin!",
                  exists (select from accounts.user_roles ur join accounts.users u on u.id = ur.user_id
                          where ur.role_id = $1 and ur.user_id <> $2
                            and u.is_approved and u.blocked_at is null) as "others!""#,
        admin.0,
        user.0,
    )
    .fetch_one(conn)
    .await?;
    if left.is_admin && !left.others { Err(Error::Conflict(Code::LastAdmin)) } else { Ok(()) }
}
