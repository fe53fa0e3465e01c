//! Who was confirmed under one name and photo is not confirmed under another.

use birqadam_core::{
    Actor, Permission, Result, UserId, VerificationId,
    notice::Notice,
    ssr::{
        Ctx,
        audit::Entry,
        notify::{Audience, notify},
    },
};
use serde_json::json;
use sqlx::PgConnection;

use crate::model::{Lapse, VERIFICATION_REVIEW, VerificationStatus};

/// Takes the mark away, in the transaction that changes name or photo. While the photo that was
/// sent is still kept, it waits for a reviewer anew; afterwards another one is asked for. A
/// reviewer who has the old name in front of them meets another version.
pub(super) async fn lapse(ctx: &Ctx, conn: &mut PgConnection, actor: &Actor, user: UserId, why: Lapse) -> Result<()> {
    let row = sqlx::query!(
        r#"update accounts.verifications v
           set version = v.version + 1,
               lapsed = case when before.status = 'confirmed' then $2 else v.lapsed end,
               status = case when before.status = 'waiting' or v.photo_key is not null then 'waiting' else 'rejected' end,
               reason = case when before.status = 'waiting' or v.photo_key is not null then null else '' end,
               photo_until = null,
               submitted_at = case when before.status = 'confirmed' then $3 else v.submitted_at end,
               reviewed_by = null, reviewed_at = null
           from accounts.verifications before, accounts.users u
           where v.user_id = $1 and before.id = v.id and u.id = v.user_id and before.status in ('waiting', 'confirmed')
           returning v.id as "id: VerificationId", before.status as "before!", v.status as "after!", v.version, u.name"#,
        user.0,
        why.as_str(),
        ctx.now(),
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = row.filter(|row| row.before != VerificationStatus::Waiting.as_str()) else { return Ok(()) };
    Entry::new("verification.lapse", VERIFICATION_REVIEW.subject, row.id.0)
        .old(json!({ "status": row.before }))
        .new_value(json!({ "status": row.after, "changed": why, "user_id": user }))
        .record(&mut *conn, actor)
        .await?;
    if row.after == VerificationStatus::Waiting.as_str() {
        let event = format!("verification-{}-v{}", row.id, row.version);
        let notice = Notice::VerificationReceived { verification_id: row.id, name: row.name };
        notify(conn, Audience::Holders(Permission::UsersVerify), notice, event).await?;
    }
    Ok(())
}
