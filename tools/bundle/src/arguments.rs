//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

/// What to bundle and where to.
pub struct Arguments {
    /// The module as the compiler left it.
    pub wasm: PathBuf,
    /// The site's root; replaced as a whole.
    pub out: PathBuf,
    /// Folder with `main.css`, which imports the others.
    pub style: PathBuf,
    /// Files served under their own names.
    pub public: PathBuf,
    /// The script that draws charts, and the program `esbuild` that joins it with its library.
    pub chart: PathBuf,
    pub esbuild: PathBuf,
    /// The program `wasm-opt`, when the module is to be shrunk.
    pub wasm_opt: Option<PathBuf>,
    /// Compress as well as can be, not as fast.
    pub release: bool,
}

impl Arguments {
    pub fn parse(mut words: impl Iterator<Item = OsString>) -> Result<Self> {
        let (mut wasm, mut out, mut style, mut public, mut wasm_opt, mut release) =
            (None, None, None, None, None, false);
        let (mut chart, mut esbuild) = (None, None);
        while let Some(word) = words.next() {
            let name = word.to_string_lossy().into_owned();
            let place = match name.as_str() {
                "--wasm" => &mut wasm,
                "--out" => &mut out,
                "--style" => &mut style,
                "--public" => &mut public,
                "--chart" => &mut chart,
                "--esbuild" => &mut esbuild,
                "--wasm-opt" => &mut wasm_opt,
                "--release" => {
                    release = true;
                    continue;
                }
                other => bail!("unknown option {other}"),
            };
            *place = Some(PathBuf::from(words.next().with_context(|| format!("{name} needs a value"))?));
        }
        Ok(Arguments {
            wasm: wasm.context("--wasm is missing")?,
            out: out.context("--out is missing")?,
            style: style.context("--style is missing")?,
            public: public.context("--public is missing")?,
            chart: chart.context("--chart is missing")?,
            esbuild: esbuild.context("--esbuild is missing")?,
            wasm_opt,
            release,
        })
    }
}
