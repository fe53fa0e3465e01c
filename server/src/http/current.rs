//! Which sign-in a request comes from: the web session or the family of its token.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use birqadam_accounts::ops::{sign_ins, tokens};
use birqadam_app::state::AppState;
use tower_sessions::Session;

use super::error::ApiError;
use super::identify::bearer;

/// The mark of the sign-in; empty when there is none.
pub struct Current(pub String);

impl FromRequestParts<AppState> for Current {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Self::Rejection> {
        let mark = match bearer(&parts.headers) {
            Some(token) => {
                tokens::verify_access_token(&state.ctx, token).ok().map(|access| sign_ins::family_mark(&access.family))
            }
            None => {
                let session = parts.extensions.get::<Session>().and_then(Session::id);
                session.map(|id| sign_ins::mark_of_cookie(&id.to_string()))
            }
        };
        Ok(Current(mark.unwrap_or_default()))
    }
}
