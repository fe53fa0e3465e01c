//! Roles and permissions as data. Permission `roles.manage`; the last admin is protected.

use birqadam_core::{
    Actor, Error, FieldCode, Localized, Permission, Result, RoleId, UserId,
    ssr::{Ctx, DbResultExt, audit::Entry},
};
use serde_json::json;
use sqlx::{PgConnection, PgExecutor};

use super::last_admin;
use crate::model::{Role, RoleInput};

/// Every role with its permissions: system roles first.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn list_roles(ctx: &Ctx, actor: &Actor) -> Result<Vec<Role>> {
    actor.require(Permission::RolesManage)?;
    find_roles(&ctx.db, None).await
}

/// Makes a new role.
///
/// # Errors
/// [`Error::Invalid`], also when the name is taken.
pub async fn create_role(ctx: &Ctx, actor: &Actor, input: RoleInput) -> Result<Role> {
    actor.require(Permission::RolesManage)?;
    let valid = input.validate_new()?;
    let mut tx = ctx.begin().await?;
    let id = sqlx::query_scalar!(
        r#"insert into accounts.roles (name, label) values ($1, $2) returning id as "id: RoleId""#,
        valid.name,
        serde_json::to_value(&valid.label)?,
    )
    .fetch_one(&mut *tx)
    .await
    .on_constraint(&[("roles_name_key", Error::field("name", FieldCode::NameTaken))])?;
    set_permissions(&mut tx, id, &valid.permissions).await?;
    Entry::new("role.create", "role", id.0)
        .new_value(json!({ "name": valid.name, "permissions": valid.permissions }))
        .record(&mut tx, actor)
        .await?;
    let role = find_role(&mut tx, id).await?;
    tx.commit().await?;
    Ok(role)
}

/// Replaces the permissions (and label) of a role. The role `admin` always keeps `roles.manage`.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`].
pub async fn update_role(ctx: &Ctx, actor: &Actor, id: RoleId, input: RoleInput) -> Result<Role> {
    actor.require(Permission::RolesManage)?;
    let mut valid = input.validate()?;
    let mut tx = ctx.begin().await?;
    sqlx::query!("select id from accounts.roles where id = $1 for update", id.0)
        .fetch_optional(&mut *tx)
        .await?
        .ok_or(Error::NotFound)?;
    let before = find_role(&mut tx, id).await?;
    if before.name == "admin" && !valid.permissions.contains(&Permission::RolesManage) {
        // The form shows this one checked and fixed, and browsers do not send what is fixed.
        valid.permissions.push(Permission::RolesManage);
    }
    sqlx::query!("update accounts.roles set label = $2 where id = $1", id.0, serde_json::to_value(&valid.label)?)
        .execute(&mut *tx)
        .await?;
    sqlx::query!("delete from accounts.role_permissions where role_id = $1", id.0).execute(&mut *tx).await?;
    set_permissions(&mut tx, id, &valid.permissions).await?;
    let after = find_role(&mut tx, id).await?;
    if after != before {
        Entry::new("role.update", "role", id.0)
            .old(json!({ "label": before.label, "permissions": before.permissions }))
            .new_value(json!({ "label": after.label, "permissions": after.permissions }))
            .record(&mut tx, actor)
            .await?;
    }
    tx.commit().await?;
    Ok(after)
}

/// Gives a role to a person. Giving it again changes nothing.
///
/// # Errors
/// [`Error::NotFound`] when there is no such person or role.
pub async fn grant_role(ctx: &Ctx, actor: &Actor, user: UserId, role: RoleId) -> Result<()> {
    let admin = actor.require(Permission::RolesManage)?;
    let mut tx = ctx.begin().await?;
    let name = find_name(&mut tx, user, role).await?;
    let done = sqlx::query!(
        "insert into accounts.user_roles (user_id, role_id, granted_by) values ($1, $2, $3) on conflict do nothing",
        user.0,
        role.0,
        admin.0,
    )
    .execute(&mut *tx)
    .await?;
    if done.rows_affected() == 1 {
        Entry::new("user.grant_role", "user", user.0).new_value(json!({ "role": name })).record(&mut tx, actor).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Takes a role from a person. Taking what is not held changes nothing.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] with [`birqadam_core::Code::LastAdmin`].
pub async fn revoke_role(ctx: &Ctx, actor: &Actor, user: UserId, role: RoleId) -> Result<()> {
    actor.require(Permission::RolesManage)?;
    let mut tx = ctx.begin().await?;
    let admin = last_admin::lock(&mut tx).await?;
    let name = find_name(&mut tx, user, role).await?;
    if role == admin {
        last_admin::protect(&mut tx, admin, user).await?;
    }
    let done = sqlx::query!("delete from accounts.user_roles where user_id = $1 and role_id = $2", user.0, role.0)
        .execute(&mut *tx)
        .await?;
    if done.rows_affected() == 1 {
        Entry::new("user.revoke_role", "user", user.0).old(json!({ "role": name })).record(&mut tx, actor).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The role's name, if both exist.
async fn find_name(conn: &mut PgConnection, user: UserId, role: RoleId) -> Result<String> {
    sqlx::query_scalar!(
        "select r.name from accounts.roles r, accounts.users u where r.id = $1 and u.id = $2",
        role.0,
        user.0,
    )
    .fetch_optional(conn)
    .await?
    .ok_or(Error::NotFound)
}

async fn set_permissions(conn: &mut PgConnection, role: RoleId, permissions: &[Permission]) -> Result<()> {
    let names: Vec<String> = permissions.iter().map(|p| p.as_str().to_owned()).collect();
    sqlx::query!(
        "insert into accounts.role_permissions (role_id, permission) select $1, unnest($2::text[]) on conflict do nothing",
        role.0,
        &names,
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn find_role(conn: &mut PgConnection, id: RoleId) -> Result<Role> {
    find_roles(conn, Some(id)).await?.pop().ok_or(Error::NotFound)
}

async fn find_roles(conn: impl PgExecutor<'_>, id: Option<RoleId>) -> Result<Vec<Role>> {
    let rows = sqlx::query!(
        r#"select r.id as "id: RoleId", r.name, r.label, r.is_system,
                  array(select p.permission from accounts.role_permissions p
                        where p.role_id = r.id order by p.permission) as "permissions!",
                  (select count(*) from accounts.user_roles ur where ur.role_id = r.id) as "holders!"
           from accounts.roles r where $1::bigint is null or r.id = $1
           order by r.is_system desc, r.id"#,
        id.map(|id| id.0),
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Role {
                id: row.id,
                name: row.name,
                label: serde_json::from_value::<Localized>(row.label)?,
                is_system: row.is_system,
                permissions: row.permissions.iter().filter_map(|name| Permission::parse(name)).collect(),
                holders: row.holders,
            })
        })
        .collect()
}
