//! Whether anything changed since the last bundle.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::{arguments::Arguments, chart};

/// Where the fingerprint of the last bundle is kept, in the site's root.
pub const FILE: &str = ".inputs";

/// A hash of everything the bundle is made of, this program included.
pub fn fingerprint(arguments: &Arguments) -> Result<String> {
    let mut hasher = Sha256::new();
    add(&mut hasher, &std::env::current_exe()?)?;
    add(&mut hasher, &arguments.wasm)?;
    add(&mut hasher, &arguments.style)?;
    add(&mut hasher, &arguments.public)?;
    add(&mut hasher, arguments.chart.parent().unwrap_or(Path::new(".")))?;
    add(&mut hasher, &chart::library_version(&arguments.esbuild)?)?;
    hasher.update(format!("{:?} {}", arguments.wasm_opt, arguments.release));
    Ok(hex::encode(hasher.finalize()))
}

fn add(hasher: &mut Sha256, path: &Path) -> Result<()> {
    let words = || format!("cannot read {}", path.display());
    if !path.is_dir() {
        let bytes = fs::read(path).with_context(words)?;
        hasher.update(path.as_os_str().as_encoded_bytes());
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
        return Ok(());
    }
    let mut entries = fs::read_dir(path).with_context(words)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    entries.iter().try_for_each(|entry| add(hasher, &entry.path()))
}
