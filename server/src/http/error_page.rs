//! The page for when a browser asked and the application could not even start to answer: database
//! down, upload too large, a request from a foreign site. It looks like ours and needs nothing else.

use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use birqadam_app::errors;
use birqadam_app::page_start::Theme;
use birqadam_core::{Error, Locale};

use super::error;

const TOKENS: &str = include_str!("../../../style/tokens.css");
const STYLE: &str = include_str!("../../../style/bare.css");
const STAIR: &str = r#"<svg viewBox="0 0 96 64" width="96" height="64" aria-hidden="true"><path class="stair-line" d="M4 60h88"/><rect class="stair-low" x="12" y="38" width="32" height="22" rx="6"/><rect class="stair-high" x="48" y="18" width="32" height="42" rx="6"/></svg>"#;

/// Title, words, a way back. Holds nothing that came with the request.
pub fn respond(failure: &Error, locale: Locale, theme: Theme) -> Response {
    let (title, message) = (escape(errors::title(locale, failure)), escape(&errors::message(locale, failure)));
    let (theme, way_out) = (theme.as_str(), escape(errors::way_out(locale)));
    let page = format!(
        "<!doctype html><html lang=\"{locale}\" data-theme=\"{theme}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{title} · BirQadam</title>\
         <style>{TOKENS}{STYLE}</style></head><body><main>{STAIR}<h1>{title}</h1><p>{message}</p>\
         <p><a href=\"/\">{way_out}</a></p></main></body></html>",
    );
    let mut response = (error::status(failure), Html(page)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if *failure == Error::Unavailable {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    }
    response
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
