//! Saved views. One sees one's own and the shared ones of a list one may see; somebody else's private
//! view is not there.

use sqlx::{PgConnection, PgExecutor};

use super::List;
use crate::{
    Actor, Code, Error, FieldCode, Flag, Permission, Result, UserId, ViewId,
    list::{ListSpec, SavedView, ViewInput},
    ssr::{Ctx, DbResultExt, audit::Entry},
};

/// Most views of one person on one list.
const VIEWS_MAX: i64 = 50;

/// One's own views of the list and the shared ones, by name. Permission of the list.
///
/// # Errors
/// [`Error::Forbidden`] when the list is not theirs to see.
pub async fn list_views(ctx: &Ctx, actor: &Actor, list: &dyn List) -> Result<Vec<SavedView>> {
    let user = actor.require(list.spec().permission)?;
    if !actor.has(Flag::SavedViews) {
        return Ok(Vec::new());
    }
    find_views(&ctx.db, user, list.spec(), None).await
}

/// One of these.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's private view too.
pub async fn find_view(ctx: &Ctx, actor: &Actor, list: &dyn List, id: ViewId) -> Result<SavedView> {
    let user = actor.require(list.spec().permission)?;
    find_views(&ctx.db, user, list.spec(), Some(id)).await?.pop().ok_or(Error::NotFound)
}

/// Saves a view of one's own. A shared one needs `views.share`.
///
/// # Errors
/// [`Error::Invalid`] at `name` (also when it is taken) or at what the list does not know.
pub async fn create_view(ctx: &Ctx, actor: &Actor, list: &dyn List, input: ViewInput) -> Result<SavedView> {
    let spec = list.spec();
    let user = actor.require(spec.permission)?;
    if !actor.has(Flag::SavedViews) {
        return Err(Error::Forbidden(Code::NotAllowed));
    }
    let input = input.validate(spec)?;
    may_share(actor, input.shared)?;
    let mut tx = ctx.begin().await?;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "n!" from core.saved_views where owner_id = $1 and list = $2"#,
        user.0,
        spec.name,
    )
    .fetch_one(&mut *tx)
    .await?;
    if count >= VIEWS_MAX {
        return Err(Error::field("name", FieldCode::TooMany(VIEWS_MAX)));
    }
    let id = sqlx::query_scalar!(
        r#"insert into core.saved_views (owner_id, list, name, query, shared) values ($1, $2, $3, $4, $5)
           returning id as "id: ViewId""#,
        user.0,
        spec.name,
        input.name,
        input.query,
        input.shared,
    )
    .fetch_one(&mut *tx)
    .await
    .on_constraint(&problems())?;
    Entry::new("view.create", "view", id.0).new_value(&input).record(&mut tx, actor).await?;
    let view = find_views(&mut *tx, user, spec, Some(id)).await?.pop().ok_or(Error::NotFound)?;
    tx.commit().await?;
    Ok(view)
}

/// Changes one's own view: its name, what it shows, who sees it. With `version`, only that version.
///
/// # Errors
/// [`Error::NotFound`] when it is not theirs; [`Error::Stale`]; as [`create_view`].
pub async fn update_view(
    ctx: &Ctx,
    actor: &Actor,
    list: &dyn List,
    id: ViewId,
    version: Option<i64>,
    input: ViewInput,
) -> Result<SavedView> {
    let spec = list.spec();
    let user = actor.require(spec.permission)?;
    let mut tx = ctx.begin().await?;
    let before = lock_own(&mut tx, user, spec, id).await?;
    let input = input.validate(spec)?;
    // What was shared before somebody lost the right stays as it is.
    may_share(actor, input.shared && !before.shared)?;
    if version.is_some_and(|version| version != before.version) {
        let (current, yours) = (serde_json::to_string(&before)?, serde_json::to_string(&input)?);
        return Err(Error::Stale { current_version: before.version, current, yours });
    }
    sqlx::query!(
        "update core.saved_views set name = $2, query = $3, shared = $4, version = version + 1, updated_at = now()
         where id = $1",
        id.0,
        input.name,
        input.query,
        input.shared,
    )
    .execute(&mut *tx)
    .await
    .on_constraint(&problems())?;
    let old = ViewInput { name: before.name, query: before.query, shared: before.shared };
    Entry::new("view.update", "view", id.0).old(old).new_value(&input).record(&mut tx, actor).await?;
    let view = find_views(&mut *tx, user, spec, Some(id)).await?.pop().ok_or(Error::NotFound)?;
    tx.commit().await?;
    Ok(view)
}

/// Removes one's own view; lists that opened with it open as usual.
///
/// # Errors
/// [`Error::NotFound`] when it is not theirs.
pub async fn delete_view(ctx: &Ctx, actor: &Actor, list: &dyn List, id: ViewId) -> Result<()> {
    let spec = list.spec();
    let user = actor.require(spec.permission)?;
    let mut tx = ctx.begin().await?;
    let before = lock_own(&mut tx, user, spec, id).await?;
    sqlx::query!("delete from core.saved_views where id = $1", id.0).execute(&mut *tx).await?;
    let old = ViewInput { name: before.name, query: before.query, shared: before.shared };
    Entry::new("view.delete", "view", id.0).old(old).record(&mut tx, actor).await?;
    tx.commit().await?;
    Ok(())
}

/// With which view one's list opens; `None` as the list has it.
///
/// # Errors
/// [`Error::NotFound`] when it is not theirs to see.
pub async fn set_default_view(ctx: &Ctx, actor: &Actor, list: &dyn List, id: Option<ViewId>) -> Result<()> {
    let spec = list.spec();
    let user = actor.require(spec.permission)?;
    let mut tx = ctx.begin().await?;
    match id {
        Some(id) => {
            find_views(&mut *tx, user, spec, Some(id)).await?.pop().ok_or(Error::NotFound)?;
            sqlx::query!(
                "insert into core.default_views (user_id, list, view_id) values ($1, $2, $3)
                 on conflict (user_id, list) do update set view_id = excluded.view_id",
                user.0,
                spec.name,
                id.0,
            )
            .execute(&mut *tx)
            .await?;
        }
        None => {
            sqlx::query!("delete from core.default_views where user_id = $1 and list = $2", user.0, spec.name)
                .execute(&mut *tx)
                .await?;
        }
    }
    Entry::new("view.set_default", "view", id.map(|id| id.0)).record(&mut tx, actor).await?;
    tx.commit().await?;
    Ok(())
}

fn may_share(actor: &Actor, shared: bool) -> Result<()> {
    if shared { actor.require(Permission::ViewsShare).map(drop) } else { Ok(()) }
}

fn problems() -> [(&'static str, Error); 2] {
    [
        ("saved_views_name", Error::field("name", FieldCode::NameTaken)),
        ("saved_views_query_length", Error::field("query", FieldCode::TooLong(4000))),
    ]
}

async fn lock_own(conn: &mut PgConnection, user: UserId, spec: &ListSpec, id: ViewId) -> Result<SavedView> {
    sqlx::query_scalar!(
        "select id from core.saved_views where id = $1 and owner_id = $2 and list = $3 for update",
        id.0,
        user.0,
        spec.name,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(Error::NotFound)?;
    find_views(conn, user, spec, Some(id)).await?.pop().ok_or(Error::NotFound)
}

async fn find_views(
    conn: impl PgExecutor<'_>,
    user: UserId,
    spec: &ListSpec,
    id: Option<ViewId>,
) -> Result<Vec<SavedView>> {
    let views = sqlx::query_as!(
        SavedView,
        r#"select v.id as "id: ViewId", v.owner_id as "owner_id: UserId", u.name as owner_name, v.name, v.query,
                  v.shared, d.view_id is not null as "is_default!", v.version
           from core.saved_views v
           join accounts.users u on u.id = v.owner_id
           left join core.default_views d on d.view_id = v.id and d.user_id = $1 and d.list = v.list
           where v.list = $2 and (v.owner_id = $1 or v.shared) and ($3::bigint is null or v.id = $3)
           order by v.owner_id <> $1, lower(v.name), v.id limit 200"#,
        user.0,
        spec.name,
        id.map(|id| id.0),
    )
    .fetch_all(conn)
    .await?;
    Ok(views)
}
