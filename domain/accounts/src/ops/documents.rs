//! Documents uploaded with an application: PDF, JPEG, PNG, WebP by content, up to 10 MB each, 10 per account.

use birqadam_core::{
    Actor, DocumentId, Error, FieldCode, Permission, Result, UserId,
    ssr::{
        Ctx,
        audit::Entry,
        files::{StoredFile, clean_file_name, random_key},
        returns,
    },
};
use bytes::Bytes;
use serde_json::json;
use sqlx::{PgConnection, PgExecutor};

use crate::model::{ACCOUNT_REVIEW, Document, DocumentType};

/// The largest document.
pub const DOCUMENT_MAX_BYTES: u64 = 10 * 1024 * 1024;
/// The most documents of one account.
pub const DOCUMENTS_MAX: i64 = 10;

/// The form's and the API's name of the field.
const FIELD: &str = "document";

/// Whether a file can be a document at all; also asked before an account is made for it.
///
/// # Errors
/// What is wrong with the file.
pub fn check_document(bytes: &[u8]) -> Result<DocumentType, FieldCode> {
    if bytes.is_empty() {
        return Err(FieldCode::EmptyFile);
    }
    if bytes.len() as u64 > DOCUMENT_MAX_BYTES {
        return Err(FieldCode::FileTooLarge((DOCUMENT_MAX_BYTES / 1024 / 1024) as i64));
    }
    let kind = DocumentType::of(bytes).ok_or(FieldCode::NotADocument)?;
    if kind.has_end(bytes) { Ok(kind) } else { Err(FieldCode::CutShort) }
}

/// Adds a document to one's own application (also while it waits or is rejected). Any signed-in
/// account.
///
/// # Errors
/// [`Error::Invalid`] on field `document`: empty, too large, of another type, one too many.
pub async fn upload_document(ctx: &Ctx, actor: &Actor, file_name: &str, bytes: Bytes) -> Result<Document> {
    let user = actor.require_user()?;
    let kind = check_document(&bytes).map_err(|code| Error::field(FIELD, code))?;
    let file_name = clean_file_name(file_name, kind.extension());
    // Before the file is stored, so that what is refused anyway costs little; and again under
    // the lock below.
    check_count(&mut *ctx.db.acquire().await?, user).await?;
    let size = bytes.len() as i64;
    let key = random_key("private/documents", kind.extension());
    ctx.files.put(&key, kind.content_type(), bytes).await?;
    let added = add(ctx, actor, user, &key, &file_name, kind, size).await;
    if added.is_err() {
        discard(ctx, &key).await;
    }
    added
}

async fn add(
    ctx: &Ctx,
    actor: &Actor,
    user: UserId,
    key: &str,
    file_name: &str,
    kind: DocumentType,
    size: i64,
) -> Result<Document> {
    let mut tx = ctx.begin().await?;
    sqlx::query!("select id from accounts.users where id = $1 for update", user.0).fetch_one(&mut *tx).await?;
    check_count(&mut tx, user).await?;
    changes_application(&mut tx, user).await?;
    let row = sqlx::query!(
        r#"insert into accounts.documents (user_id, file_key, file_name, content_type, size_bytes)
           values ($1, $2, $3, $4, $5) returning id as "id: DocumentId", created_at"#,
        user.0,
        key,
        file_name,
        kind.content_type(),
        size,
    )
    .fetch_one(&mut *tx)
    .await?;
    Entry::new("document.upload", "user", user.0)
        .new_value(json!({ "document": row.id, "file_name": file_name, "size_bytes": size }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    Ok(Document {
        id: row.id,
        file_name: file_name.to_owned(),
        content_type: kind.content_type().to_owned(),
        size_bytes: size,
        url: url(row.id),
        created_at: row.created_at,
    })
}

/// Documents are a part of the application: not to be changed while a return leaves them closed,
/// and another version for whoever decides on it.
async fn changes_application(conn: &mut PgConnection, user: UserId) -> Result<()> {
    let returned = returns::find_marked(conn, ACCOUNT_REVIEW.subject, user.0).await?;
    if returned.is_some_and(|returned| !returned.opens("documents")) {
        return Err(Error::field(FIELD, FieldCode::NotOpen));
    }
    sqlx::query!(
        "update accounts.users set version = version + 1 where id = $1 and is_approved is distinct from true",
        user.0,
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn check_count(conn: &mut PgConnection, user: UserId) -> Result<()> {
    let count =
        sqlx::query_scalar!(r#"select count(*) as "count!" from accounts.documents where user_id = $1"#, user.0)
            .fetch_one(conn)
            .await?;
    if count >= DOCUMENTS_MAX { Err(Error::field(FIELD, FieldCode::TooMany(DOCUMENTS_MAX))) } else { Ok(()) }
}

/// One's own documents.
///
/// # Errors
/// [`Error::Unauthenticated`] when nobody is signed in.
pub async fn list_documents(ctx: &Ctx, actor: &Actor) -> Result<Vec<Document>> {
    let user = actor.require_user()?;
    let documents = documents_of(&ctx.db, &[user.0]).await?;
    Ok(documents.into_iter().map(|(_, document)| document).collect())
}

/// Removes one of one's own documents.
///
/// # Errors
/// [`Error::NotFound`] when it is not one's own.
pub async fn delete_document(ctx: &Ctx, actor: &Actor, id: DocumentId) -> Result<()> {
    let user = actor.require_user()?;
    let mut tx = ctx.begin().await?;
    changes_application(&mut tx, user).await?;
    let row = sqlx::query!(
        "delete from accounts.documents where id = $1 and user_id = $2 returning file_key, file_name",
        id.0,
        user.0,
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or(Error::NotFound)?;
    Entry::new("document.delete", "user", user.0)
        .old(json!({ "document": id, "file_name": row.file_name }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    discard(ctx, &row.file_key).await;
    Ok(())
}

/// The file itself with its name: for its owner, and with `users.review`.
///
/// # Errors
/// [`Error::NotFound`] for anyone else who is signed in.
pub async fn open_document(ctx: &Ctx, actor: &Actor, id: DocumentId) -> Result<(String, StoredFile)> {
    let user = actor.require_user()?;
    let row = sqlx::query!(
        "select file_key, file_name, content_type from accounts.documents where id = $1 and (user_id = $2 or $3)",
        id.0,
        user.0,
        actor.can(Permission::UsersReview),
    )
    .fetch_optional(&ctx.db)
    .await?
    .ok_or(Error::NotFound)?;
    let file = ctx.files.get(&row.file_key).await?;
    // The type found at upload, whatever the store says of it.
    Ok((row.file_name, StoredFile { content_type: row.content_type, ..file }))
}

/// The documents of several accounts in one query, oldest first.
pub(super) async fn documents_of(conn: impl PgExecutor<'_>, users: &[i64]) -> Result<Vec<(UserId, Document)>> {
    let rows = sqlx::query!(
        r#"select id as "id: DocumentId", user_id as "user_id: UserId", file_name, content_type, size_bytes, created_at
           from accounts.documents where user_id = any($1) order by id"#,
        users,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let document = Document {
                id: row.id,
                file_name: row.file_name,
                content_type: row.content_type,
                size_bytes: row.size_bytes,
                url: url(row.id),
                created_at: row.created_at,
            };
            (row.user_id, document)
        })
        .collect())
}

fn url(id: DocumentId) -> String {
    format!("/files/documents/{id}")
}

/// Deletes a file that no record names any more. When the store fails the file stays, unseen.
async fn discard(ctx: &Ctx, key: &str) {
    if let Err(error) = ctx.files.delete(key).await {
        tracing::warn!(%error, key, "a file without a record could not be deleted");
    }
}
