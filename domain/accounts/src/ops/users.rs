//! The list of users.

use std::collections::HashMap;

use birqadam_core::{
    Actor, Locale, Page, PageRequest, Result, UserId,
    list::{Choice, FilterValue, ListRequest, ListSpec},
    ssr::{
        Ctx,
        batch::BulkAction,
        list::{self, ColumnSql, FilterSql, List, ListSql, SortType, Where, async_trait},
    },
};

use super::users_bulk::{BlockUsers, UnblockUsers};
use crate::model::{AccountStatus, USERS, UserFilter, UserRow};

/// [`USERS`] on the database.
pub struct UserList;

static SQL: ListSql = ListSql {
    from: "accounts.users u",
    id: "u.id",
    columns: &[
        ColumnSql::new("name", "u.name")
            .link("'/admin/users/' || u.id")
            .sort(SortType::Text, r#"u.name collate "und-x-icu""#),
        ColumnSql::new("organization", "u.organization_name"),
        ColumnSql::new("email", "u.email").sort(SortType::Text, "u.email"),
        ColumnSql::new("phone", "u.phone"),
        ColumnSql::new("roles", "u.role_names"),
        ColumnSql::new("status", "accounts.account_status(u.is_approved, u.blocked_at)"),
        ColumnSql::new("rating", "u.rating::float8").sort_nullable(SortType::Float, "u.rating::float8"),
        ColumnSql::new("created", "u.created_at").sort(SortType::Time, "u.created_at"),
    ],
    filters: &[
        FilterSql::holds("q", "core.fold(u.name || ' ' || coalesce(u.organization_name, '') || ' ' || u.email)"),
        FilterSql::overlaps("role", "u.role_names"),
        FilterSql::is("status", "accounts.account_status(u.is_approved, u.blocked_at)"),
        FilterSql::with("tag", by_tag),
        FilterSql::time("created", "u.created_at"),
        FilterSql::is("registered_as", "u.role"),
        FilterSql::is("city", "coalesce(u.city, '-')"),
        FilterSql::with("approved", approved),
        FilterSql::with("decided", decided),
    ],
};

/// Who may act since one of the days: volunteers since they registered.
fn approved(value: &FilterValue, sql: &mut Where<'_>) {
    let FilterValue::Days { from, to } = value else { return };
    sql.and("u.is_approved").time("coalesce(u.reviewed_at, u.created_at)", *from, *to);
}

/// On whose application it was decided on one of the days, and what was decided stands.
fn decided(value: &FilterValue, sql: &mut Where<'_>) {
    let FilterValue::Days { from, to } = value else { return };
    sql.and("u.is_approved is distinct from false and u.reviewed_at >= u.submitted_at");
    sql.time("u.reviewed_at", *from, *to);
}

/// Who has one of the tags.
fn by_tag(value: &FilterValue, sql: &mut Where<'_>) {
    let FilterValue::Any(tags) = value else { return };
    let tags: Vec<i64> = tags.iter().filter_map(|id| id.parse().ok()).collect();
    sql.and("exists (select from accounts.user_tags m where m.user_id = u.id and m.tag_id = any(")
        .bind(tags)
        .push("))");
}

#[async_trait]
impl List for UserList {
    fn spec(&self) -> &'static ListSpec {
        &USERS
    }

    fn sql(&self) -> &'static ListSql {
        &SQL
    }

    async fn choices(&self, ctx: &Ctx, actor: &Actor, filter: &str) -> Result<Vec<Choice>> {
        match filter {
            "tag" => tag_choices(ctx).await,
            _ => role_choices(ctx, actor.locale).await,
        }
    }

    fn actions(&self) -> &'static [&'static dyn BulkAction] {
        &[&BlockUsers, &UnblockUsers]
    }
}

/// Every role there is, the system's first.
async fn role_choices(ctx: &Ctx, locale: Locale) -> Result<Vec<Choice>> {
    let roles = sqlx::query!(
        r#"select name, coalesce(nullif(label->>$1, ''), label->>'ru', name) as "label!"
           from accounts.roles order by not is_system, id"#,
        locale.as_str(),
    )
    .fetch_all(&ctx.db)
    .await?;
    Ok(roles.into_iter().map(|role| Choice { value: role.name, label: role.label }).collect())
}

/// Every tag on people there is, by name.
async fn tag_choices(ctx: &Ctx) -> Result<Vec<Choice>> {
    let tags =
        sqlx::query!(r#"select id::text as "value!", name from accounts.tags order by accounts.same_name(name)"#)
            .fetch_all(&ctx.db)
            .await?;
    Ok(tags.into_iter().map(|tag| Choice { value: tag.value, label: tag.name }).collect())
}

/// The list in the API's own shape, newest first. Permission `users.view`.
///
/// # Errors
/// [`birqadam_core::Error::Forbidden`] without the permission; [`birqadam_core::Error::Invalid`] at
/// a filter or at `cursor`.
pub async fn list_users(ctx: &Ctx, actor: &Actor, filter: UserFilter, page: PageRequest) -> Result<Page<UserRow>> {
    let pairs = [("role", filter.role.as_str()), ("status", filter.status.as_str()), ("q", filter.q.as_str())];
    let mut request = ListRequest::parse(&USERS, pairs)?;
    request.limit = Some(page.limit());
    request.cursor = page.cursor.filter(|cursor| !cursor.is_empty());
    request.columns = vec!["name".to_owned()];
    let page = list::read(ctx, actor, &UserList, request).await?;
    let ids: Vec<i64> = page.rows.iter().map(|row| row.id).collect();
    let mut users = find_users(ctx, &ids).await?;
    // In the order of the list.
    let items = ids.iter().filter_map(|id| users.remove(id)).collect();
    Ok(Page { items, next: page.next })
}

async fn find_users(ctx: &Ctx, ids: &[i64]) -> Result<HashMap<i64, UserRow>> {
    let rows = sqlx::query!(
        r#"select u.id as "id: UserId", u.name, u.email, u.role, u.organization_name, u.is_approved,
                  u.blocked_at is not null as "blocked!", u.rating::float8 as rating, u.submitted_at, u.created_at
           from accounts.users u where u.id = any($1)"#,
        ids,
    )
    .fetch_all(&ctx.db)
    .await?;
    let user = |row: UserRow| (row.id.0, row);
    let rows = rows.into_iter().map(|row| UserRow {
        id: row.id,
        name: row.name,
        email: row.email,
        role: row.role,
        org_name: row.organization_name,
        status: AccountStatus::of(row.is_approved, row.blocked),
        rating: row.rating,
        submitted_at: row.submitted_at,
        created_at: row.created_at,
    });
    Ok(rows.map(user).collect())
}
