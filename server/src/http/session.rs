//! The session cookie of the web.

use birqadam_core::ssr::Ctx;
use tower_sessions::cookie::{SameSite, time::Duration};
use tower_sessions::{Expiry, SessionManagerLayer};

use super::client::SESSION_COOKIE;
use crate::adapters::session_store::PgSessionStore;

/// A session unused for this long ends.
const INACTIVITY_DAYS: i64 = 14;

/// `HttpOnly`, `SameSite=Lax` (Strict would lose people coming back from a payment page).
pub fn layer(ctx: &Ctx) -> SessionManagerLayer<PgSessionStore> {
    SessionManagerLayer::new(PgSessionStore::new(ctx.db.clone()))
        .with_name(SESSION_COOKIE)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_secure(is_https(ctx))
        .with_expiry(Expiry::OnInactivity(Duration::days(INACTIVITY_DAYS)))
}

/// Whether people reach us by https.
pub fn is_https(ctx: &Ctx) -> bool {
    ctx.config.base_url.starts_with("https://")
}
