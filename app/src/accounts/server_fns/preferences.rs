//! Language and theme: remembered in a cookie, the language also with the account.

use leptos::prelude::*;

use crate::error::Result;

/// Switches the language.
#[server(prefix = "/web", endpoint = "locale")]
pub async fn set_locale(locale: String) -> Result<()> {
    use birqadam_core::{Error, FieldCode, Locale};

    use crate::{
        forms,
        server_ctx::{actor, ctx},
    };

    let locale = Locale::parse(&locale).ok_or_else(|| Error::field("locale", FieldCode::Unknown))?;
    remember("lang", locale.as_str());
    let actor = actor();
    if actor.id().is_some() {
        birqadam_accounts::ops::profile::set_locale(&ctx(), &actor, locale).await?;
    }
    forms::back();
    Ok(())
}

/// Switches the theme.
#[server(prefix = "/web", endpoint = "theme")]
pub async fn set_theme(theme: String) -> Result<()> {
    remember("theme", crate::page_start::Theme::parse(&theme).as_str());
    crate::forms::back();
    Ok(())
}

/// A cookie for a year; no secret, but nothing that another site needs to send.
#[cfg(feature = "ssr")]
pub(super) fn remember(name: &str, value: &str) {
    use axum::http::{HeaderValue, header};
    let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax");
    if let (Some(options), Ok(cookie)) = (use_context::<leptos_axum::ResponseOptions>(), HeaderValue::from_str(&cookie))
    {
        options.append_header(header::SET_COOKIE, cookie);
    }
}
