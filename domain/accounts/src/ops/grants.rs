//! Giving a role to a person and taking it away, with effect at once. Permission `roles.manage`.

use birqadam_core::{
    Actor, Code, Error, Permission, Result, RoleId, UserId,
    ssr::{Ctx, audit::Entry},
};
use serde_json::json;
use sqlx::PgConnection;

use super::{actor_changed, last_admin};
use crate::model::AccountStatus;

/// Gives a role to a person. Giving it again changes nothing.
///
/// # Errors
/// [`Error::NotFound`] when there is no such person or role; [`Error::Conflict`] with
/// [`Code::AccountNotActive`] when the account waits, was declined or is blocked.
pub async fn grant_role(ctx: &Ctx, actor: &Actor, user: UserId, role: RoleId) -> Result<()> {
    let admin = actor.require(Permission::RolesManage)?;
    let mut tx = ctx.begin().await?;
    // First the role, then the person: the order of every operation that takes both locks.
    let name = find_role_name(&mut tx, role).await?;
    if lock_person(&mut tx, user).await? != AccountStatus::Active {
        return Err(Error::Conflict(Code::AccountNotActive));
    }
    let done = sqlx::query!(
        "insert into accounts.user_roles (user_id, role_id, granted_by) values ($1, $2, $3) on conflict do nothing",
        user.0,
        role.0,
        admin.0,
    )
    .execute(&mut *tx)
    .await?;
    if done.rows_affected() == 1 {
        actor_changed::tell(&mut tx, user).await?;
        Entry::new("user.grant_role", "user", user.0).new_value(json!({ "role": name })).record(&mut tx, actor).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Takes a role from a person. Taking what is not held changes nothing.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] with [`Code::LastAdmin`].
pub async fn revoke_role(ctx: &Ctx, actor: &Actor, user: UserId, role: RoleId) -> Result<()> {
    actor.require(Permission::RolesManage)?;
    let mut tx = ctx.begin().await?;
    let admin = last_admin::lock(&mut tx).await?;
    let name = find_role_name(&mut tx, role).await?;
    lock_person(&mut tx, user).await?;
    if role == admin {
        last_admin::protect(&mut tx, admin, user).await?;
    }
    let done = sqlx::query!("delete from accounts.user_roles where user_id = $1 and role_id = $2", user.0, role.0)
        .execute(&mut *tx)
        .await?;
    if done.rows_affected() == 1 {
        actor_changed::tell(&mut tx, user).await?;
        Entry::new("user.revoke_role", "user", user.0).old(json!({ "role": name })).record(&mut tx, actor).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The role's name. It stays until the end of the transaction.
async fn find_role_name(conn: &mut PgConnection, role: RoleId) -> Result<String> {
    sqlx::query_scalar!("select name from accounts.roles where id = $1 for key share", role.0)
        .fetch_optional(conn)
        .await?
        .ok_or(Error::NotFound)
}

/// Against a block at the same moment.
async fn lock_person(conn: &mut PgConnection, user: UserId) -> Result<AccountStatus> {
    let row = sqlx::query!(
        r#"select is_approved, blocked_at is not null as "blocked!" from accounts.users where id = $1 for no key update"#,
        user.0,
    )
    .fetch_optional(conn)
    .await?
    .ok_or(Error::NotFound)?;
    Ok(AccountStatus::of(row.is_approved, row.blocked))
}
