//! The module, cut into pieces that are fetched when needed, and the scripts that load them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::Options;

use crate::{hash, minify};

/// What the compiler may have used; `wasm-opt` must be told to keep understanding it.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

const SCRIPT: &str = "birqadam.js";
const MODULE: &str = "birqadam_bg.wasm";

/// What the page has to load; all names are relative to `pkg`.
pub struct Bound {
    pub script: String,
    pub module: String,
    /// The modules behind each piece (see `app/src/lazy.rs`).
    pub pieces: BTreeMap<String, Vec<String>>,
}

/// Writes scripts and modules to `pkg/<hash of them all>/`. They refer to each other by name, in
/// a circle, so the folder carries the hash and not each file. The programs make them smaller.
pub fn bind(module: &Path, pkg: &Path, wasm_opt: Option<&Path>, esbuild: Option<&Path>) -> Result<Bound> {
    let part = pkg.join("part");
    fs::create_dir_all(&part)?;
    let main = part.join("main.wasm");
    let pieces = cut(module, &part, &main)?;

    let mut bindgen = Bindgen::new();
    bindgen.input_path(&main).out_name("birqadam").typescript(false);
    // The page names the module, so that it can be fetched before the script runs.
    bindgen.web(true)?.omit_default_module_path(true);
    // The pieces are tied to the main module by its exports.
    bindgen.keep_lld_exports(true).demangle(false);
    bindgen.remove_name_section(wasm_opt.is_some()).remove_producers_section(wasm_opt.is_some());
    bindgen.generate(&part).context("wasm-bindgen failed")?;
    fs::remove_file(&main)?;

    if let Some(program) = wasm_opt {
        for module in files(&part, "wasm")? {
            optimise(program, &module)?;
        }
    }
    if let Some(esbuild) = esbuild {
        for script in files(&part, "js")? {
            fs::write(&script, minify::minified(&fs::read(&script)?, minify::Kind::Js, esbuild)?)?;
        }
    }
    let folder = hash::of_folder(&part)?;
    fs::rename(&part, pkg.join(&folder))?;
    let within = |name: &str| format!("{folder}/{name}");
    Ok(Bound {
        script: within(SCRIPT),
        module: within(MODULE),
        pieces: pieces
            .into_iter()
            .map(|(piece, names)| (piece, names.iter().map(|name| within(&format!("{name}.wasm"))).collect()))
            .collect(),
    })
}

/// Cuts at the functions marked with `wasm_split`; returns which files each piece needs.
fn cut(module: &Path, folder: &Path, main: &Path) -> Result<BTreeMap<String, Vec<String>>> {
    let bytes = fs::read(module).with_context(|| format!("cannot read {}", module.display()))?;
    let mut options = Options::new(&bytes);
    options.output_dir = folder;
    options.main_out_path = main;
    options.link_name = "./pieces.js";
    let script = format!("./{SCRIPT}");
    options.main_module = &script;
    let cut =
        wasm_split_cli_support::transform(options).map_err(|error| anyhow!("cannot cut the module: {error:#}"))?;
    Ok(cut.prefetch_map.into_iter().collect())
}

/// The files of a kind in a folder.
fn files(folder: &Path, kind: &str) -> Result<Vec<PathBuf>> {
    let paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    Ok(paths.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == kind)).collect())
}

fn optimise(program: &Path, module: &Path) -> Result<()> {
    let output = Command::new(program)
        .args(["-Oz", "--strip-debug"])
        .args(FEATURES)
        .arg(module)
        .arg("-o")
        .arg(module)
        .output()
        .with_context(|| format!("cannot run {}", program.display()))?;
    if !output.status.success() {
        bail!("wasm-opt failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}
