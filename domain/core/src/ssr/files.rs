//! The port to file storage (S3).

use async_trait::async_trait;
use bytes::Bytes;

use crate::Result;

/// A file with what is needed to serve it.
pub struct StoredFile {
    pub bytes: Bytes,
    pub content_type: String,
}

/// Where files live. Keys beginning with `public/` may be shown to anyone; all others only
/// after a check by the domain.
#[async_trait]
pub trait FileStore: Send + Sync {
    /// Stores under the key, replacing what was there.
    async fn put(&self, key: &str, content_type: &str, bytes: Bytes) -> Result<()>;
    /// # Errors
    /// [`crate::Error::NotFound`] when there is no such key, [`crate::Error::Unavailable`]
    /// when the store does not answer.
    async fn get(&self, key: &str) -> Result<StoredFile>;
    async fn delete(&self, key: &str) -> Result<()>;
}

/// A name that cannot be guessed: `<prefix>/<32 hex digits>.<extension>`.
pub fn random_key(prefix: &str, extension: &str) -> String {
    format!("{prefix}/{}.{extension}", hex::encode(rand::random::<[u8; 16]>()))
}
