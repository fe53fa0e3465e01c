//! Fonts get names with a hash too; the style sheet is told the new names.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::hash;

/// Copies `public/fonts/*.woff2` to `pkg/`; pairs of the address before and after.
pub fn hashed_copies(public: &Path, pkg: &Path) -> Result<Vec<(String, String)>> {
    let mut names = Vec::new();
    let Ok(entries) = fs::read_dir(public.join("fonts")) else { return Ok(names) };
    for entry in entries {
        let path = entry?.path();
        let (Some(stem), Some(extension)) = (path.file_stem(), path.extension()) else { continue };
        if extension != "woff2" {
            continue;
        }
        let name = hash::write(pkg, &stem.to_string_lossy(), "woff2", &fs::read(&path)?)?;
        let before = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        names.push((format!("/fonts/{before}"), format!("/pkg/{name}")));
    }
    Ok(names)
}
