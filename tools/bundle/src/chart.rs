//! The script that draws charts, joined with the parts of ECharts it uses; see
//! `app/src/ui/chart/browser`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// The script with its library as one module.
pub fn bundled(entry: &Path, esbuild: &Path) -> Result<Vec<u8>> {
    let output = Command::new(esbuild)
        .arg(entry)
        .args(["--bundle", "--minify", "--format=esm", "--target=es2022", "--legal-comments=eof", "--log-level=error"])
        // The script is not beside its library.
        .env("NODE_PATH", packages(esbuild)?.canonicalize()?)
        .output()
        .with_context(|| format!("cannot run {}", esbuild.display()))?;
    if !output.status.success() {
        bail!("esbuild failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(output.stdout)
}

/// The file that changes with the library and with esbuild.
pub fn library_version(esbuild: &Path) -> Result<PathBuf> {
    Ok(packages(esbuild)?.join("../package-lock.json"))
}

/// `node_modules`, in which the program lies as `.bin/esbuild`.
fn packages(esbuild: &Path) -> Result<&Path> {
    esbuild.parent().and_then(Path::parent).context("esbuild lies in no node_modules/.bin")
}
