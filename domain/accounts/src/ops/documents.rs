//! Documents uploaded with an application: PDF, JPEG, PNG, WebP by content, up to 10 MB each, 10 per account.
use bytes::Bytes;
use birqadam_core::ssr::files::StoredFile;
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

pub const DOCUMENT_MAX_BYTES: u64 = 10 * 1024 * 1024;
/// Adds a document to one's own application (also while it waits or is rejected). Any signed-in account.
pub async fn upload_document(ctx: &Ctx, actor: &Actor, file_name: &str, bytes: Bytes) -> Result<Document> { todo!() }
/// One's own documents.
pub async fn list_documents(ctx: &Ctx, actor: &Actor) -> Result<Vec<Document>> { todo!() }
pub async fn delete_document(ctx: &Ctx, actor: &Actor, id: DocumentId) -> Result<()> { todo!() }
/// The file itself with its name: for its owner, and with `users.review`. Anyone else: not found.
pub async fn open_document(ctx: &Ctx, actor: &Actor, id: DocumentId) -> Result<(String, StoredFile)> { todo!() }
