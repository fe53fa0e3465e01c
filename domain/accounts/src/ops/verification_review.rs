//! The reviewers' side of verification by photo. Permission `users.verify`; nobody decides on
//! their own. The queue decides through [`super::verification_reviewable`].

use birqadam_core::{
    Actor, Code, Cursor, Error, FieldCode, Page, PageRequest, Permission, Result, UserId, VerificationId,
    notice::Notice,
    review::{Decision, Verdict},
    ssr::{
        Ctx,
        audit::Entry,
        notify::{Audience, notify},
        review::decisions,
    },
};
use chrono::TimeDelta;
use serde_json::json;
use sqlx::PgConnection;

use super::{file_link, profile_photo::photo_url, verification_reviewable::VerificationReviewing};
use crate::model::{
    Reason, VERIFICATION_PHOTO_DAYS, VERIFICATION_REVIEW, VerificationReview, VerificationStatus, VerificationStep,
};

/// Photos that wait, oldest first; with `status` those of another state, the newest first. Not
/// one's own. Permission `users.verify`.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] on `status` or `cursor`.
pub async fn list_verifications(
    ctx: &Ctx,
    actor: &Actor,
    status: &str,
    page: PageRequest,
) -> Result<Page<VerificationReview>> {
    let reviewer = actor.require(Permission::UsersVerify)?;
    let status = if status.is_empty() { Some(VerificationStatus::Waiting) } else { VerificationStatus::parse(status) };
    let status = status.ok_or_else(|| Error::field("status", FieldCode::Unknown))?;
    let after = page.cursor()?;
    let limit = page.limit();
    let oldest_first = status == VerificationStatus::Waiting;
    let mut conn = ctx.db.acquire().await?;
    // What somebody has just decided has left the queue, though it can still be taken back.
    let held = decisions::held_ids(&mut conn, VERIFICATION_REVIEW.name).await?;
    let ids = sqlx::query_scalar!(
        r#"select id from accounts.verifications
           where status = $1 and user_id <> $2 and not id = any($7)
             and ($3::timestamptz is null
                  or ($5 and (submitted_at, id) > ($3, $4)) or (not $5 and (submitted_at, id) < ($3, $4)))
           order by case when $5 then submitted_at end, case when $5 then id end,
                    case when not $5 then submitted_at end desc, case when not $5 then id end desc
           limit $6"#,
        status.as_str(),
        reviewer.0,
        after.map(|c| c.time()),
        after.map_or(0, |c| c.id),
        oldest_first,
        limit + 1,
        &held,
    )
    .fetch_all(&mut *conn)
    .await?;
    let rows = find_reviews(ctx, &mut conn, &ids).await?;
    Ok(Page::from_rows(rows, limit, |row: &VerificationReview| Cursor::at(row.submitted_at, row.id.0)))
}

/// One verification with the link to its photo. Permission `users.verify`.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub async fn find_verification(ctx: &Ctx, actor: &Actor, id: VerificationId) -> Result<VerificationReview> {
    actor.require(Permission::UsersVerify)?;
    load(ctx, &mut *ctx.db.acquire().await?, id).await
}

/// Says that the photo shows this person. Permission `users.verify`; not oneself. `version` is
/// that of the photo that was looked at.
///
/// # Errors
/// [`Error::Conflict`] with [`Code::AlreadyDecided`]; [`Error::Stale`] when a newer photo came.
pub async fn confirm_verification(
    ctx: &Ctx,
    actor: &Actor,
    id: VerificationId,
    version: Option<i64>,
) -> Result<VerificationReview> {
    let verdict = Verdict { decision: Decision::Approve, words: String::new(), fields: vec![], rating: None };
    decide(ctx, actor, id, version, verdict).await
}

/// Says why the photo will not do. As [`confirm_verification`].
///
/// # Errors
/// Also [`Error::Invalid`] on `reason`.
pub async fn reject_verification(
    ctx: &Ctx,
    actor: &Actor,
    id: VerificationId,
    version: Option<i64>,
    input: Reason,
) -> Result<VerificationReview> {
    actor.require(Permission::UsersVerify)?;
    let words = input.validate()?;
    decide(ctx, actor, id, version, Verdict { decision: Decision::Reject, words, fields: vec![], rating: None }).await
}

/// Asks a confirmed person for a new photo. As [`reject_verification`].
///
/// # Errors
/// [`Error::Conflict`] with [`Code::WrongState`] while it waits.
pub async fn send_back_verification(
    ctx: &Ctx,
    actor: &Actor,
    id: VerificationId,
    version: Option<i64>,
    input: Reason,
) -> Result<VerificationReview> {
    actor.require(Permission::UsersVerify)?;
    let reason = input.validate()?;
    let mut tx = ctx.begin().await?;
    let (status, stored) = lock(&mut tx, id).await?;
    if let Some(seen) = version
        && seen != stored
    {
        let text = |version: i64| json!({ "version": version }).to_string();
        return Err(Error::Stale { current_version: stored, current: text(stored), yours: text(seen) });
    }
    let after = VerificationStatus::after(Some(status), VerificationStep::SendBack).map_err(Error::Conflict)?;
    if after != status {
        apply(ctx, &mut tx, actor, id, VerificationStep::SendBack, Some(reason)).await?;
    }
    let review = load(ctx, &mut tx, id).await?;
    tx.commit().await?;
    Ok(review)
}

/// A decision on what waits; the same again changes nothing.
async fn decide(
    ctx: &Ctx,
    actor: &Actor,
    id: VerificationId,
    version: Option<i64>,
    verdict: Verdict,
) -> Result<VerificationReview> {
    actor.require(Permission::UsersVerify)?;
    let mut tx = ctx.begin().await?;
    decisions::decide_now(&VerificationReviewing, ctx, &mut tx, actor, id.0, version, &verdict).await?;
    let review = load(ctx, &mut tx, id).await?;
    tx.commit().await?;
    Ok(review)
}

/// The decision with its effects. The caller holds the lock and knows that the step is possible.
pub(super) async fn apply(
    ctx: &Ctx,
    conn: &mut PgConnection,
    actor: &Actor,
    id: VerificationId,
    step: VerificationStep,
    reason: Option<String>,
) -> Result<()> {
    let reviewer = actor.require(Permission::UsersVerify)?;
    let (operation, after) = match step {
        VerificationStep::Confirm => ("verification.confirm", VerificationStatus::Confirmed),
        VerificationStep::Reject => ("verification.reject", VerificationStatus::Rejected),
        VerificationStep::SendBack => ("verification.send_back", VerificationStatus::Rejected),
        VerificationStep::Submit => return Err(Error::Conflict(Code::WrongState)),
    };
    let row = sqlx::query!(
        r#"update accounts.verifications v
           set status = $2, reason = $3, lapsed = null, reviewed_by = $4, reviewed_at = $5, version = v.version + 1,
               photo_until = case when v.photo_key is not null then coalesce(v.photo_until, $6) end
           from accounts.verifications before
           where v.id = $1 and before.id = v.id and v.user_id <> $4
           returning v.user_id as "user_id: UserId", before.status as "before!", v.version"#,
        id.0,
        after.as_str(),
        reason,
        reviewer.0,
        ctx.now(),
        ctx.now() + TimeDelta::days(VERIFICATION_PHOTO_DAYS),
    )
    .fetch_optional(&mut *conn)
    .await?
    // One does not confirm oneself.
    .ok_or(Error::Forbidden(Code::OwnItem))?;
    Entry::new(operation, VERIFICATION_REVIEW.subject, id.0)
        .old(json!({ "status": row.before }))
        .new_value(json!({ "status": after, "reason": reason, "user_id": row.user_id }))
        .record(&mut *conn, actor)
        .await?;
    let notice = match reason {
        None => Notice::VerificationConfirmed,
        Some(reason) => Notice::VerificationRejected { reason },
    };
    notify(conn, Audience::User(row.user_id), notice, format!("verification-{id}-v{}", row.version)).await
}

/// Locks the verification; its state and version.
pub(super) async fn lock(conn: &mut PgConnection, id: VerificationId) -> Result<(VerificationStatus, i64)> {
    let row = sqlx::query!("select status, version from accounts.verifications where id = $1 for update", id.0)
        .fetch_optional(conn)
        .await?
        .ok_or(Error::NotFound)?;
    Ok((VerificationStatus::parse(&row.status).ok_or(Error::NotFound)?, row.version))
}

pub(super) async fn load(ctx: &Ctx, conn: &mut PgConnection, id: VerificationId) -> Result<VerificationReview> {
    find_reviews(ctx, conn, &[id.0]).await?.pop().ok_or(Error::NotFound)
}

/// In the order of the ids.
async fn find_reviews(ctx: &Ctx, conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<VerificationReview>> {
    let rows = sqlx::query!(
        r#"select v.id as "id: VerificationId", v.user_id as "user_id: UserId", u.name, u.organization_name, u.role,
                  u.profile_photo, v.status, v.reason, v.photo_key, v.submitted_at, v.reviewed_at, v.version,
                  r.name as "reviewed_by_name?"
           from accounts.verifications v join accounts.users u on u.id = v.user_id
           left join accounts.users r on r.id = v.reviewed_by
           where v.id = any($1) order by array_position($1, v.id)"#,
        ids,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let link = match row.photo_key {
                Some(key) => Some(format!("/files/verifications/{}?link={}", row.id, file_link::sign(ctx, &key)?)),
                None => None,
            };
            Ok(VerificationReview {
                id: row.id,
                user_id: row.user_id,
                name: row.name,
                org_name: row.organization_name,
                role: row.role,
                status: VerificationStatus::parse(&row.status).ok_or(Error::NotFound)?,
                reason: row.reason,
                photo_url: link,
                profile_photo_url: row.profile_photo.map(|key| photo_url(row.user_id, &key)),
                submitted_at: row.submitted_at,
                reviewed_by_name: row.reviewed_by_name,
                reviewed_at: row.reviewed_at,
                version: row.version,
            })
        })
        .collect()
}
