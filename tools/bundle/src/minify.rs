//! Style sheet and scripts without what only people read.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// Kinds of text.
#[derive(Clone, Copy)]
pub enum Kind {
    Css,
    Js,
}

/// The same by `esbuild`, which leaves names that other files use as they are.
pub fn minified(text: &[u8], kind: Kind, esbuild: &Path) -> Result<Vec<u8>> {
    let loader = match kind {
        Kind::Css => "--loader=css",
        Kind::Js => "--loader=js",
    };
    let mut child = Command::new(esbuild)
        .args([loader, "--minify", "--target=esnext", "--charset=utf8", "--log-level=error"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {}", esbuild.display()))?;
    // It reads to the end before it writes.
    child.stdin.take().context("esbuild does not listen")?.write_all(text)?;
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("esbuild failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(output.stdout)
}
