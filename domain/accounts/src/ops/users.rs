//! The list of users.

use birqadam_core::{Actor, Cursor, Page, PageRequest, Permission, Result, UserId, ssr::Ctx};

use super::filter;
use crate::model::{AccountStatus, UserFilter, UserRow};

/// Newest first. Permission `users.view`. The role filter finds who asked for the role and who
/// holds it.
///
/// # Errors
/// [`birqadam_core::Error::Forbidden`] without the permission.
pub async fn list_users(ctx: &Ctx, actor: &Actor, filter: UserFilter, page: PageRequest) -> Result<Page<UserRow>> {
    actor.require(Permission::UsersView)?;
    let limit = page.limit();
    let rows = sqlx::query!(
        r#"select u.id as "id: UserId", u.name, u.email, u.role, u.organization_name, u.is_approved,
                  u.blocked_at is not null as "blocked!", u.rating::float8 as rating, u.submitted_at, u.created_at
           from accounts.users u
           where ($1::text[] is null or u.role = any($1)
                  or u.id in (select ur.user_id from accounts.user_roles ur
                              join accounts.roles r on r.id = ur.role_id where r.name = any($1)))
             and ($2::text[] is null
                  or case when u.blocked_at is not null then 'blocked'
                          when u.is_approved then 'active'
                          when not u.is_approved then 'pending'
                          else 'rejected' end = any($2))
             and ($3::text is null
                  or core.fold(u.name || ' ' || coalesce(u.organization_name, '') || ' ' || u.email)
                     like '%' || core.fold($3) || '%')
             and ($4::bigint is null or u.id < $4)
           order by u.id desc limit $5"#,
        filter::names(&filter.role) as Option<Vec<String>>,
        filter::names(&filter.status) as Option<Vec<String>>,
        filter::like(&filter.q),
        page.cursor()?.map(|c| c.id),
        limit + 1,
    )
    .fetch_all(&ctx.db)
    .await?;
    let rows = rows
        .into_iter()
        .map(|row| UserRow {
            id: row.id,
            name: row.name,
            email: row.email,
            role: row.role,
            org_name: row.organization_name,
            status: AccountStatus::of(row.is_approved, row.blocked),
            rating: row.rating,
            submitted_at: row.submitted_at,
            created_at: row.created_at,
        })
        .collect();
    Ok(Page::from_rows(rows, limit, |row| Cursor { key: row.id.0, id: row.id.0 }))
}
