//! Extractors whose refusals are our errors: which field, which code, never a stray 400.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use birqadam_app::state::AppState;
use birqadam_core::ssr::Ctx;
use birqadam_core::{Actor, Error, FieldCode};
use bytes::Bytes;
use serde::{Serialize, de::DeserializeOwned};

use super::error::ApiError;
use super::limits::BODY_MAX_BYTES;

/// What every handler needs: the context of operations and who calls.
pub struct Caller {
    pub ctx: Ctx,
    pub actor: Actor,
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Self::Rejection> {
        let actor = parts.extensions.get::<Actor>().cloned().ok_or(Error::Unauthenticated)?;
        Ok(Caller { ctx: state.ctx.clone(), actor })
    }
}

/// JSON in and out. An absent body reads as `{}` and a `null` as absent, so that "required" is
/// said by the domain's rules and not by the decoder.
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        // Forms with files may be large (see `limits`); JSON may not.
        if super::limits::is_upload(request.headers()) {
            return Err(Error::field("body", FieldCode::Malformed).into());
        }
        let bytes =
            Bytes::from_request(request, state).await.map_err(|rejection| too_large_or_broken(rejection.status()))?;
        Ok(Json(decode(&bytes)?))
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

/// Decodes a JSON body.
///
/// # Errors
/// [`Error::Invalid`] at the field that cannot be read, or at `body`.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    let bytes = if bytes.iter().all(u8::is_ascii_whitespace) { b"{}" } else { bytes };
    let mut value: serde_json::Value =
        serde_json::from_slice(bytes).map_err(|_| Error::field("body", FieldCode::Malformed))?;
    // An array would be taken for the fields of a struct in their order.
    if !value.is_object() {
        return Err(Error::field("body", FieldCode::Malformed));
    }
    clean(&mut value, "body")?;
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        Error::field(field_name(&path), FieldCode::Malformed)
    })
}

/// Drops nulls and refuses U+0000, which PostgreSQL cannot store.
fn clean(value: &mut serde_json::Value, path: &str) -> Result<(), Error> {
    let child = |name: &str| if path == "body" { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        serde_json::Value::String(text) if text.contains('\0') => {
            Err(Error::field(path, FieldCode::ForbiddenCharacters))
        }
        serde_json::Value::Array(items) => {
            items.iter_mut().enumerate().try_for_each(|(i, item)| clean(item, &child(&i.to_string())))
        }
        serde_json::Value::Object(members) => {
            members.retain(|_, member| !member.is_null());
            members.iter_mut().try_for_each(|(name, member)| clean(member, &child(name)))
        }
        _ => Ok(()),
    }
}

/// `tasks[2].deadline` → `tasks.2.deadline`; the whole → `body`.
fn field_name(path: &str) -> String {
    let name = path.replace('[', ".").replace(']', "");
    let name = name.trim_start_matches('.');
    if name.is_empty() || name == "?" { "body".into() } else { name.to_owned() }
}

/// The query of the URL.
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let query = parts.uri.query().unwrap_or_default();
        // An empty filter of a form (`limit=`) means "not set".
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str::<Vec<(String, String)>>(query)
            .map_err(|_| Error::field("query", FieldCode::Malformed))?
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .collect();
        if let Some((name, _)) = pairs.iter().find(|(_, value)| value.contains('\0')) {
            return Err(Error::field(name.clone(), FieldCode::ForbiddenCharacters).into());
        }
        let query = serde_urlencoded::to_string(&pairs).unwrap_or_default();
        let deserializer = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
        serde_path_to_error::deserialize(deserializer)
            .map(Query)
            .map_err(|error| Error::field(field_name(&error.path().to_string()), FieldCode::Malformed).into())
    }
}

/// One id in the path. What is no number is no record: 404.
pub struct Id<T>(pub T);

impl<S: Send + Sync, T: From<i64> + Send> FromRequestParts<S> for Id<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let path = axum::extract::Path::<i64>::from_request_parts(parts, state).await;
        path.map(|id| Id(T::from(id.0))).map_err(|_| Error::NotFound.into())
    }
}

/// Two ids in the path.
pub struct Ids<A, B>(pub A, pub B);

impl<S: Send + Sync, A: From<i64> + Send, B: From<i64> + Send> FromRequestParts<S> for Ids<A, B> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let path = axum::extract::Path::<(i64, i64)>::from_request_parts(parts, state).await;
        path.map(|ids| Ids(A::from(ids.0.0), B::from(ids.0.1))).map_err(|_| Error::NotFound.into())
    }
}

/// One word in the path.
pub struct Name(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Name {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let path = axum::extract::Path::<String>::from_request_parts(parts, state).await;
        path.map(|name| Name(name.0)).map_err(|_| Error::NotFound.into())
    }
}

/// A body that could not be read whole.
pub fn too_large_or_broken(status: axum::http::StatusCode) -> ApiError {
    match status {
        axum::http::StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge { limit_bytes: BODY_MAX_BYTES as u64 }.into(),
        _ => Error::field("body", FieldCode::Malformed).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Body {
        title: String,
        places: Vec<i32>,
    }

    #[test]
    fn nulls_and_absent_bodies_are_defaults() {
        for body in ["", "  ", "{}", r#"{"title": null}"#, r#"{"unknown": [null, {"a": null}]}"#] {
            assert_eq!(decode::<Body>(body.as_bytes()), Ok(Body::default()), "{body}");
        }
    }

    #[test]
    fn a_refusal_names_the_field() {
        let table = [
            (r#"{"title": 5}"#, "title", FieldCode::Malformed),
            (r#"{"places": [1, "x"]}"#, "places.1", FieldCode::Malformed),
            (r#"{"title": "a\u0000b"}"#, "title", FieldCode::ForbiddenCharacters),
            (r#"{"title":"#, "body", FieldCode::Malformed),
            ("[]", "body", FieldCode::Malformed),
        ];
        for (body, field, code) in table {
            assert_eq!(decode::<Body>(body.as_bytes()), Err(Error::field(field, code)), "{body}");
        }
    }
}
