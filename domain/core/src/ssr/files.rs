//! The port to file storage (S3).

use std::path::Path;
use std::pin::Pin;

use async_trait::async_trait;
use bytes::Bytes;
use tokio::io::AsyncRead;

use crate::Result;

/// A file with what is needed to serve it.
pub struct StoredFile {
    pub bytes: Bytes,
    pub content_type: String,
}

/// A file that is read while it comes.
pub struct OpenFile {
    pub content: Pin<Box<dyn AsyncRead + Send>>,
    pub size: Option<u64>,
}

/// A file as the store lists it.
#[derive(Clone, Debug, PartialEq)]
pub struct FileInfo {
    pub key: String,
    pub bytes: i64,
    pub modified_at: Option<chrono::DateTime<chrono::Utc>>,
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
    /// Stores a file from disk without reading it into memory.
    async fn put_file(&self, key: &str, content_type: &str, path: &Path) -> Result<()>;
    /// The same as [`FileStore::get`], to be read bit by bit.
    async fn open(&self, key: &str) -> Result<OpenFile>;
    /// The next files in the order of their keys, after one; none when there are no more.
    async fn list(&self, after: Option<&str>) -> Result<Vec<FileInfo>>;
}

/// A name that cannot be guessed: `<prefix>/<32 hex digits>.<extension>`.
pub fn random_key(prefix: &str, extension: &str) -> String {
    format!("{prefix}/{}.{extension}", hex::encode(rand::random::<[u8; 16]>()))
}

/// The last part of the path, without control and bidi-override characters, at most 200 characters.
pub fn clean_file_name(name: &str, extension: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown = |c: &char| {
        !c.is_control() && !matches!(c, '"' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    let name: String = name.chars().filter(shown).take(200).collect();
    match name.trim() {
        "" | "." | ".." => format!("document.{extension}"),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_cleaned() {
        let long = "я".repeat(300);
        let table = [
            ("Устав.pdf", "Устав.pdf"),
            (r"C:\docs\scan 1.pdf", "scan 1.pdf"),
            ("../../etc/passwd", "passwd"),
            ("a\r\nSet-Cookie: x\".pdf", "aSet-Cookie: x.pdf"),
            ("\u{202E}fdp.exe", "fdp.exe"),
            ("", "document.pdf"),
            ("..", "document.pdf"),
        ];
        for (name, expected) in table {
            assert_eq!(clean_file_name(name, "pdf"), expected, "{name:?}");
        }
        assert_eq!(clean_file_name(&long, "pdf").chars().count(), 200);
    }
}
