//! Makes what the browser loads: `bundle --wasm <file> --out <folder> --style <folder>
//! --public <folder> [--wasm-opt <program>] [--release]`.
//!
//! Runs wasm-bindgen (in step with Cargo.lock, because it is a library here), shrinks the module
//! when told how, joins the style sheets, names everything by a hash of its content, compresses
//! it, and writes `pkg/manifest.json` with the names. Does nothing when nothing changed.

mod arguments;
mod compress;
mod fonts;
mod hash;
mod inputs;
mod styles;
mod wasm;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use arguments::Arguments;

fn main() -> Result<()> {
    let arguments = Arguments::parse(std::env::args_os().skip(1))?;
    let state = inputs::fingerprint(&arguments)?;
    let out = &arguments.out;
    if fs::read_to_string(out.join(inputs::FILE)).is_ok_and(|last| last == state) {
        println!("bundle: nothing changed");
        return Ok(());
    }
    // Built beside its place: whoever serves the old one never sees half a bundle.
    let part = out.with_extension("part");
    remove(&part)?;
    build(&arguments, &part)?;
    fs::write(part.join(inputs::FILE), state)?;
    remove(out)?;
    fs::rename(&part, out).with_context(|| format!("cannot put the bundle into {}", out.display()))
}

fn build(arguments: &Arguments, out: &Path) -> Result<()> {
    let pkg = out.join("pkg");
    fs::create_dir_all(&pkg)?;
    copy(&arguments.public, out)?;
    let fonts = fonts::hashed_copies(&arguments.public, &pkg)?;

    let (js, wasm) = wasm::bind(&arguments.wasm, &pkg, arguments.wasm_opt.as_deref())?;
    let css = hash::write(&pkg, "birqadam", "css", styles::joined(&arguments.style, &fonts)?.as_bytes())?;
    let manifest = format!("{{\"js\":\"{js}\",\"wasm\":\"{wasm}\",\"css\":\"{css}\"}}\n");
    fs::write(pkg.join("manifest.json"), manifest)?;
    compress::folder(out, arguments.release)?;

    let size = |name: &str| fs::metadata(pkg.join(name)).map_or(0, |m| m.len() / 1024);
    println!("bundle: {wasm} {} kB, {} kB as brotli", size(&wasm), size(&format!("{wasm}.br")));
    println!("bundle: {js} {} kB, {css} {} kB", size(&js), size(&css));
    Ok(())
}

/// Copies a folder with all in it.
fn copy(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir_all(&target)?;
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}
