//! The data folder: who owns it right now, and the small secrets kept in it.

use std::fs::{File, OpenOptions, Permissions, TryLockError};
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The data folder, opened.
pub struct DataFolder {
    path: PathBuf,
    /// Held by the process that starts and stops the embedded parts; the system lets go of it
    /// however that process ends.
    lock: Option<File>,
}

impl DataFolder {
    /// Makes the folder when missing and becomes its owner, unless another process is.
    ///
    /// # Errors
    /// When the folder cannot be made or written.
    pub fn open(path: &Path) -> Result<Self> {
        let words = || format!("cannot use the data folder {}; set BIRQADAM_DATA to another", path.display());
        std::fs::create_dir_all(path).with_context(words)?;
        let path = path.canonicalize().with_context(words)?;
        // Others may pass through (PostgreSQL runs as another user when we are root) but not look.
        std::fs::set_permissions(&path, Permissions::from_mode(0o711)).with_context(words)?;
        let file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path.join("lock"));
        let file = file.with_context(words)?;
        let lock = match file.try_lock() {
            Ok(()) => Some(file),
            Err(TryLockError::WouldBlock) => None,
            Err(TryLockError::Error(error)) => return Err(error).with_context(words),
        };
        Ok(DataFolder { path, lock })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether this process starts and stops what lives here.
    pub fn is_owner(&self) -> bool {
        self.lock.is_some()
    }

    /// # Errors
    /// In words for the operator, when another process owns the folder.
    pub fn require_owner(&self) -> Result<()> {
        if !self.is_owner() {
            bail!(
                "another BirQadam already runs on the data folder {}; stop it first, or set BIRQADAM_DATA to another folder",
                self.path.display()
            );
        }
        Ok(())
    }

    /// The key that signs tokens, made on first use and readable only by us.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub fn secret(&self) -> Result<Vec<u8>> {
        let path = self.path.join("secret");
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let secret = hex::encode(rand::random::<[u8; 32]>());
                write_private(&path, &secret)?;
                secret
            }
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        };
        Ok(text.trim().as_bytes().to_vec())
    }
}

/// Writes a file that only its owner may read. Whole or not at all.
///
/// # Errors
/// When it cannot be written.
pub fn write_private(path: &Path, text: &str) -> Result<()> {
    let words = || format!("cannot write {}", path.display());
    let part = path.with_extension("part");
    let mut file =
        OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(&part).with_context(words)?;
    file.write_all(text.as_bytes()).with_context(words)?;
    file.sync_all().with_context(words)?;
    std::fs::rename(&part, path).with_context(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_process_does_not_own_the_folder_and_the_secret_stays() -> Result<()> {
        let path = std::env::temp_dir().join(format!("birqadam-folder-{}", std::process::id()));
        let first = DataFolder::open(&path)?;
        let second = DataFolder::open(&path)?;
        assert!(first.is_owner() && !second.is_owner());
        assert!(second.require_owner().is_err());
        assert_eq!(first.secret()?, second.secret()?);
        assert_eq!(std::fs::metadata(path.join("secret"))?.permissions().mode() & 0o777, 0o600);
        drop(first);
        assert!(DataFolder::open(&path)?.is_owner());
        std::fs::remove_dir_all(&path)?;
        Ok(())
    }
}
