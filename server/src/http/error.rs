//! Errors as the API shows them: a stable code, words in the caller's language, the fields.

use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use birqadam_app::page_start::Theme;
use birqadam_core::{Actor, Error, Locale};
use serde::Serialize;

use super::client::{Client, cookie};
use super::error_page;

/// What handlers return when something goes wrong. The words are added by [`render`], which
/// knows the caller's language.
#[derive(Debug)]
pub struct ApiError(pub Error);

pub type ApiResult<T> = std::result::Result<T, ApiError>;

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        ApiError(error)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = status(&self.0).into_response();
        response.extensions_mut().insert(Failure(self.0));
        response
    }
}

#[derive(Clone)]
struct Failure(Error);

/// The body of every answer that is not a success.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ErrorBody {
    pub error: ErrorDetail,
}

#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ErrorDetail {
    /// Stable, for programs.
    #[schema(example = "invalid")]
    pub code: String,
    /// For people, in the caller's language.
    pub message: String,
    /// Which fields cannot be accepted, and why.
    pub fields: Vec<FieldDetail>,
    /// With `stale_version`: the version stored now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_version: Option<i64>,
    /// With `stale_version`: what is stored now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current: Option<serde_json::Value>,
    /// With `stale_version`: what was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub yours: Option<serde_json::Value>,
}

#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FieldDetail {
    /// Name as sent, with indexes for lists: `tasks.2.deadline`.
    pub field: String,
    /// Stable, for programs.
    pub code: String,
    /// The limit that was broken, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    /// For people, in the caller's language.
    pub message: String,
}

/// The whole answer for an error.
pub fn respond(error: &Error, locale: Locale) -> Response {
    let mut response = (status(error), Json(body(error, locale))).into_response();
    let headers = response.headers_mut();
    match error {
        Error::TooMany { retry_after_seconds } => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(*retry_after_seconds));
        }
        Error::Unavailable => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        }
        Error::Unauthenticated => {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        _ => {}
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Middleware: gives the errors of handlers their words.
pub async fn render(request: Request, next: Next) -> Response {
    let locale = locale_of(&request);
    let page_wanted = wants_page(&request);
    let theme = Theme::parse(cookie(request.headers(), "theme").unwrap_or_default());
    let server_function = request.uri().path().starts_with("/web/");
    let mut response = next.run(request).await;
    match response.extensions_mut().remove::<Failure>() {
        Some(Failure(error)) if page_wanted => error_page::respond(&error, locale, theme),
        // The browser's side of a server function expects the error itself.
        Some(Failure(error)) if server_function => (status(&error), Json(error)).into_response(),
        Some(Failure(error)) => respond(&error, locale),
        None => response,
    }
}

/// Whether a person looks at the answer in a browser.
fn wants_page(request: &Request) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok());
    !request.uri().path().starts_with("/api/") && accept.is_some_and(|accept| accept.contains("text/html"))
}

/// The language to answer a request in: the actor's where known, else the client's.
pub fn locale_of(request: &Request) -> Locale {
    let extensions = request.extensions();
    extensions
        .get::<Actor>()
        .map(|actor| actor.locale)
        .or_else(|| extensions.get::<Client>().map(Client::locale))
        .unwrap_or_default()
}

pub(super) fn status(error: &Error) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn body(error: &Error, locale: Locale) -> ErrorBody {
    let (current_version, current, yours) = match error {
        Error::Stale { current_version, current, yours } => {
            (Some(*current_version), Some(as_json(current)), Some(as_json(yours)))
        }
        _ => (None, None, None),
    };
    let fields = error.fields().iter().map(|field| {
        let (code, limit) = code_and_limit(&field.code);
        FieldDetail {
            field: field.field.clone(),
            code,
            limit,
            message: birqadam_app::errors::field_message(locale, &field.code),
        }
    });
    ErrorBody {
        error: ErrorDetail {
            code: error.code().to_owned(),
            message: birqadam_app::errors::message(locale, error),
            fields: fields.collect(),
            current_version,
            current,
            yours,
        },
    }
}

/// A version that is text rather than JSON is shown as that text.
fn as_json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|_| serde_json::Value::String(text.to_owned()))
}

fn code_and_limit(code: &birqadam_core::FieldCode) -> (String, Option<i64>) {
    let value = serde_json::to_value(code).unwrap_or_default();
    let name = value.get("code").and_then(|name| name.as_str()).unwrap_or("malformed").to_owned();
    let limit = value.get("limit").and_then(serde_json::Value::as_i64);
    // Like every amount of the API in whole units; the words are exact.
    let in_minor_units = matches!(code, birqadam_core::FieldCode::NotEnoughMoney(_));
    (name, limit.map(|limit| if in_minor_units { limit.max(0) / 100 } else { limit }))
}
