//! `Idempotency-Key`: a repeated request gets the first answer and does nothing again.

use std::future::Future;

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use birqadam_core::ssr::idempotency::{self, Claim};
use birqadam_core::{Code, Error, FieldCode};
use serde::Serialize;

use crate::http::error::ApiResult;
use crate::http::extract::{Caller, Json};

const KEY_MAX: usize = 200;

/// Runs the work at most once per key and person; without a key or a person it just runs.
/// Answers 201 with what the work made. `route` names the work with the records it is about: a key
/// that was used for another is refused at `Idempotency-Key`.
pub async fn created<T, W>(caller: &Caller, headers: &HeaderMap, route: &str, work: W) -> ApiResult<Response>
where
    T: Serialize,
    W: Future<Output = Result<T, Error>>,
{
    let (Some(key), Some(user)) = (headers.get("idempotency-key"), caller.actor.id()) else {
        return Ok((StatusCode::CREATED, Json(work.await?)).into_response());
    };
    let key = key.to_str().unwrap_or_default();
    if key.is_empty() || key.len() > KEY_MAX {
        return Err(Error::field("Idempotency-Key", FieldCode::Malformed).into());
    }
    let db = &caller.ctx.db;
    match idempotency::claim(db, user, key, route).await? {
        Claim::Done(status, body) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::CREATED);
            return Ok((status, Json(body)).into_response());
        }
        Claim::Running => return Err(Error::Conflict(Code::WrongState).into()),
        Claim::Foreign => return Err(Error::field("Idempotency-Key", FieldCode::NameTaken).into()),
        Claim::New => {}
    }
    match work.await {
        Ok(made) => {
            let body = serde_json::to_value(made).map_err(Error::from)?;
            idempotency::store(db, user, key, StatusCode::CREATED.as_u16(), &body).await?;
            Ok((StatusCode::CREATED, Json(body)).into_response())
        }
        Err(error) => {
            idempotency::release(db, user, key).await?;
            Err(error.into())
        }
    }
}
