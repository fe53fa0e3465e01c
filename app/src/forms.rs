//! One mechanism for all forms, with and without JavaScript. See `ui/README.md`.
//!
//! The server function wraps its operation in [`submit`]. When it fails and a browser posted a
//! plain form, what was typed and the error go to the session and the browser back to the page
//! it came from, which shows both. With JavaScript the error is the action's value and the
//! page keeps what was typed by itself.

use std::future::Future;

use axum::{
    body::Bytes,
    http::{HeaderValue, header},
};
use birqadam_core::{Error, FieldCode};
use leptos::prelude::*;
use leptos::server_fn::codec::MultipartData;
use leptos_axum::ResponseOptions;
use serde::Serialize;
use serde_json::Value;

use crate::{
    error::{AppError, Result},
    page_start::{Flash, SESSION_FLASH},
    server_ctx,
};

/// Runs the operation behind a form. `form` is the name given to the form on its page.
///
/// # Errors
/// The operation's, after the plain form's way back is prepared.
pub async fn submit<T>(
    form: &str,
    input: &impl Serialize,
    operation: impl Future<Output = Result<T, impl Into<AppError>>>,
) -> Result<T> {
    match operation.await {
        Ok(value) => Ok(value),
        Err(error) => {
            let error = error.into();
            refuse(form, input, &error.0).await;
            Err(error)
        }
    }
}

/// Sends the browser to another page, with and without JavaScript. `path` is one of ours.
pub fn redirect(path: &str) {
    leptos_axum::redirect(if server_ctx::is_own_path(path) { path } else { "/" });
}

/// Sends the browser back to where the form is (without JavaScript; with it, it is there).
pub fn back() {
    if server_ctx::is_plain_form() {
        redirect(&server_ctx::own_referer().unwrap_or_else(|| "/".into()));
    }
}

/// Runs a read, and gives its error the right status code when the browser's own code asked.
///
/// # Errors
/// The operation's.
pub async fn read<T>(operation: impl Future<Output = Result<T, Error>>) -> Result<T> {
    let result = operation.await;
    if let Err(error) = &result
        && is_server_fn()
    {
        server_ctx::set_status(error.status());
    }
    result.map_err(AppError)
}

fn is_server_fn() -> bool {
    use_context::<axum::http::request::Parts>().is_some_and(|parts| parts.uri.path().starts_with("/web/"))
}

/// Prepares the answer to a form that cannot be accepted.
pub async fn refuse(form: &str, input: &impl Serialize, error: &Error) {
    if !server_ctx::is_plain_form() {
        server_ctx::set_status(error.status());
        return;
    }
    let values = without_secrets(serde_json::to_value(input).unwrap_or(Value::Null));
    let page = server_ctx::own_referer().unwrap_or_else(|| "/".into());
    let path = page.split('?').next().unwrap_or_default().to_owned();
    keep(Flash { form: form.to_owned(), page: path, values, error: error.clone() }).await;
    if let (Some(options), Ok(location)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&page)) {
        options.insert_header(header::LOCATION, location);
        server_ctx::set_status(303);
    }
}

/// Keeps an error for the page that is shown next.
pub async fn keep(flash: Flash) {
    if let Ok(session) = server_ctx::session()
        && let Err(error) = session.insert(SESSION_FLASH, flash).await
    {
        tracing::warn!(?error, "what was typed could not be kept");
    }
}

/// Passwords and tokens are never stored, wherever they hide.
fn without_secrets(value: Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(
            map.into_iter()
                .filter(|(key, _)| !key.contains("password") && !key.contains("token"))
                .map(|(key, value)| (key, without_secrets(value)))
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.into_iter().map(without_secrets).collect()),
        other => other,
    }
}

/// A multipart form, read into memory within its limits. Reading never fails, so that what was
/// typed is there to be shown again; [`Multipart::check`] tells what could not be taken.
#[derive(Debug, Default)]
pub struct Multipart {
    fields: Vec<(String, String)>,
    files: Vec<UploadedFile>,
    error: Option<Error>,
}

/// One uploaded file. The name is the browser's claim, the type is not looked at.
#[derive(Debug)]
pub struct UploadedFile {
    pub field: String,
    pub name: String,
    pub bytes: Bytes,
}

/// Longest accepted text of one field.
const FIELD_MAX_BYTES: usize = 64 * 1024;
/// Most fields and files of one form.
const PARTS_MAX: usize = 1000;

impl Multipart {
    /// Reads the whole form. What is too large is read past, not kept.
    pub async fn read(data: MultipartData, file_max_bytes: u64) -> Self {
        let mut form = Multipart::default();
        if form.read_parts(data, file_max_bytes).await.is_none() {
            form.error.get_or_insert(Error::field("", FieldCode::Malformed));
        }
        form
    }

    async fn read_parts(&mut self, data: MultipartData, file_max_bytes: u64) -> Option<()> {
        let mut parts = data.into_inner()?;
        while let Some(mut part) = parts.next_field().await.ok()? {
            let field = part.name().unwrap_or_default().to_owned();
            let file_name = part.file_name().map(str::to_owned);
            let limit = if file_name.is_some() { file_max_bytes as usize } else { FIELD_MAX_BYTES };
            let mut bytes = Vec::new();
            let mut too_large = false;
            while let Some(chunk) = part.chunk().await.ok()? {
                too_large |= bytes.len() + chunk.len() > limit;
                if !too_large {
                    bytes.extend_from_slice(&chunk);
                }
            }
            if too_large {
                let code = match file_name {
                    Some(_) => FieldCode::FileTooLarge((file_max_bytes / (1024 * 1024)) as i64),
                    None => FieldCode::TooLong(FIELD_MAX_BYTES as i64),
                };
                self.error.get_or_insert(Error::field(field, code));
                continue;
            }
            match file_name {
                // A browser sends an empty part for a file field left empty.
                Some(name) if name.is_empty() && bytes.is_empty() => {}
                Some(name) => self.files.push(UploadedFile { field, name, bytes: Bytes::from(bytes) }),
                None => self.fields.push((field, String::from_utf8(bytes).ok()?)),
            }
            if self.fields.len() + self.files.len() > PARTS_MAX {
                return None;
            }
        }
        Some(())
    }

    /// # Errors
    /// [`Error::Invalid`] when a part was too large or the form is not well-formed.
    pub fn check(&self) -> Result<(), Error> {
        self.error.clone().map_or(Ok(()), Err)
    }

    /// The text of a field, empty when it was not sent.
    pub fn text(&self, field: &str) -> String {
        self.fields.iter().find(|(name, _)| name == field).map(|(_, text)| text.clone()).unwrap_or_default()
    }

    /// Takes the files of a field out of the form.
    pub fn take_files(&mut self, field: &str) -> Vec<UploadedFile> {
        let (taken, kept) = std::mem::take(&mut self.files).into_iter().partition(|file| file.field == field);
        self.files = kept;
        taken
    }

    /// The text fields as JSON, for [`submit`].
    pub fn values(&self) -> Value {
        Value::Object(self.fields.iter().map(|(k, v)| (k.clone(), Value::String(v.clone()))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_never_reach_the_session() {
        let kept = without_secrets(serde_json::json!({
            "email": "a@b.kz", "password": "x", "deep": [{"new_password": "y", "token": "z", "name": "n"}]
        }));
        assert_eq!(kept, serde_json::json!({"email": "a@b.kz", "deep": [{"name": "n"}]}));
    }
}
