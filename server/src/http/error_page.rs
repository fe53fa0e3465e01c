//! The plainest possible page, for when a browser asked and the application could not even start
//! to answer: database down, upload too large, a request from a foreign site.

use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use birqadam_core::{Error, Locale};

use super::error;

/// Title, words, a way back. Holds nothing that came with the request.
pub fn respond(failure: &Error, locale: Locale) -> Response {
    let message = escape(&birqadam_app::errors::message(locale, failure));
    let page = format!(
        "<!doctype html><html lang=\"{locale}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>BirQadam</title></head>\
         <body><h1>{}</h1><p>{message}</p><p><a href=\"/\">BirQadam</a></p></body></html>",
        failure.status()
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
