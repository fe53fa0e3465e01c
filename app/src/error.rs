//! The error of every server function: the domain's own, encoded as JSON.

use birqadam_core::{Error, FieldCode, FieldError};
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// What a server function answers with.
pub type Result<T, E = AppError> = std::result::Result<T, E>;

/// A domain error on its way to the browser. Never carries internal text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AppError(pub Error);

impl From<Error> for AppError {
    fn from(error: Error) -> Self {
        AppError(error)
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        AppError(match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Serialization(_) => {
                Error::Invalid(vec![FieldError { field: String::new(), code: FieldCode::Malformed }])
            }
            // In the browser: no network, or an answer that is not ours (a proxy's page).
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Deserialization(_) => Error::Unavailable,
            other => {
                internal(&other);
                Error::Internal { id: "web".into() }
            }
        })
    }
}

#[cfg(feature = "ssr")]
fn internal(error: &ServerFnErrorErr) {
    tracing::error!(?error, "server function failed outside the domain");
}

#[cfg(not(feature = "ssr"))]
fn internal(_: &ServerFnErrorErr) {}
