//! A finished file, and the threads that files are written on.

use std::io::Write;

use birqadam_core::Result;
use birqadam_core::ssr::db_error::internal;
use tempfile::NamedTempFile;

/// A finished file, on disk until dropped.
#[derive(Debug)]
pub struct Made {
    pub file: NamedTempFile,
    /// Rows in it; of a PDF its pages.
    pub rows: i64,
    pub size: u64,
}

impl Made {
    /// # Errors
    /// [`birqadam_core::Error::Internal`] when the disk does not answer.
    pub fn of(file: NamedTempFile, rows: i64) -> Result<Self> {
        let size = file.as_file().metadata().map_err(|error| internal(&error))?.len();
        Ok(Made { file, rows, size })
    }

    /// Of what is whole in memory, and thus small.
    ///
    /// # Errors
    /// [`birqadam_core::Error::Internal`] when the disk is full.
    pub fn of_bytes(bytes: &[u8], rows: i64) -> Result<Self> {
        let mut file = new_file().map_err(|error| internal(&error))?;
        file.write_all(bytes).map_err(|error| internal(&error))?;
        Made::of(file, rows)
    }
}

/// An empty file to write into; gone when dropped.
///
/// # Errors
/// When the disk is full.
pub fn new_file() -> std::io::Result<NamedTempFile> {
    NamedTempFile::with_prefix("birqadam-export-")
}

/// Does what takes long without waiting for anything (drawing, compressing) on a thread of its own.
///
/// # Errors
/// [`birqadam_core::Error::Internal`] with what went wrong.
pub async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> anyhow::Result<T> + Send + 'static) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await.map_err(|error| internal(&error))?;
    done.map_err(|error| internal(&format!("{error:#}")))
}
