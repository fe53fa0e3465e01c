//! Names of the browser's files, which carry a hash of their content.

use std::path::Path;

use serde::Deserialize;

/// Addresses of the script, the WebAssembly module and the style sheet, from the site's root.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Assets {
    pub js: String,
    pub wasm: String,
    pub css: String,
}

impl Assets {
    /// Reads `pkg/manifest.json` under the site's root; its entries are file names in `pkg/`.
    ///
    /// # Errors
    /// When the manifest is missing or not of this form: the browser part was not bundled.
    pub fn load(site_root: &Path) -> std::io::Result<Self> {
        let path = site_root.join("pkg/manifest.json");
        let names: Assets = serde_json::from_slice(&std::fs::read(path)?)?;
        let address = |name: String| format!("/pkg/{}", name.trim_start_matches("/pkg/"));
        Ok(Assets { js: address(names.js), wasm: address(names.wasm), css: address(names.css) })
    }
}
