//! Receipts: a photo or a PDF, told by content, in the private store. Photos are made anew, so that
//! they are photos indeed and tell nothing of where they were taken.

use birqadam_accounts::DocumentType;
use birqadam_accounts::ops::documents::check_document;
use birqadam_core::ssr::{
    Ctx,
    files::{StoredFile, clean_file_name, random_key},
    photo,
};
use birqadam_core::{Actor, Error, ExpenseId, FieldCode, Permission, ProjectId, Result, UserId};
use bytes::Bytes;
use sha2::{Digest, Sha256};

use super::expense_trace;
use crate::model::ExpenseStatus;

/// The form's and the API's name of the field.
pub(super) const FIELD: &str = "receipt";
/// Long side of a photo in pixels: small print must be readable.
const SIDE: u32 = 2400;

/// A file as it came.
#[derive(Clone, Debug)]
pub struct ReceiptFile {
    pub name: String,
    pub bytes: Bytes,
}

/// A receipt that is in the store.
#[derive(Clone, Debug)]
pub(super) struct StoredReceipt {
    pub key: String,
    pub name: String,
    pub content_type: &'static str,
    pub size: i64,
    /// Of the file as it came: the same again is the same.
    pub hash: Vec<u8>,
}

/// Checks and stores a receipt.
///
/// # Errors
/// [`Error::Invalid`] on `receipt`.
pub(super) async fn put(ctx: &Ctx, file: ReceiptFile) -> Result<StoredReceipt> {
    let refused = |code: FieldCode| Error::field(FIELD, code);
    let kind = check_document(&file.bytes).map_err(refused)?;
    let hash = Sha256::digest(&file.bytes).to_vec();
    let name = clean_file_name(&file.name, kind.extension());
    let (kind, bytes) = match kind {
        DocumentType::Pdf => (DocumentType::Pdf, file.bytes),
        _ => (DocumentType::Jpeg, photo::picture(file.bytes, SIDE).await.map_err(refused)?),
    };
    let receipt = StoredReceipt {
        key: random_key("private/receipts", kind.extension()),
        name,
        content_type: kind.content_type(),
        size: bytes.len() as i64,
        hash,
    };
    ctx.files.put(&receipt.key, receipt.content_type, bytes).await?;
    Ok(receipt)
}

/// Removes a file that no record names any more. When the store fails the file stays, unseen.
pub(super) async fn discard(ctx: &Ctx, key: &str) {
    if let Err(error) = ctx.files.delete(key).await
        && error != Error::NotFound
    {
        tracing::warn!(%error, key, "a receipt without a record could not be removed");
    }
}

/// The receipt with its name: for the organizer, for who decides, and for the sponsors whose money paid
/// the expense.
///
/// # Errors
/// [`Error::NotFound`] for anyone else who is signed in.
pub async fn open_receipt(ctx: &Ctx, actor: &Actor, id: ExpenseId) -> Result<(String, StoredFile)> {
    let user = actor.require_user()?;
    let mut conn = ctx.db.acquire().await?;
    let row = sqlx::query!(
        r#"select e.receipt_key, e.receipt_name, e.receipt_type, e.status, p.id as "project: ProjectId",
                  p.organizer_id as "organizer: UserId"
           from funding.expenses e join volunteering.projects p on p.id = e.project_id
           where e.id = $1"#,
        id.0,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(Error::NotFound)?;
    let looks_after =
        [Permission::ExpensesApprove, Permission::LedgerView].into_iter().any(|one| actor.require(one).is_ok());
    if row.organizer != user && !looks_after {
        let counts = row.status == ExpenseStatus::Approved.as_str();
        if !counts || !expense_trace::has_paid(&mut conn, row.project, user, id).await? {
            return Err(Error::NotFound);
        }
    }
    drop(conn);
    let file = ctx.files.get(&row.receipt_key).await?;
    // The type found at upload, whatever the store says of it.
    Ok((row.receipt_name, StoredFile { content_type: row.receipt_type, ..file }))
}
