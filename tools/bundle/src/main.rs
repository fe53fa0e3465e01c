//! Makes what the browser loads: `bundle --wasm <file> --out <folder> --style <folder>
//! --public <folder> --chart <script> --esbuild <program> [--wasm-opt <program>] [--release]`.
//!
//! Runs wasm-bindgen (in step with Cargo.lock, because it is a library here), shrinks the module
//! when told how, joins the style sheets and the script of charts, minifies both for a release, names everything by a
//! hash of its content, compresses it, and writes `pkg/manifest.json` with the names. Does nothing when nothing changed.

mod arguments;
mod chart;
mod compress;
mod fonts;
mod hash;
mod inputs;
mod minify;
mod styles;
mod wasm;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::json;

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

    let esbuild = arguments.release.then_some(arguments.esbuild.as_path());
    let bound = wasm::bind(&arguments.wasm, &pkg, arguments.wasm_opt.as_deref(), esbuild)?;
    let mut css = styles::joined(&arguments.style, &fonts)?.into_bytes();
    if let Some(esbuild) = esbuild {
        css = minify::minified(&css, minify::Kind::Css, esbuild)?;
    }
    let css = hash::write(&pkg, "birqadam", "css", &css)?;
    let chart = hash::write(&pkg, "chart", "js", &chart::bundled(&arguments.chart, &arguments.esbuild)?)?;
    let manifest =
        json!({ "js": bound.script, "wasm": bound.module, "css": css, "chart": chart, "pieces": bound.pieces });
    fs::write(pkg.join("manifest.json"), manifest.to_string())?;
    compress::folder(out, arguments.release)?;
    report(&pkg, &bound, &chart);
    Ok(())
}

/// What a browser loads, in kB as brotli: the main module, with it each piece, and on pages with
/// a chart its script.
fn report(pkg: &Path, bound: &wasm::Bound, chart: &String) {
    let size = |name: &String| fs::metadata(pkg.join(format!("{name}.br"))).map_or(0, |m| m.len());
    let main = size(&bound.module);
    println!("bundle: main {} kB, chart {} kB", main / 1024, size(chart) / 1024);
    for (piece, modules) in &bound.pieces {
        let whole = main + modules.iter().map(size).sum::<u64>();
        println!("bundle: with {piece} {} kB, {} modules more", whole / 1024, modules.len());
    }
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
