//! Photos of what is lent: without metadata, shown to whoever may see the resource.

use birqadam_core::ssr::{
    Ctx, audit,
    files::{StoredFile, random_key},
    photo,
};
use birqadam_core::{Actor, Error, FieldCode, FieldError, Permission, ResourceId, ResourcePhotoId, Result, UserId};
use bytes::Bytes;
use serde_json::json;
use sqlx::PgConnection;

use super::resource_records::{RESOURCE, load_resource};
use super::resource_search::can_see;
use super::resources::lock_own;
use crate::model::{RESOURCE_PHOTOS_MAX, Resource};

const PREFIX: &str = "private/resource-photos";
/// Long sides in pixels, as of other photos.
const LARGE_SIDE: u32 = 2048;
const THUMB_SIDE: u32 = 480;

/// Which copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResourcePhotoSize {
    Large,
    Thumb,
}

/// Adds photos (JPEG, PNG, WebP; the limits of photos) behind those that are there.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Invalid`] at `photo`, or at `photo.<number>` of several.
pub async fn add_photos(ctx: &Ctx, actor: &Actor, id: ResourceId, photos: Vec<Bytes>) -> Result<Resource> {
    let user = actor.require(Permission::ResourcesManageOwn)?;
    if photos.is_empty() {
        return Err(Error::field("photo", FieldCode::Required));
    }
    // Before the costly work, and again under the lock.
    check_room(&mut *ctx.db.acquire().await?, user, id, photos.len()).await?;
    let keys = put_all(ctx, make_all(photos).await?).await?;
    let stored = store(ctx, actor, user, id, &keys).await;
    if stored.is_err() {
        remove(ctx, keys.iter().flatten().cloned().collect()).await;
    }
    stored
}

/// Checks and converts all photos, in order: large and small copy.
async fn make_all(photos: Vec<Bytes>) -> Result<Vec<[Bytes; 2]>> {
    let (mut made, mut wrong, all) = (Vec::new(), Vec::new(), photos.len());
    for (number, bytes) in photos.into_iter().enumerate() {
        match make(bytes).await {
            Ok(copies) => made.push(copies),
            Err(code) => {
                let field = if all > 1 { format!("photo.{number}") } else { "photo".to_owned() };
                wrong.push(FieldError { field, code });
            }
        }
    }
    if wrong.is_empty() { Ok(made) } else { Err(Error::Invalid(wrong)) }
}

async fn make(bytes: Bytes) -> Result<[Bytes; 2], FieldCode> {
    let large = photo::picture(bytes, LARGE_SIDE).await?;
    let thumb = photo::picture(large.clone(), THUMB_SIDE).await?;
    Ok([large, thumb])
}

/// Puts all files; when one cannot be put, none stay.
async fn put_all(ctx: &Ctx, photos: Vec<[Bytes; 2]>) -> Result<Vec<[String; 2]>> {
    let mut keys: Vec<[String; 2]> = Vec::new();
    for [large, thumb] in photos {
        let pair = [random_key(PREFIX, "jpg"), random_key(PREFIX, "jpg")];
        keys.push(pair.clone());
        for (key, bytes) in pair.iter().zip([large, thumb]) {
            if let Err(error) = ctx.files.put(key, "image/jpeg", bytes).await {
                remove(ctx, keys.into_iter().flatten().collect()).await;
                return Err(error);
            }
        }
    }
    Ok(keys)
}

async fn store(ctx: &Ctx, actor: &Actor, user: UserId, id: ResourceId, keys: &[[String; 2]]) -> Result<Resource> {
    let mut tx = ctx.begin().await?;
    let place = check_room(&mut tx, user, id, keys.len()).await?;
    for (number, [large, thumb]) in (place..).zip(keys) {
        sqlx::query!(
            "insert into funding.resource_photos (resource_id, position, large_key, thumb_key) values ($1, $2, $3, $4)",
            id.0,
            number,
            large,
            thumb,
        )
        .execute(&mut *tx)
        .await?;
    }
    touch(&mut tx, id).await?;
    audit::Entry::new("resource.add_photo", RESOURCE, id.0)
        .new_value(json!({ "photos": keys.len() }))
        .record(&mut tx, actor)
        .await?;
    let resource = load_resource(&mut tx, id).await?;
    tx.commit().await?;
    Ok(resource)
}

/// Locks one's own resource and gives the place of the next photo.
async fn check_room(conn: &mut PgConnection, user: UserId, id: ResourceId, more: usize) -> Result<i16> {
    let resource = lock_own(conn, user, id).await?;
    if resource.photos.len() + more > RESOURCE_PHOTOS_MAX {
        return Err(Error::field("photo", FieldCode::TooMany(RESOURCE_PHOTOS_MAX as i64)));
    }
    let next = sqlx::query_scalar!(
        r#"select coalesce(max(position) + 1, 0)::smallint as "next!" from funding.resource_photos where resource_id = $1"#,
        id.0,
    )
    .fetch_one(conn)
    .await?;
    Ok(next)
}

/// Removes a photo; one that is gone is gone.
///
/// # Errors
/// [`Error::NotFound`], also for a photo of somebody else's.
pub async fn remove_photo(ctx: &Ctx, actor: &Actor, photo: ResourcePhotoId) -> Result<Resource> {
    let user = actor.require(Permission::ResourcesManageOwn)?;
    let mut tx = ctx.begin().await?;
    let id = sqlx::query_scalar!(
        r#"select resource_id as "id: ResourceId" from funding.resource_photos where id = $1"#,
        photo.0,
    )
    .fetch_one(&mut *tx)
    .await?;
    lock_own(&mut tx, user, id).await?;
    let gone =
        sqlx::query!("delete from funding.resource_photos where id = $1 returning large_key, thumb_key", photo.0,)
            .fetch_one(&mut *tx)
            .await?;
    touch(&mut tx, id).await?;
    audit::Entry::new("resource.remove_photo", RESOURCE, id.0).record(&mut tx, actor).await?;
    let resource = load_resource(&mut tx, id).await?;
    tx.commit().await?;
    remove(ctx, vec![gone.large_key, gone.thumb_key]).await;
    Ok(resource)
}

async fn touch(conn: &mut PgConnection, id: ResourceId) -> Result<()> {
    sqlx::query!("update funding.resources set version = version + 1, updated_at = now() where id = $1", id.0)
        .execute(conn)
        .await?;
    Ok(())
}

/// The file, for whoever may see the resource.
///
/// # Errors
/// [`Error::NotFound`], also when the actor may not see it.
pub async fn open_resource_photo(
    ctx: &Ctx,
    actor: &Actor,
    id: ResourcePhotoId,
    size: ResourcePhotoSize,
) -> Result<StoredFile> {
    let photo = sqlx::query!(
        r#"select resource_id as "resource_id: ResourceId", large_key, thumb_key
           from funding.resource_photos where id = $1"#,
        id.0,
    )
    .fetch_one(&ctx.db)
    .await?;
    if !can_see(&mut *ctx.db.acquire().await?, actor, photo.resource_id).await? {
        return Err(Error::NotFound);
    }
    ctx.files
        .get(match size {
            ResourcePhotoSize::Large => &photo.large_key,
            ResourcePhotoSize::Thumb => &photo.thumb_key,
        })
        .await
}

/// Removes files that no record names. A failure only leaves an unreachable file.
async fn remove(ctx: &Ctx, keys: Vec<String>) {
    for key in keys {
        if let Err(error) = ctx.files.delete(&key).await
            && error != Error::NotFound
        {
            tracing::warn!(key, %error, "a photo file could not be removed");
        }
    }
}
