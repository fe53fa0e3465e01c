//! From database errors to ours: a constraint's name becomes a field error, an outage becomes
//! "unavailable", everything else is logged in full and shown as an id.

use super::constraints;
use crate::{Error, Result};

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Error::NotFound,
            // A connection that is closed while it is being made speaks no protocol (a proxy in front
            // of a database that is away).
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_) => {
                tracing::warn!(%error, "the database does not answer");
                Error::Unavailable
            }
            // 57P01…57P03: shutting down, crashed, starting up; 08…: connection lost.
            sqlx::Error::Database(db) if db.code().is_some_and(|c| c.starts_with("57P") || c.starts_with("08")) => {
                tracing::warn!(%error, "the database is going down or starting");
                Error::Unavailable
            }
            sqlx::Error::Database(db) => match db.constraint().and_then(constraints::field_error) {
                Some(known) => {
                    tracing::warn!(%error, "the database refused what the checks before it let through");
                    known
                }
                None => internal(&error),
            },
            _ => internal(&error),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        internal(&error)
    }
}

/// Logs the cause under a new id and gives only the id away.
pub fn internal(cause: &(impl std::fmt::Display + ?Sized)) -> Error {
    let id = hex::encode(rand::random::<[u8; 6]>());
    tracing::error!(error_id = %id, %cause, "internal error");
    Error::Internal { id }
}

/// Maps violated constraints by name.
pub trait DbResultExt<T> {
    /// When the statement ran into one of the named constraints, the given error is returned.
    ///
    /// # Errors
    /// The mapped error, or the general mapping of a database error.
    fn on_constraint(self, map: &[(&str, Error)]) -> Result<T>;
}

impl<T> DbResultExt<T> for std::result::Result<T, sqlx::Error> {
    fn on_constraint(self, map: &[(&str, Error)]) -> Result<T> {
        self.map_err(|error| {
            let name = error.as_database_error().and_then(|e| e.constraint());
            match name.and_then(|name| map.iter().find(|(n, _)| *n == name)) {
                Some((_, mapped)) => mapped.clone(),
                None => error.into(),
            }
        })
    }
}
