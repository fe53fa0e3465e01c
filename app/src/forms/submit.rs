//! What happens to a form on the server.
//!
//! The server function wraps its operation in [`submit`]. When it fails and a browser posted a
//! plain form, what was typed and the error go to the session and the browser back to the page
//! it came from, which shows both; when the session had ended, by way of the sign-in page. With
//! JavaScript the error is the action's value and the page keeps what was typed by itself.

use std::future::Future;

use axum::http::{HeaderValue, header};
use birqadam_core::{Error, ssr::drafts};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use serde::Serialize;
use serde_json::Value;

use crate::{
    error::{AppError, Result},
    page_start::{Flash, SESSION_FLASH, SESSION_KEPT},
    server_ctx,
    ui::encode,
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

/// The same, to what has that id there: a list stays where it was, and the focus with it.
pub fn back_to(id: &str) {
    if server_ctx::is_plain_form() {
        redirect(&format!("{}#{id}", server_ctx::own_referer().unwrap_or_else(|| "/".into())));
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
    let flash = Flash { form: form.to_owned(), page: path, values, error: error.clone() };
    // Signing in again is a form of its own, which may fail as well: what was typed is kept
    // beside its errors until its page is shown to somebody who is signed in.
    let target = if *error == Error::Unauthenticated {
        store(SESSION_KEPT, flash).await;
        format!("/sign-in?next={}", encode(&page))
    } else {
        store(SESSION_FLASH, flash).await;
        page
    };
    if let (Some(options), Ok(location)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&target)) {
        options.insert_header(header::LOCATION, location);
        server_ctx::set_status(303);
    }
}

/// Keeps an error for the page that is shown next.
pub async fn keep(flash: Flash) {
    store(SESSION_FLASH, flash).await;
}

async fn store(key: &str, flash: Flash) {
    if let Ok(session) = server_ctx::session()
        && let Err(error) = session.insert(key, flash).await
    {
        tracing::warn!(?error, "what was typed could not be kept");
    }
}

/// Forgets the draft of a form that was accepted. A draft that stays is only a nuisance.
pub async fn forget_draft(form: &str, subject: impl ToString) {
    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    if let Err(error) = drafts::discard_draft(&ctx, &actor, form, &subject.to_string()).await {
        tracing::warn!(%error, form, "the draft of a sent form stays");
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
