//! What the web part is given by the composition root.

use std::sync::Arc;

use axum::extract::FromRef;
use birqadam_core::ssr::Ctx;
use leptos::config::LeptosOptions;

use crate::assets::Assets;

/// State of the router; also in the context of pages and server functions.
#[derive(Clone, FromRef)]
pub struct AppState {
    pub ctx: Ctx,
    pub leptos_options: LeptosOptions,
    pub assets: Arc<Assets>,
}
