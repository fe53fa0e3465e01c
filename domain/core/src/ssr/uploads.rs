//! Files sent ahead of the form they belong to: each on its own, so that a bad connection costs
//! one file and not all. One's own only, for a day. What takes a file makes its own copy.

use bytes::Bytes;

use super::files::{StoredFile, clean_file_name, random_key};
use super::{Ctx, db_error::internal};
use crate::draft::{StagedFile, is_token};
use crate::{Actor, Error, FieldCode, Result, UserId};

/// The largest file of any form; the form that takes it may want less.
pub const FILE_MAX_BYTES: u64 = 15 * 1024 * 1024;
/// The most files of one person that wait at once.
const FILES_MAX: i64 = 60;
/// How long a file waits for its form.
const HOURS: i32 = 24;
/// The form's and the API's name of the field.
const FIELD: &str = "file";

/// Keeps a file for a form that is to come. Anyone signed in. JPEG, PNG, WebP or PDF by content.
///
/// # Errors
/// [`Error::Invalid`] on `file`: empty, too large, of another type, too many.
pub async fn stage_file(ctx: &Ctx, actor: &Actor, file_name: &str, bytes: Bytes) -> Result<StagedFile> {
    let user = actor.require_user()?;
    let (content_type, extension) = check(&bytes).map_err(|code| Error::field(FIELD, code))?;
    let waiting = sqlx::query_scalar!(r#"select count(*) as "count!" from core.uploads where user_id = $1"#, user.0)
        .fetch_one(&ctx.db)
        .await?;
    if waiting >= FILES_MAX {
        return Err(Error::field(FIELD, FieldCode::TooMany(FILES_MAX)));
    }
    let size_bytes = i64::try_from(bytes.len()).map_err(|error| internal(&error))?;
    let file = StagedFile {
        token: hex::encode(rand::random::<[u8; 16]>()),
        file_name: clean_file_name(file_name, extension),
        content_type: content_type.to_owned(),
        size_bytes,
    };
    let key = random_key("private/uploads", extension);
    ctx.files.put(&key, content_type, bytes).await?;
    let kept = sqlx::query!(
        "insert into core.uploads (token, user_id, file_key, file_name, content_type, size_bytes)
         values ($1, $2, $3, $4, $5, $6)",
        file.token,
        user.0,
        key,
        file.file_name,
        content_type,
        size_bytes,
    )
    .execute(&ctx.db)
    .await;
    match kept {
        Ok(_) => Ok(file),
        Err(error) => {
            remove(ctx, &[key]).await;
            Err(error.into())
        }
    }
}

/// The file itself with its name.
///
/// # Errors
/// [`Error::NotFound`] when it is somebody else's or its day is over.
pub async fn open_file(ctx: &Ctx, actor: &Actor, token: &str) -> Result<(String, StoredFile)> {
    let user = actor.require_user()?;
    let row = sqlx::query!(
        "select file_key, file_name, content_type from core.uploads where token = $1 and user_id = $2",
        token,
        user.0,
    )
    .fetch_optional(&ctx.db)
    .await?
    .ok_or(Error::NotFound)?;
    let file = ctx.files.get(&row.file_key).await?;
    Ok((row.file_name, StoredFile { content_type: row.content_type, ..file }))
}

/// Forgets files: taken by their form, or no longer wanted. Unknown ones are no error.
///
/// # Errors
/// [`Error::Unauthenticated`].
pub async fn discard_files(ctx: &Ctx, actor: &Actor, tokens: &[String]) -> Result<()> {
    let user = actor.require_user()?;
    let tokens: Vec<String> = tokens.iter().filter(|token| is_token(token)).cloned().collect();
    if tokens.is_empty() {
        return Ok(());
    }
    let keys = forget(ctx, user, &tokens).await?;
    remove(ctx, &keys).await;
    Ok(())
}

async fn forget(ctx: &Ctx, user: UserId, tokens: &[String]) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        "delete from core.uploads where user_id = $1 and token = any($2) returning file_key",
        user.0,
        tokens,
    )
    .fetch_all(&ctx.db)
    .await?)
}

/// Removes files whose day is over.
///
/// # Errors
/// Only when the database fails.
pub async fn clean_up(ctx: &Ctx) -> Result<()> {
    let keys = sqlx::query_scalar!(
        "delete from core.uploads where created_at < now() - make_interval(hours => $1) returning file_key",
        HOURS,
    )
    .fetch_all(&ctx.db)
    .await?;
    remove(ctx, &keys).await;
    Ok(())
}

/// Removes files that no record names any more. When the store fails they stay, unseen.
async fn remove(ctx: &Ctx, keys: &[String]) {
    for key in keys {
        if let Err(error) = ctx.files.delete(key).await {
            tracing::warn!(%error, key, "a file that nobody waits for could not be deleted");
        }
    }
}

/// Content type and extension, by the signatures of JFIF/Exif, RFC 2083, RIFF and ISO 32000.
fn check(bytes: &[u8]) -> Result<(&'static str, &'static str), FieldCode> {
    if bytes.len() as u64 > FILE_MAX_BYTES {
        return Err(FieldCode::FileTooLarge((FILE_MAX_BYTES / 1024 / 1024) as i64));
    }
    match bytes {
        [] => Err(FieldCode::EmptyFile),
        [0xFF, 0xD8, 0xFF, ..] => Ok(("image/jpeg", "jpg")),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok(("image/png", "png")),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(("image/webp", "webp")),
        [b'%', b'P', b'D', b'F', b'-', ..] => Ok(("application/pdf", "pdf")),
        _ => Err(FieldCode::NotADocument),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_told_by_content() {
        let table: [(&[u8], Result<&str, FieldCode>); 6] = [
            (b"", Err(FieldCode::EmptyFile)),
            (b"\xFF\xD8\xFF\xE0", Ok("image/jpeg")),
            (b"RIFF1234WEBPVP8 ", Ok("image/webp")),
            (b"%PDF-1.4", Ok("application/pdf")),
            (b"<svg onload=alert(1)>", Err(FieldCode::NotADocument)),
            (b"GIF89a", Err(FieldCode::NotADocument)),
        ];
        for (bytes, expected) in table {
            assert_eq!(check(bytes).map(|(kind, _)| kind), expected);
        }
    }
}
