//! The photo of one's profile: a square without metadata, shown to whom its owner allows.

use birqadam_core::{
    Actor, Error, FieldCode, Result, UserId,
    ssr::{
        Ctx,
        audit::Entry,
        files::{StoredFile, random_key},
        photo,
    },
};
use bytes::Bytes;

use super::{people, profile::require_approved, verification_lapse::lapse};
use crate::model::Lapse;

/// Side of the square in pixels.
const SIDE: u32 = 512;

/// Sets the photo (JPEG, PNG, WebP; the limits of photos), cut square. Approved accounts. With
/// another photo a confirmed identity is confirmed no more; without one it stays.
///
/// # Errors
/// [`Error::Invalid`] on `photo`.
pub async fn set_photo(ctx: &Ctx, actor: &Actor, bytes: Bytes) -> Result<String> {
    let id = require_approved(actor)?;
    let square = photo::portrait(bytes, SIDE).await.map_err(|code: FieldCode| Error::field("photo", code))?;
    let key = random_key("private/profile-photos", "jpg");
    ctx.files.put(&key, "image/jpeg", square).await?;
    let stored = store(ctx, actor, id, Some(&key)).await;
    let unused = match &stored {
        Ok(old) => old.clone(),
        Err(_) => Some(key.clone()),
    };
    discard(ctx, unused).await;
    stored.map(|_| photo_url(id, &key))
}

/// Removes the photo. Approved accounts.
///
/// # Errors
/// Only when the database fails.
pub async fn remove_photo(ctx: &Ctx, actor: &Actor) -> Result<()> {
    let id = require_approved(actor)?;
    let old = store(ctx, actor, id, None).await?;
    discard(ctx, old).await;
    Ok(())
}

/// The photo of a person, for whom its owner allows, and for who reviews or sees all accounts.
///
/// # Errors
/// [`Error::NotFound`], also when the actor may not see it.
pub async fn open_photo(ctx: &Ctx, actor: &Actor, id: UserId) -> Result<StoredFile> {
    use birqadam_core::Permission::{UsersVerify, UsersView};

    let shown = if actor.id() == Some(id) || actor.require(UsersVerify).is_ok() || actor.require(UsersView).is_ok() {
        true
    } else {
        people::find_person(ctx, actor, id, None).await?.0.photo_url.is_some()
    };
    let key = sqlx::query_scalar!("select profile_photo from accounts.users where id = $1", id.0)
        .fetch_optional(&ctx.db)
        .await?
        .flatten();
    match key {
        Some(key) if shown => ctx.files.get(&key).await,
        _ => Err(Error::NotFound),
    }
}

/// Where the photo is served; the address changes with the photo.
pub(super) fn photo_url(id: UserId, key: &str) -> String {
    let name = key.rsplit('/').next().unwrap_or_default();
    format!("/files/people/{id}?v={}", name.get(..8).unwrap_or_default())
}

/// Writes the new key down and gives the old one.
async fn store(ctx: &Ctx, actor: &Actor, id: UserId, key: Option<&str>) -> Result<Option<String>> {
    let mut tx = ctx.begin().await?;
    let old = sqlx::query_scalar!("select profile_photo from accounts.users where id = $1 for no key update", id.0)
        .fetch_one(&mut *tx)
        .await?;
    if old.is_none() && key.is_none() {
        return Ok(None);
    }
    sqlx::query!("update accounts.users set profile_photo = $2, updated_at = now() where id = $1", id.0, key)
        .execute(&mut *tx)
        .await?;
    if key.is_some() {
        lapse(ctx, &mut tx, actor, id, Lapse::Photo).await?;
    }
    let operation = if key.is_some() { "user.set_photo" } else { "user.remove_photo" };
    Entry::new(operation, "user", id.0).record(&mut tx, actor).await?;
    tx.commit().await?;
    Ok(old)
}

/// Removes a file that nobody needs. A failure only leaves an unreachable file.
pub(super) async fn discard(ctx: &Ctx, key: Option<String>) {
    if let Some(key) = key
        && let Err(error) = ctx.files.delete(&key).await
        && error != Error::NotFound
    {
        tracing::warn!(%error, key, "a photo that nobody needs stays in the store");
    }
}
