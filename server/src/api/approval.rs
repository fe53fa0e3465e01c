//! Middleware: the token of an account that waits or was rejected reaches only the account
//! itself, its documents and its resubmission — and what everybody may read.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use birqadam_core::{Actor, ActorKind, Approval, Code, Error};

use crate::http::error::ApiError;

/// What comes after sign-in and stays shut until a moderator approves.
const SHUT: &[&str] = &[
    "/api/admin/",
    "/api/organizer/",
    "/api/review/",
    "/api/notifications",
    "/api/notification-preferences",
    "/api/volunteer/",
];
/// The part of these that everybody may read.
const PUBLIC: &str = "/api/volunteer/projects";

/// Refuses with 403 `account_pending` or `account_rejected`.
pub async fn require(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let shut = SHUT.iter().any(|prefix| path.starts_with(prefix)) && !path.starts_with(PUBLIC);
    let code = match request.extensions().get::<Actor>().map(|actor| &actor.kind) {
        Some(ActorKind::User { approval: Approval::Pending, .. }) => Code::AccountPending,
        Some(ActorKind::User { approval: Approval::Rejected, .. }) => Code::AccountRejected,
        _ => return next.run(request).await,
    };
    if shut { ApiError(Error::Forbidden(code)).into_response() } else { next.run(request).await }
}
