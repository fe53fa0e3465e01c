//! What each page knows before it renders: who reads it, the language, the theme, how much is
//! unread, and what the form sent a moment ago could not accept. Read once per page load by a
//! middleware, so that rendering needs no waiting for it and hydration sees the same.

use birqadam_accounts::{Me, PublicRole};
use birqadam_core::{Error, Flag, Locale, Settings};
use serde::{Deserialize, Serialize};

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PageStart {
    pub locale: Locale,
    pub theme: Theme,
    pub me: Option<Me>,
    /// Unread notifications.
    pub unread: i64,
    pub flash: Option<Flash>,
    /// The day here when the page was made; nothing in a view asks the clock.
    pub now: chrono::DateTime<chrono::Utc>,
    pub platform: Platform,
}

/// What an administrator has set and every page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Platform {
    pub name: String,
    /// Empty when nobody wants mail.
    pub contact_email: String,
    /// Whether everyone may see what volunteers did on the whole platform.
    #[serde(default)]
    pub public_impact: bool,
    /// Empty for our own greeting.
    pub welcome: String,
    /// Empty when there is none.
    pub default_city: String,
    /// Roles one cannot register with now.
    pub closed_roles: Vec<PublicRole>,
    /// The features that are on for the reader.
    pub flags: Vec<Flag>,
}

impl Default for Platform {
    fn default() -> Self {
        Platform::new(Locale::default(), &Settings::default(), Flag::ALL.to_vec())
    }
}

impl Platform {
    /// The settings in a reader's language.
    pub fn new(l: Locale, settings: &Settings, flags: Vec<Flag>) -> Self {
        Platform {
            name: settings.platform_name.get(l).0.to_owned(),
            contact_email: settings.contact_email.clone(),
            public_impact: settings.public_impact,
            welcome: settings.welcome_text.get(l).0.to_owned(),
            default_city: settings.default_city.clone(),
            closed_roles: PublicRole::ALL.into_iter().filter(|role| !role.is_open(settings)).collect(),
            flags,
        }
    }
}

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    pub fn as_str(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    pub fn parse(name: &str) -> Theme {
        match name {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::Auto,
        }
    }
}

/// A form that could not be accepted, kept in the session until its page shows it again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flash {
    /// Name of the form.
    pub form: String,
    /// Path of the page that shows it; empty for whichever has the form. Without this a script
    /// that goes on to another page with the same form would show it there too.
    #[serde(default)]
    pub page: String,
    /// What was typed, without passwords, as the form's input in JSON.
    pub values: serde_json::Value,
    pub error: Error,
}

#[cfg(feature = "ssr")]
pub use server::{FlashShown, load};

#[cfg(feature = "ssr")]
mod server {
    use std::sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    };

    use axum::{
        extract::{Request, State},
        http::{Method, header},
        middleware::Next,
        response::Response,
    };
    use birqadam_core::Actor;
    use tower_sessions::Session;

    use super::*;
    use crate::state::AppState;

    /// The session's key of the flash.
    pub(crate) const SESSION_FLASH: &str = "flash";
    /// The session's key of a form that was sent after the session had ended: shown after the
    /// next sign-in, whatever other forms fail meanwhile.
    pub(crate) const SESSION_KEPT: &str = "kept_form";

    /// Set by the form that showed the flash, which is then forgotten. One that was not shown
    /// (an expired session led to the sign-in page first) stays.
    #[derive(Clone, Default)]
    pub struct FlashShown(pub Arc<AtomicBool>);

    /// The middleware. Goes around the pages, inside the session and the actor's middleware.
    pub async fn load(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
        let is_page = request.method() == Method::GET
            && header_text(&request, header::ACCEPT).is_none_or(|a| a.contains("text/html") || a.contains("*/*"));
        if !is_page {
            return next.run(request).await;
        }
        let session = request.extensions().get::<Session>().cloned();
        let shown = FlashShown::default();
        let actor = request.extensions().get::<Actor>().cloned();
        let theme = cookie(&request, "theme").map(Theme::parse).unwrap_or_default();
        let start = page_start(&state, actor, theme, session.as_ref()).await;
        let flash = start
            .flash
            .as_ref()
            .map(|flash| if flash.error == Error::Unauthenticated { SESSION_KEPT } else { SESSION_FLASH });
        request.extensions_mut().insert(start);
        request.extensions_mut().insert(shown.clone());
        let response = next.run(request).await;
        if let (Some(key), true, Some(session)) = (flash, shown.0.load(Ordering::Acquire), session) {
            let _ = session.remove_value(key).await;
        }
        response
    }

    async fn page_start(state: &AppState, actor: Option<Actor>, theme: Theme, session: Option<&Session>) -> PageStart {
        let mut start = PageStart {
            locale: actor.as_ref().map(|a| a.locale).unwrap_or_default(),
            theme,
            now: state.ctx.now(),
            ..Default::default()
        };
        if let Some(actor) = actor.as_ref().filter(|a| a.id().is_some()) {
            // A page without its frame's numbers is better than no page.
            start.me = birqadam_accounts::ops::identity::me(&state.ctx, actor).await.ok();
            start.unread = birqadam_messaging::ops::inbox::count_unread(&state.ctx, actor).await.unwrap_or(0);
        }
        // The last known, or our own, when the database is away.
        let settings = state.ctx.settings().await.unwrap_or_default();
        let flags = actor.map(|actor| actor.flags.into_iter().collect()).unwrap_or_default();
        start.platform = Platform::new(start.locale, &settings, flags);
        if let Some(session) = session {
            start.flash = session.get(SESSION_FLASH).await.ok().flatten();
            if start.flash.is_none() && start.me.is_some() {
                start.flash = session.get(SESSION_KEPT).await.ok().flatten();
            }
        }
        start
    }

    fn header_text(request: &Request, name: header::HeaderName) -> Option<&str> {
        request.headers().get(name)?.to_str().ok()
    }

    fn cookie<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
        header_text(request, header::COOKIE)?
            .split(';')
            .filter_map(|pair| pair.trim().split_once('='))
            .find_map(|(key, value)| (key == name).then_some(value))
    }
}

#[cfg(feature = "ssr")]
pub(crate) use server::{SESSION_FLASH, SESSION_KEPT};
