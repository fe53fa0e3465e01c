//! Names with a hash of the content: such a file can be cached for ever.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// Enough for a name: 64 bits.
pub fn short(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes)).chars().take(16).collect()
}

/// Writes `<stem>.<hash>.<extension>` and returns that name.
pub fn write(folder: &Path, stem: &str, extension: &str, bytes: &[u8]) -> Result<String> {
    let name = format!("{stem}.{}.{extension}", short(bytes));
    fs::write(folder.join(&name), bytes).with_context(|| format!("cannot write {name}"))?;
    Ok(name)
}

/// A hash over the names and contents of all files of a folder.
pub fn of_folder(folder: &Path) -> Result<String> {
    let mut entries = fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut all = Sha256::new();
    for entry in entries {
        all.update(entry.file_name().as_encoded_bytes());
        all.update(Sha256::digest(fs::read(entry.path())?));
    }
    Ok(hex::encode(all.finalize()).chars().take(16).collect())
}
