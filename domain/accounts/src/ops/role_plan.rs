//! What changing or removing a role would do, worked out without doing it; and the mark by which
//! a confirmation names exactly what was shown.

use birqadam_core::{Actor, Code, Error, Permission, Result, RoleId, UserId, ssr::Ctx};
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use super::roles::{as_changed, find_role};
use crate::model::{AccountStatus, PLAN_PEOPLE_MAX, PlanPerson, Role, RoleInput, RolePlan, ValidRole};

/// What saving the role like this would do. Permission `roles.manage`.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`].
pub async fn preview_role(ctx: &Ctx, actor: &Actor, id: RoleId, input: RoleInput) -> Result<RolePlan> {
    actor.require(Permission::RolesManage)?;
    let valid = input.validate()?;
    let mut conn = ctx.db.acquire().await?;
    let before = find_role(&mut conn, id).await?;
    let after = as_changed(&before, valid);
    plan_change(&mut conn, &before, &after).await
}

/// What removing the role would do: who loses what. Permission `roles.manage`.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] with [`Code::SystemRole`].
pub async fn preview_removal(ctx: &Ctx, actor: &Actor, id: RoleId) -> Result<RolePlan> {
    actor.require(Permission::RolesManage)?;
    let mut conn = ctx.db.acquire().await?;
    let role = find_role(&mut conn, id).await?;
    if role.is_system {
        return Err(Error::Conflict(Code::SystemRole));
    }
    plan_removal(&mut conn, &role).await
}

pub(super) async fn plan_change(conn: &mut PgConnection, before: &Role, after: &ValidRole) -> Result<RolePlan> {
    let only_in = |these: &[Permission], those: &[Permission]| -> Vec<Permission> {
        these.iter().copied().filter(|permission| !those.contains(permission)).collect()
    };
    let added = only_in(&after.permissions, &before.permissions);
    let removed = only_in(&before.permissions, &after.permissions);
    let what = json!({ "change": before.id, "version": before.version, "label": after.label,
                       "permissions": after.permissions });
    plan(conn, before, added, removed, what).await
}

pub(super) async fn plan_removal(conn: &mut PgConnection, role: &Role) -> Result<RolePlan> {
    let what = json!({ "remove": role.id, "version": role.version });
    plan(conn, role, Vec::new(), role.permissions.clone(), what).await
}

/// # Errors
/// [`Error::Conflict`] with [`Code::PlanChanged`] when a plan was named and it is another now.
pub(super) fn check(named: &str, now: &RolePlan) -> Result<()> {
    if named.is_empty() || named == now.plan { Ok(()) } else { Err(Error::Conflict(Code::PlanChanged)) }
}

pub(super) fn names(permissions: &[Permission]) -> Vec<String> {
    permissions.iter().map(|permission| permission.as_str().to_owned()).collect()
}

async fn plan(
    conn: &mut PgConnection,
    role: &Role,
    added: Vec<Permission>,
    removed: Vec<Permission>,
    what: serde_json::Value,
) -> Result<RolePlan> {
    let (gains, losses) = (names(&added), names(&removed));
    let whole = sqlx::query!(
        r#"select count(*) filter (where gains <> '{}') as "gaining!", count(*) filter (where loses <> '{}') as "losing!",
                  md5(string_agg(user_id || ':' || gains::text || loses::text, ',' order by user_id)) as effect
           from accounts.role_effect($1, $2, $3)"#,
        role.id.0,
        &gains,
        &losses,
    )
    .fetch_one(&mut *conn)
    .await?;
    let people = sqlx::query!(
        r#"select u.id as "id: UserId", u.name, u.is_approved, u.blocked_at is not null as "blocked!",
                  e.gains as "gains!", e.loses as "loses!"
           from accounts.role_effect($1, $2, $3) e join accounts.users u on u.id = e.user_id
           order by u.name, u.id limit $4"#,
        role.id.0,
        &gains,
        &losses,
        PLAN_PEOPLE_MAX,
    )
    .fetch_all(conn)
    .await?;
    let known = |names: Vec<String>| names.iter().filter_map(|name| Permission::parse(name)).collect();
    let mark = json!({ "what": what, "effect": whole.effect, "holders": role.holders });
    Ok(RolePlan {
        added,
        removed,
        holders: role.holders,
        gaining: whole.gaining,
        losing: whole.losing,
        people: people
            .into_iter()
            .map(|row| PlanPerson {
                id: row.id,
                name: row.name,
                status: AccountStatus::of(row.is_approved, row.blocked),
                gains: known(row.gains),
                loses: known(row.loses),
            })
            .collect(),
        plan: hex::encode(&Sha256::digest(mark.to_string())[..16]),
    })
}
