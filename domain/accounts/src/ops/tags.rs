//! Tags and who carries them. Permission `users.tag`.

use birqadam_core::{
    Actor, Error, FieldCode, Permission, Result, TagId, UserId,
    ssr::{Ctx, DbResultExt, audit::Entry},
};
use serde_json::json;
use sqlx::{PgConnection, PgExecutor};

use crate::model::{TAGS_PER_PERSON_MAX, Tag, TagColor, TagInput, UserTag};

/// Every tag by name, with how many people carry it.
///
/// # Errors
/// [`Error::Forbidden`] without `users.tag` or `users.view`: who filters people by tag sees them too.
pub async fn list_tags(ctx: &Ctx, actor: &Actor) -> Result<Vec<Tag>> {
    if actor.require(Permission::UsersTag).is_err() {
        actor.require(Permission::UsersView)?;
    }
    find_tags(&ctx.db, None).await
}

/// Makes a tag.
///
/// # Errors
/// [`Error::Invalid`], also when the name is taken.
pub async fn create_tag(ctx: &Ctx, actor: &Actor, input: TagInput) -> Result<Tag> {
    let user = actor.require(Permission::UsersTag)?;
    let valid = input.validate()?;
    let mut tx = ctx.begin().await?;
    let id = sqlx::query_scalar!(
        r#"insert into accounts.tags (name, color, description, created_by) values ($1, $2, $3, $4)
           returning id as "id: TagId""#,
        valid.name,
        valid.color.as_str(),
        valid.description,
        user.0,
    )
    .fetch_one(&mut *tx)
    .await
    .on_constraint(&taken())?;
    Entry::new("tag.create", "tag", id.0)
        .new_value(json!({ "name": valid.name, "color": valid.color, "description": valid.description }))
        .record(&mut tx, actor)
        .await?;
    let tag = find_tag(&mut tx, id).await?;
    tx.commit().await?;
    Ok(tag)
}

/// Changes name, colour and description.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`].
pub async fn update_tag(ctx: &Ctx, actor: &Actor, id: TagId, input: TagInput) -> Result<Tag> {
    actor.require(Permission::UsersTag)?;
    let valid = input.validate()?;
    let mut tx = ctx.begin().await?;
    let before = lock_tag(&mut tx, id).await?;
    sqlx::query!(
        "update accounts.tags set name = $2, color = $3, description = $4 where id = $1",
        id.0,
        valid.name,
        valid.color.as_str(),
        valid.description,
    )
    .execute(&mut *tx)
    .await
    .on_constraint(&taken())?;
    let after = find_tag(&mut tx, id).await?;
    if after != before {
        let values = |tag: &Tag| json!({ "name": tag.name, "color": tag.color, "description": tag.description });
        Entry::new("tag.update", "tag", id.0)
            .old(values(&before))
            .new_value(values(&after))
            .record(&mut tx, actor)
            .await?;
    }
    tx.commit().await?;
    Ok(after)
}

/// Removes the tag, also from everyone who carries it.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn delete_tag(ctx: &Ctx, actor: &Actor, id: TagId) -> Result<()> {
    actor.require(Permission::UsersTag)?;
    let mut tx = ctx.begin().await?;
    let tag = lock_tag(&mut tx, id).await?;
    sqlx::query!("delete from accounts.tags where id = $1", id.0).execute(&mut *tx).await?;
    Entry::new("tag.delete", "tag", id.0)
        .old(json!({ "name": tag.name, "color": tag.color, "description": tag.description, "people": tag.people }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// The tags a person carries, by name.
///
/// # Errors
/// [`Error::Forbidden`] without `users.tag` or `users.view`; [`Error::NotFound`].
pub async fn list_user_tags(ctx: &Ctx, actor: &Actor, user: UserId) -> Result<Vec<UserTag>> {
    if actor.require(Permission::UsersTag).is_err() {
        actor.require(Permission::UsersView)?;
    }
    sqlx::query!("select id from accounts.users where id = $1", user.0)
        .fetch_optional(&ctx.db)
        .await?
        .ok_or(Error::NotFound)?;
    let rows = sqlx::query!(
        r#"select t.id as "id: TagId", t.name, t.color, ut.added_at, ut.added_by as "added_by: UserId", u.name as "added_by_name?"
           from accounts.user_tags ut join accounts.tags t on t.id = ut.tag_id
           left join accounts.users u on u.id = ut.added_by
           where ut.user_id = $1 order by t.name"#,
        user.0,
    )
    .fetch_all(&ctx.db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| UserTag {
            id: row.id,
            name: row.name,
            color: TagColor::parse(&row.color).unwrap_or_default(),
            added_at: row.added_at,
            added_by: row.added_by,
            added_by_name: row.added_by_name,
        })
        .collect())
}

/// Puts a tag on a person. Putting it twice changes nothing.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Invalid`] on `tag` when the person carries too many.
pub async fn add_user_tag(ctx: &Ctx, actor: &Actor, user: UserId, tag: TagId) -> Result<()> {
    let by = actor.require(Permission::UsersTag)?;
    let mut tx = ctx.begin().await?;
    let name = lock_pair(&mut tx, user, tag).await?;
    let done = sqlx::query!(
        "insert into accounts.user_tags (user_id, tag_id, added_by) values ($1, $2, $3) on conflict do nothing",
        user.0,
        tag.0,
        by.0,
    )
    .execute(&mut *tx)
    .await?;
    if done.rows_affected() == 1 {
        let count =
            sqlx::query_scalar!(r#"select count(*) as "count!" from accounts.user_tags where user_id = $1"#, user.0)
                .fetch_one(&mut *tx)
                .await?;
        if count > TAGS_PER_PERSON_MAX {
            return Err(Error::field("tag", FieldCode::TooMany(TAGS_PER_PERSON_MAX)));
        }
        Entry::new("user.add_tag", "user", user.0).new_value(json!({ "tag": name })).record(&mut tx, actor).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Takes a tag from a person. Taking what is not there changes nothing.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn remove_user_tag(ctx: &Ctx, actor: &Actor, user: UserId, tag: TagId) -> Result<()> {
    actor.require(Permission::UsersTag)?;
    let mut tx = ctx.begin().await?;
    let name = lock_pair(&mut tx, user, tag).await?;
    let done = sqlx::query!("delete from accounts.user_tags where user_id = $1 and tag_id = $2", user.0, tag.0)
        .execute(&mut *tx)
        .await?;
    if done.rows_affected() == 1 {
        Entry::new("user.remove_tag", "user", user.0).old(json!({ "tag": name })).record(&mut tx, actor).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn taken() -> [(&'static str, Error); 1] {
    [("tags_name", Error::field("name", FieldCode::NameTaken))]
}

/// The tag's name, if both exist; the person is locked, so that tags are counted right.
async fn lock_pair(conn: &mut PgConnection, user: UserId, tag: TagId) -> Result<String> {
    let name = sqlx::query_scalar!("select name from accounts.tags where id = $1 for key share", tag.0)
        .fetch_optional(&mut *conn)
        .await?
        .ok_or(Error::NotFound)?;
    sqlx::query!("select id from accounts.users where id = $1 for no key update", user.0)
        .fetch_optional(conn)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(name)
}

async fn lock_tag(conn: &mut PgConnection, id: TagId) -> Result<Tag> {
    sqlx::query!("select id from accounts.tags where id = $1 for update", id.0)
        .fetch_optional(&mut *conn)
        .await?
        .ok_or(Error::NotFound)?;
    find_tag(conn, id).await
}

async fn find_tag(conn: &mut PgConnection, id: TagId) -> Result<Tag> {
    find_tags(conn, Some(id)).await?.pop().ok_or(Error::NotFound)
}

async fn find_tags(conn: impl PgExecutor<'_>, id: Option<TagId>) -> Result<Vec<Tag>> {
    let rows = sqlx::query!(
        r#"select t.id as "id: TagId", t.name, t.color, t.description, t.created_at,
                  (select count(*) from accounts.user_tags ut where ut.tag_id = t.id) as "people!"
           from accounts.tags t where $1::bigint is null or t.id = $1 order by t.name"#,
        id.map(|id| id.0),
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Tag {
            id: row.id,
            name: row.name,
            color: TagColor::parse(&row.color).unwrap_or_default(),
            description: row.description,
            people: row.people,
            created_at: row.created_at,
        })
        .collect())
}
