//! The module and the script that loads it.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::hash;

/// What the compiler may have used; `wasm-opt` must be told to keep understanding it.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Writes script and module to `pkg` under hashed names; returns the two names.
pub fn bind(module: &Path, pkg: &Path, wasm_opt: Option<&Path>) -> Result<(String, String)> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name("birqadam").typescript(false);
    // The page names the module: its hashed name is not known to the script.
    bindgen.web(true)?.omit_default_module_path(true);
    bindgen.remove_name_section(wasm_opt.is_some()).remove_producers_section(wasm_opt.is_some());
    bindgen.generate(pkg).context("wasm-bindgen failed")?;

    let bound = pkg.join("birqadam_bg.wasm");
    if let Some(program) = wasm_opt {
        optimise(program, &bound)?;
    }
    let wasm = hash::write(pkg, "birqadam", "wasm", &fs::read(&bound)?)?;
    let script = pkg.join("birqadam.js");
    let js = hash::write(pkg, "birqadam", "js", &fs::read(&script)?)?;
    fs::remove_file(bound)?;
    fs::remove_file(script)?;
    Ok((js, wasm))
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
