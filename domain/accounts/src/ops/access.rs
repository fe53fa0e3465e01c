//! Who can do this? What can this person do? Permission `roles.manage`.

use std::collections::HashMap;

use birqadam_core::{Actor, Cursor, Error, Localized, Page, PageRequest, Permission, Result, RoleId, UserId, ssr::Ctx};

use crate::model::{AccountStatus, PermissionCount, PermissionHolder, PersonAccess, PersonPermission, Way, WhoCan};

/// The catalogue: every permission, with how many roles give it and how many people may.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn list_permissions(ctx: &Ctx, actor: &Actor) -> Result<Vec<PermissionCount>> {
    actor.require(Permission::RolesManage)?;
    let rows = sqlx::query!(
        r#"select p.permission, count(distinct p.role_id) as "roles!",
                  count(distinct u.id) as "people!"
           from accounts.role_permissions p
           left join accounts.user_roles ur on ur.role_id = p.role_id
           left join accounts.users u on u.id = ur.user_id and u.is_approved and u.blocked_at is null
           group by p.permission"#,
    )
    .fetch_all(&ctx.db)
    .await?;
    let counts: HashMap<String, (i64, i64)> =
        rows.into_iter().map(|row| (row.permission, (row.roles, row.people))).collect();
    let count = |permission: &Permission| {
        let (roles, people) = counts.get(permission.as_str()).copied().unwrap_or_default();
        PermissionCount { permission: *permission, roles, people }
    };
    Ok(Permission::ALL.iter().map(count).collect())
}

/// Everyone who may do it now, with the roles that allow it, since when and given by whom.
///
/// # Errors
/// [`Error::NotFound`] for a permission that is not in the catalogue; [`Error::Invalid`] on
/// `cursor`.
pub async fn who_can(ctx: &Ctx, actor: &Actor, permission: &str, page: PageRequest) -> Result<WhoCan> {
    actor.require(Permission::RolesManage)?;
    let permission = Permission::parse(permission).ok_or(Error::NotFound)?;
    let after = page.cursor()?.map_or(0, |cursor| cursor.id);
    let limit = page.limit();
    let counts = sqlx::query!(
        r#"select count(*) filter (where u.is_approved and u.blocked_at is null) as "active!", count(*) as "all!"
           from accounts.users u
           where u.id in (select ur.user_id from accounts.user_roles ur
                          join accounts.role_permissions p on p.role_id = ur.role_id where p.permission = $1)"#,
        permission.as_str(),
    )
    .fetch_one(&ctx.db)
    .await?;
    let people = sqlx::query!(
        r#"select u.id as "id: UserId", u.name, u.organization_name
           from accounts.users u
           where u.is_approved and u.blocked_at is null and u.id > $2
             and exists (select from accounts.user_roles ur
                         join accounts.role_permissions p on p.role_id = ur.role_id
                         where ur.user_id = u.id and p.permission = $1)
           order by u.id limit $3"#,
        permission.as_str(),
        after,
        limit + 1,
    )
    .fetch_all(&ctx.db)
    .await?;
    let ids: Vec<i64> = people.iter().map(|person| person.id.0).collect();
    let mut ways = find_ways(ctx, &ids, Some(permission)).await?;
    let holders = people
        .into_iter()
        .map(|person| PermissionHolder {
            id: person.id,
            name: person.name,
            org_name: person.organization_name,
            ways: ways.remove(&(person.id, permission)).unwrap_or_default(),
        })
        .collect();
    Ok(WhoCan {
        permission,
        count: counts.active,
        held_back: counts.all - counts.active,
        holders: Page::from_rows(holders, limit, |holder: &PermissionHolder| Cursor {
            key: holder.id.0,
            id: holder.id.0,
        }),
    })
}

/// Every permission there is, and through which roles this person comes to it.
///
/// # Errors
/// [`Error::NotFound`] when there is no such person.
pub async fn what_can(ctx: &Ctx, actor: &Actor, user: UserId) -> Result<PersonAccess> {
    actor.require(Permission::RolesManage)?;
    let person = sqlx::query!(
        r#"select name, is_approved, blocked_at is not null as "blocked!" from accounts.users where id = $1"#,
        user.0,
    )
    .fetch_optional(&ctx.db)
    .await?
    .ok_or(Error::NotFound)?;
    let status = AccountStatus::of(person.is_approved, person.blocked);
    let mut ways = find_ways(ctx, &[user.0], None).await?;
    let permissions = Permission::ALL
        .iter()
        .map(|permission| {
            let ways = ways.remove(&(user, *permission)).unwrap_or_default();
            let allowed = status == AccountStatus::Active && !ways.is_empty();
            PersonPermission { permission: *permission, allowed, ways }
        })
        .collect();
    Ok(PersonAccess { id: user, name: person.name, status, permissions })
}

/// The roles through which these people come to a permission (or to each), the oldest first.
async fn find_ways(
    ctx: &Ctx,
    users: &[i64],
    permission: Option<Permission>,
) -> Result<HashMap<(UserId, Permission), Vec<Way>>> {
    let rows = sqlx::query!(
        r#"select ur.user_id as "user_id: UserId", p.permission, r.id as "role: RoleId", r.name, r.label, ur.granted_at,
                  ur.granted_by as "granted_by: UserId", g.name as "granted_by_name?"
           from accounts.user_roles ur
           join accounts.roles r on r.id = ur.role_id
           join accounts.role_permissions p on p.role_id = ur.role_id
           left join accounts.users g on g.id = ur.granted_by
           where ur.user_id = any($1) and ($2::text is null or p.permission = $2)
           order by ur.granted_at, r.id"#,
        users,
        permission.map(Permission::as_str),
    )
    .fetch_all(&ctx.db)
    .await?;
    let mut ways: HashMap<(UserId, Permission), Vec<Way>> = HashMap::new();
    for row in rows {
        // One of a newer version of the platform means nothing here.
        let Some(permission) = Permission::parse(&row.permission) else { continue };
        ways.entry((row.user_id, permission)).or_default().push(Way {
            role: row.role,
            role_name: row.name,
            role_label: serde_json::from_value::<Localized>(row.label)?,
            since: row.granted_at,
            granted_by: row.granted_by,
            granted_by_name: row.granted_by_name,
        });
    }
    Ok(ways)
}
