//! Blocking an account and lifting the block.

use birqadam_core::{
    Actor, Code, Error, Permission, Result, UserId,
    ssr::{Ctx, audit::Entry},
};
use serde_json::json;
use sqlx::PgConnection;

use super::{details::find_details, last_admin, tokens};
use crate::model::{Reason, UserDetails};

/// Ends every session and token at once. Permission `users.block`; not oneself, and never the
/// last admin. Who manages roles is blocked only by one who does so too.
///
/// # Errors
/// [`Error::Invalid`] on field `reason`; [`Error::Forbidden`]; [`Error::Conflict`] with
/// [`Code::LastAdmin`].
pub async fn block_user(ctx: &Ctx, actor: &Actor, id: UserId, input: Reason) -> Result<UserDetails> {
    let blocker = actor.require(Permission::UsersBlock)?;
    let reason = input.validate()?;
    if blocker == id {
        return Err(Error::Forbidden(Code::NotAllowed));
    }
    let mut tx = ctx.begin().await?;
    block(&mut tx, actor, id, &reason).await?;
    let details = find_details(&mut tx, id).await?;
    tx.commit().await?;
    Ok(details)
}

/// Blocks in the caller's transaction; nothing happens to one who is blocked already.
pub(super) async fn block(conn: &mut PgConnection, actor: &Actor, id: UserId, reason: &str) -> Result<()> {
    // First the role, then the person: the order of every operation that takes both locks.
    let admin = last_admin::lock(&mut *conn).await?;
    if lock_for_block(&mut *conn, actor, id).await? {
        return Ok(());
    }
    last_admin::protect(&mut *conn, admin, id).await?;
    sqlx::query!(
        "update accounts.users set blocked_at = now(), blocked_reason = $2, updated_at = now() where id = $1",
        id.0,
        reason,
    )
    .execute(&mut *conn)
    .await?;
    tokens::end_all(&mut *conn, id).await?;
    Entry::new("user.block", "user", id.0)
        .old(json!({ "blocked": false }))
        .new_value(json!({ "blocked": true, "reason": reason }))
        .record(&mut *conn, actor)
        .await?;
    Ok(())
}

/// Lifts a block; the person signs in anew. Permission as for [`block_user`].
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub async fn unblock_user(ctx: &Ctx, actor: &Actor, id: UserId) -> Result<UserDetails> {
    actor.require(Permission::UsersBlock)?;
    let mut tx = ctx.begin().await?;
    unblock(&mut tx, actor, id).await?;
    let details = find_details(&mut tx, id).await?;
    tx.commit().await?;
    Ok(details)
}

/// Lifts the block in the caller's transaction; nothing happens to one who is not blocked.
pub(super) async fn unblock(conn: &mut PgConnection, actor: &Actor, id: UserId) -> Result<()> {
    if !lock_for_block(&mut *conn, actor, id).await? {
        return Ok(());
    }
    let reason = sqlx::query_scalar!(
        "update accounts.users u set blocked_at = null, blocked_reason = null, updated_at = now()
         from accounts.users before where u.id = $1 and before.id = u.id returning before.blocked_reason",
        id.0,
    )
    .fetch_one(&mut *conn)
    .await?;
    Entry::new("user.unblock", "user", id.0)
        .old(json!({ "blocked": true, "reason": reason }))
        .new_value(json!({ "blocked": false }))
        .record(&mut *conn, actor)
        .await?;
    Ok(())
}

/// Locks the account and returns whether it is blocked.
async fn lock_for_block(conn: &mut PgConnection, actor: &Actor, id: UserId) -> Result<bool> {
    let row = sqlx::query!(
        r#"select blocked_at is not null as "blocked!",
                  exists (select from accounts.user_roles ur
                          join accounts.role_permissions p on p.role_id = ur.role_id
                          where ur.user_id = u.id and p.permission = 'roles.manage') as "manages_roles!"
           from accounts.users u where id = $1 for update of u"#,
        id.0,
    )
    .fetch_optional(conn)
    .await?
    .ok_or(Error::NotFound)?;
    if row.manages_roles {
        actor.require(Permission::RolesManage)?;
    }
    Ok(row.blocked)
}
