//! Roles and permissions as data. Permission `roles.manage`; the last admin is protected.

use birqadam_core::{
    Actor, Code, Error, FieldCode, Localized, Permission, Result, RoleId,
    ssr::{Ctx, DbResultExt, audit::Entry},
};
use serde_json::json;
use sqlx::{PgConnection, PgExecutor};

pub use super::grants::{grant_role, revoke_role};
pub use super::role_plan::{preview_removal, preview_role};
use super::{
    actor_changed,
    role_plan::{self, names},
};
use crate::model::{Role, RoleInput, RolePlan, ValidRole};

/// Every role with its permissions: system roles first.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn list_roles(ctx: &Ctx, actor: &Actor) -> Result<Vec<Role>> {
    actor.require(Permission::RolesManage)?;
    find_roles(&ctx.db, None).await
}

/// One role.
///
/// # Errors
/// [`Error::Forbidden`] without the permission; [`Error::NotFound`].
pub async fn find(ctx: &Ctx, actor: &Actor, id: RoleId) -> Result<Role> {
    actor.require(Permission::RolesManage)?;
    find_role(&mut *ctx.db.acquire().await?, id).await
}

/// Makes a new role.
///
/// # Errors
/// [`Error::Invalid`], also when a name is taken.
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
    .on_constraint(&taken())?;
    set_permissions(&mut tx, id, &valid.permissions).await?;
    Entry::new("role.create", "role", id.0)
        .new_value(json!({ "name": valid.name, "permissions": valid.permissions }))
        .record(&mut tx, actor)
        .await?;
    let role = find_role(&mut tx, id).await?;
    tx.commit().await?;
    Ok(role)
}

/// Replaces the permissions (and label) of a role, at once for everyone who holds it. The role
/// `admin` always keeps `roles.manage`.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`]; [`Error::Conflict`] with [`Code::PlanChanged`] when
/// the input names a plan and something has changed since it was made.
pub async fn update_role(ctx: &Ctx, actor: &Actor, id: RoleId, input: RoleInput) -> Result<Role> {
    actor.require(Permission::RolesManage)?;
    let valid = input.validate()?;
    let mut tx = ctx.begin().await?;
    lock_role(&mut tx, id).await?;
    let before = find_role(&mut tx, id).await?;
    let valid = as_changed(&before, valid);
    let plan = role_plan::plan_change(&mut tx, &before, &valid).await?;
    role_plan::check(&input.plan, &plan)?;
    if before.label == valid.label && plan.added.is_empty() && plan.removed.is_empty() {
        return Ok(before);
    }
    sqlx::query!(
        "update accounts.roles set label = $2, version = version + 1 where id = $1",
        id.0,
        serde_json::to_value(&valid.label)?
    )
    .execute(&mut *tx)
    .await
    .on_constraint(&taken())?;
    tell_of(&mut tx, id, &plan).await?;
    sqlx::query!("delete from accounts.role_permissions where role_id = $1", id.0).execute(&mut *tx).await?;
    set_permissions(&mut tx, id, &valid.permissions).await?;
    let after = find_role(&mut tx, id).await?;
    Entry::new("role.update", "role", id.0)
        .old(json!({ "label": before.label, "permissions": before.permissions }))
        .new_value(json!({
            "label": after.label, "permissions": after.permissions,
            "gaining": plan.gaining, "losing": plan.losing,
        }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    Ok(after)
}

/// As [`update_role`], but what touches people has to be looked at first.
///
/// # Errors
/// Also [`Error::Conflict`] with [`Code::ConfirmFirst`] when somebody gains or loses something and
/// the input names no plan.
pub async fn update_role_seen(ctx: &Ctx, actor: &Actor, id: RoleId, input: RoleInput) -> Result<Role> {
    if input.plan.is_empty() && preview_role(ctx, actor, id, input.clone()).await?.touches_people() {
        return Err(Error::Conflict(Code::ConfirmFirst));
    }
    update_role(ctx, actor, id, input).await
}

/// Removes a role and takes it from everyone. Without naming the plan only a role that nobody
/// holds can be removed.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] with [`Code::SystemRole`], [`Code::RoleInUse`] or
/// [`Code::PlanChanged`].
pub async fn delete_role(ctx: &Ctx, actor: &Actor, id: RoleId, plan: &str) -> Result<()> {
    actor.require(Permission::RolesManage)?;
    let mut tx = ctx.begin().await?;
    lock_role(&mut tx, id).await?;
    let role = find_role(&mut tx, id).await?;
    if role.is_system {
        return Err(Error::Conflict(Code::SystemRole));
    }
    if plan.is_empty() && role.holders > 0 {
        return Err(Error::Conflict(Code::RoleInUse));
    }
    let now = role_plan::plan_removal(&mut tx, &role).await?;
    role_plan::check(plan, &now)?;
    tell_of(&mut tx, id, &now).await?;
    let holders: Vec<i64> =
        sqlx::query_scalar!("delete from accounts.user_roles where role_id = $1 returning user_id", id.0)
            .fetch_all(&mut *tx)
            .await?;
    for holder in holders {
        Entry::new("user.revoke_role", "user", holder).old(json!({ "role": role.name })).record(&mut tx, actor).await?;
    }
    sqlx::query!("delete from accounts.roles where id = $1", id.0).execute(&mut *tx).await?;
    Entry::new("role.delete", "role", id.0)
        .old(json!({ "name": role.name, "label": role.label, "permissions": role.permissions }))
        .new_value(json!({ "losing": now.losing }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// The role as it will be: what its form shows as fixed stays, since browsers do not send it.
pub(super) fn as_changed(before: &Role, mut valid: ValidRole) -> ValidRole {
    if before.name == "admin" && !valid.permissions.contains(&Permission::RolesManage) {
        valid.permissions.push(Permission::RolesManage);
        valid.permissions.sort();
    }
    valid
}

async fn tell_of(conn: &mut PgConnection, role: RoleId, plan: &RolePlan) -> Result<()> {
    let touched = plan.gaining + plan.losing;
    actor_changed::tell_holders(conn, role.0, &names(&plan.added), &names(&plan.removed), touched).await
}

/// Against a change and a grant at the same moment: a grant refers to the row and waits.
async fn lock_role(conn: &mut PgConnection, id: RoleId) -> Result<()> {
    sqlx::query!("select id from accounts.roles where id = $1 for update", id.0)
        .fetch_optional(conn)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(())
}

fn taken() -> [(&'static str, Error); 4] {
    let taken = |field: &str| Error::field(field, FieldCode::NameTaken);
    [
        ("roles_name_key", taken("name")),
        ("roles_label_ru", taken("label_ru")),
        ("roles_label_kk", taken("label_kk")),
        ("roles_label_en", taken("label_en")),
    ]
}

async fn set_permissions(conn: &mut PgConnection, role: RoleId, permissions: &[Permission]) -> Result<()> {
    sqlx::query!(
        "insert into accounts.role_permissions (role_id, permission) select $1, unnest($2::text[]) on conflict do nothing",
        role.0,
        &names(permissions),
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn find_role(conn: &mut PgConnection, id: RoleId) -> Result<Role> {
    find_roles(conn, Some(id)).await?.pop().ok_or(Error::NotFound)
}

async fn find_roles(conn: impl PgExecutor<'_>, id: Option<RoleId>) -> Result<Vec<Role>> {
    let rows = sqlx::query!(
        r#"select r.id as "id: RoleId", r.name, r.label, r.is_system, r.version,
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
                version: row.version,
            })
        })
        .collect()
}
