//! Compressed twins beside each file: `.br` and `.gz`, so that serving costs no time.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// What gains from compression; pictures and fonts are compressed already.
const KINDS: &[&str] = &["wasm", "js", "css", "svg", "json", "webmanifest", "txt", "xml", "html"];

/// All files in a folder and below.
pub fn folder(folder: &Path, release: bool) -> Result<()> {
    let mut files = Vec::new();
    list(folder, &mut files)?;
    // One thread per file: the module takes as long as all others together.
    std::thread::scope(|scope| {
        let work: Vec<_> = files.iter().map(|file| scope.spawn(move || compress(file, release))).collect();
        work.into_iter().try_for_each(|w| w.join().unwrap_or_else(|_| anyhow::bail!("the compressor stopped")))
    })
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let kind = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            list(&path, files)?;
        } else if KINDS.contains(&kind.as_str()) && !path.ends_with("manifest.json") {
            files.push(path);
        }
    }
    Ok(())
}

fn compress(file: &Path, release: bool) -> Result<()> {
    let bytes = fs::read(file)?;
    let parameters = BrotliEncoderParams { quality: if release { 11 } else { 5 }, lgwin: 22, ..Default::default() };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut bytes.as_slice(), &mut small, &parameters)?;
    fs::write(twin(file, "br"), small)?;
    let level = if release { Compression::best() } else { Compression::fast() };
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(&bytes)?;
    fs::write(twin(file, "gz"), encoder.finish()?)?;
    Ok(())
}

fn twin(file: &Path, kind: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(kind);
    name.into()
}
