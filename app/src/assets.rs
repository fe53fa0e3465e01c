//! Names of the browser's files, which carry a hash of their content.

use std::collections::BTreeMap;
use std::path::Path;

use http::{HeaderValue, header};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use serde::Deserialize;

use crate::state::AppState;

/// Addresses of the scripts, the WebAssembly module and the style sheet, from the site's root.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Assets {
    pub js: String,
    pub wasm: String,
    pub css: String,
    /// The script that draws charts, loaded by pages that have one.
    #[serde(default)]
    pub chart: String,
    /// The modules that a piece of the application needs beside the main one (see [`crate::lazy`]).
    #[serde(default)]
    pub pieces: BTreeMap<String, Vec<String>>,
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
        let all = |names: Vec<String>| names.into_iter().map(address).collect();
        Ok(Assets {
            js: address(names.js),
            wasm: address(names.wasm),
            css: address(names.css),
            chart: address(names.chart),
            pieces: names.pieces.into_iter().map(|(piece, modules)| (piece, all(modules))).collect(),
        })
    }
}

/// Tells the browser in a header which piece this page will ask for, so that it is on its way
/// together with the main module and not after it.
pub fn announce_piece(piece: &str) {
    let (Some(state), Some(response)) = (use_context::<AppState>(), use_context::<ResponseOptions>()) else { return };
    for address in state.assets.pieces.get(piece).into_iter().flatten() {
        // What is seen first comes first.
        let link = format!("<{address}>; rel=preload; as=fetch; crossorigin; fetchpriority=low");
        if let Ok(link) = HeaderValue::from_str(&link) {
            response.append_header(header::LINK, link);
        }
    }
}
