//! Drafts of forms. One's own only; whether the record of a draft may be seen is asked where the
//! form is known. Not in the action log: nothing but one's own notes changes, every second.

use sqlx::PgPool;

use super::{Ctx, DbResultExt};
use crate::draft::{Draft, SaveDraft, SavedDraft};
use crate::{Actor, Error, FieldCode, Result};

/// The largest draft, as JSON. The database's constraint says the same.
pub const DRAFT_MAX_BYTES: usize = 64 * 1024;
/// The most drafts of one person.
const DRAFTS_MAX: i64 = 100;
/// How long a draft is kept after its last save.
pub const DRAFT_DAYS: i32 = 30;

/// One's own draft of a form about a record (empty for a new one). Anyone signed in.
///
/// # Errors
/// [`Error::Unauthenticated`].
pub async fn find_draft(ctx: &Ctx, actor: &Actor, form: &str, subject: &str) -> Result<Option<Draft>> {
    let user = actor.require_user()?;
    let row = sqlx::query!(
        r#"select fields, base_version, revision, updated_at from core.drafts
           where user_id = $1 and form = $2 and subject = $3"#,
        user.0,
        form,
        subject,
    )
    .fetch_optional(&ctx.db)
    .await?;
    Ok(row.map(|row| Draft {
        form: form.to_owned(),
        subject: subject.to_owned(),
        fields: row.fields,
        base_version: row.base_version,
        revision: row.revision,
        saved_at: row.updated_at,
    }))
}

/// Keeps a draft in the place of the one before and tells when that came from another device.
///
/// # Errors
/// [`Error::TooLarge`]; [`Error::Invalid`] on `fields` when it is no object or holds U+0000, on
/// `draft` when there are too many.
pub async fn save_draft(ctx: &Ctx, actor: &Actor, form: &str, subject: &str, draft: SaveDraft) -> Result<SavedDraft> {
    let user = actor.require_user()?;
    if !draft.fields.is_object() {
        return Err(Error::field("fields", FieldCode::Malformed));
    }
    if draft.fields.to_string().len() > DRAFT_MAX_BYTES {
        return Err(too_large());
    }
    if has_nul(&draft.fields) {
        return Err(Error::field("fields", FieldCode::ForbiddenCharacters));
    }
    let mut tx = ctx.begin().await?;
    let before = sqlx::query_scalar!(
        "select updated_at from core.drafts where user_id = $1 and form = $2 and subject = $3 for update",
        user.0,
        form,
        subject,
    )
    .fetch_optional(&mut *tx)
    .await?;
    if before.is_none() {
        let count = sqlx::query_scalar!(r#"select count(*) as "count!" from core.drafts where user_id = $1"#, user.0)
            .fetch_one(&mut *tx)
            .await?;
        if count >= DRAFTS_MAX {
            return Err(Error::field("draft", FieldCode::TooMany(DRAFTS_MAX)));
        }
    }
    let saved = sqlx::query!(
        "insert into core.drafts (user_id, form, subject, fields, base_version) values ($1, $2, $3, $4, $5)
         on conflict (user_id, form, subject) do update
         set fields = excluded.fields, base_version = excluded.base_version,
             revision = core.drafts.revision + 1, updated_at = now()
         returning revision, updated_at",
        user.0,
        form,
        subject,
        draft.fields,
        draft.base_version,
    )
    .fetch_one(&mut *tx)
    .await
    .on_constraint(&[
        ("drafts_size", too_large()),
        ("drafts_form", Error::NotFound),
        ("drafts_subject", Error::NotFound),
    ])?;
    tx.commit().await?;
    // Also when both devices made the first draft at the same moment.
    let foreign = saved.revision != draft.revision.unwrap_or(0) + 1 && saved.revision > 1;
    let replaced = foreign.then(|| before.unwrap_or(saved.updated_at));
    Ok(SavedDraft { revision: saved.revision, saved_at: saved.updated_at, replaced })
}

/// Forgets a draft: discarded, or sent. No draft is as good as a forgotten one.
///
/// # Errors
/// [`Error::Unauthenticated`].
pub async fn discard_draft(ctx: &Ctx, actor: &Actor, form: &str, subject: &str) -> Result<()> {
    let user = actor.require_user()?;
    sqlx::query!("delete from core.drafts where user_id = $1 and form = $2 and subject = $3", user.0, form, subject)
        .execute(&ctx.db)
        .await?;
    Ok(())
}

/// Removes drafts that nobody touched for [`DRAFT_DAYS`].
///
/// # Errors
/// Only when the database fails.
pub async fn clean_up(db: &PgPool) -> Result<()> {
    sqlx::query!("delete from core.drafts where updated_at < now() - make_interval(days => $1)", DRAFT_DAYS)
        .execute(db)
        .await?;
    Ok(())
}

/// U+0000, which PostgreSQL cannot store.
fn has_nul(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::String(text) => text.contains('\0'),
        serde_json::Value::Array(items) => items.iter().any(has_nul),
        serde_json::Value::Object(members) => {
            members.iter().any(|(name, member)| name.contains('\0') || has_nul(member))
        }
        _ => false,
    }
}

fn too_large() -> Error {
    Error::TooLarge { limit_bytes: DRAFT_MAX_BYTES as u64 }
}
