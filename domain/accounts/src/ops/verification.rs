//! Confirming who people are by their photo. The photo is private: reviewers open it by a link
//! that lasts some minutes, and it is removed a while after the decision.

use birqadam_core::{
    Actor, Error, FieldCode, Permission, Result, UserId, VerificationId,
    notice::Notice,
    ssr::{
        Ctx,
        audit::Entry,
        files::{StoredFile, random_key},
        notify::{Audience, notify},
        photo,
        rate_limit::{self, Limit},
    },
};
use bytes::Bytes;
use chrono::TimeDelta;
use serde_json::json;
use sqlx::PgExecutor;

use super::{file_link, profile::require_approved, profile_photo::discard};
use crate::model::{Lapse, VERIFICATION_REVIEW, VerificationState, VerificationStatus, VerificationStep};

/// Long side of the photo in pixels: a face and a card must be readable.
const SIDE: u32 = 1600;
/// Each photo costs a reviewer's time.
const PHOTOS_PER_DAY: Limit = Limit { hits: 5, window: TimeDelta::days(1) };

/// Sends a photo of oneself; also again after a rejection, or when confirmed: then one waits
/// anew. Approved accounts.
///
/// # Errors
/// [`Error::Invalid`] on `photo`; [`Error::TooMany`].
pub async fn submit_verification(ctx: &Ctx, actor: &Actor, bytes: Bytes) -> Result<VerificationState> {
    let user = require_approved(actor)?;
    let picture = photo::picture(bytes, SIDE).await.map_err(|code: FieldCode| Error::field("photo", code))?;
    rate_limit::hit(&ctx.db, &format!("verification:{user}"), PHOTOS_PER_DAY, ctx.now()).await?;
    let key = random_key("private/verifications", "jpg");
    ctx.files.put(&key, "image/jpeg", picture).await?;
    let stored = store(ctx, actor, user, &key).await;
    let unused = match &stored {
        Ok((_, old)) => old.clone(),
        Err(_) => Some(key),
    };
    discard(ctx, unused).await;
    stored.map(|(state, _)| state)
}

async fn store(ctx: &Ctx, actor: &Actor, user: UserId, key: &str) -> Result<(VerificationState, Option<String>)> {
    let mut tx = ctx.begin().await?;
    // The person's row stands in for the verification that may not exist yet.
    let name = sqlx::query_scalar!("select name from accounts.users where id = $1 for no key update", user.0)
        .fetch_one(&mut *tx)
        .await?;
    let before = sqlx::query!("select status, photo_key from accounts.verifications where user_id = $1", user.0)
        .fetch_optional(&mut *tx)
        .await?;
    let status = before.as_ref().and_then(|row| VerificationStatus::parse(&row.status));
    let after = VerificationStatus::after(status, VerificationStep::Submit).map_err(Error::Conflict)?;
    let row = sqlx::query!(
        r#"insert into accounts.verifications (user_id, status, photo_key, submitted_at) values ($1, $2, $3, $4)
           on conflict on constraint verifications_user do update
           set status = excluded.status, photo_key = excluded.photo_key, submitted_at = excluded.submitted_at,
               photo_until = null, reason = null, lapsed = null, reviewed_by = null, reviewed_at = null,
               version = accounts.verifications.version + 1
           returning id as "id: VerificationId", version"#,
        user.0,
        after.as_str(),
        key,
        ctx.now(),
    )
    .fetch_one(&mut *tx)
    .await?;
    Entry::new("verification.submit", VERIFICATION_REVIEW.subject, row.id.0)
        .old(json!({ "status": status }))
        .new_value(json!({ "status": after, "user_id": user }))
        .record(&mut tx, actor)
        .await?;
    let notice = Notice::VerificationReceived { verification_id: row.id, name };
    let event = format!("verification-{}-v{}", row.id, row.version);
    notify(&mut tx, Audience::Holders(Permission::UsersVerify), notice, event).await?;
    let state = state_of(&mut *tx, user).await?.ok_or(Error::NotFound)?;
    tx.commit().await?;
    Ok((state, before.and_then(|row| row.photo_key)))
}

/// Where a person's verification stands; `None` when no photo was ever sent.
pub(super) async fn state_of(conn: impl PgExecutor<'_>, user: UserId) -> Result<Option<VerificationState>> {
    let row = sqlx::query!(
        "select status, reason, lapsed, submitted_at, reviewed_at from accounts.verifications where user_id = $1",
        user.0,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.and_then(|row| {
        Some(VerificationState {
            status: VerificationStatus::parse(&row.status)?,
            reason: row.reason,
            lapsed: row.lapsed.as_deref().and_then(Lapse::parse),
            submitted_at: row.submitted_at,
            reviewed_at: row.reviewed_at,
        })
    }))
}

/// One's own verification. Any signed-in account.
///
/// # Errors
/// [`Error::NotFound`] when no photo was ever sent.
pub async fn my_verification(ctx: &Ctx, actor: &Actor) -> Result<VerificationState> {
    state_of(&ctx.db, actor.require_user()?).await?.ok_or(Error::NotFound)
}

/// The photo behind a link made by [`super::verification_review::find_verification`].
///
/// # Errors
/// [`Error::NotFound`] when the link is wrong or expired, or the photo was removed or replaced.
pub async fn open_verification_photo(ctx: &Ctx, id: VerificationId, link: &str) -> Result<StoredFile> {
    let key = sqlx::query_scalar!("select photo_key from accounts.verifications where id = $1", id.0)
        .fetch_optional(&ctx.db)
        .await?
        .flatten()
        .ok_or(Error::NotFound)?;
    file_link::check(ctx, &key, link)?;
    ctx.files.get(&key).await
}

/// Removes photos some days after the decision: part of the job `clean_up`.
///
/// # Errors
/// When database or store fail; the next run goes on.
pub async fn remove_old_photos(ctx: &Ctx) -> Result<()> {
    let old = sqlx::query!(
        r#"select id, photo_key as "photo_key!" from accounts.verifications
           where photo_key is not null and photo_until <= $1 order by photo_until limit 500"#,
        ctx.now(),
    )
    .fetch_all(&ctx.db)
    .await?;
    for row in old {
        match ctx.files.delete(&row.photo_key).await {
            Ok(()) | Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
        sqlx::query!(
            "update accounts.verifications set photo_key = null, photo_until = null where id = $1 and photo_key = $2",
            row.id,
            row.photo_key,
        )
        .execute(&ctx.db)
        .await?;
    }
    Ok(())
}
