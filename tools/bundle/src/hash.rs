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
