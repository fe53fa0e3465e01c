//! Registration, sign-in, tokens, links by e-mail.

use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use birqadam_accounts::ops::{documents, email_tokens, identity, register, sign_in, tokens};
use birqadam_accounts::{Me, Register, ResetPassword, SignIn, Tokens};
use birqadam_app::state::AppState;
use birqadam_core::{Error, FieldCode, Via};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answers::SignedIn;
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Json, decode};
use crate::http::limits::is_upload;
use crate::http::upload::{File, Upload};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(register_account))
        .routes(routes!(login))
        .routes(routes!(refresh))
        .routes(routes!(logout))
        .routes(routes!(forgot_password))
        .routes(routes!(reset_password))
        .routes(routes!(confirm_email))
}

/// Register. A volunteer is active at once; the others wait for a moderator, and their token
/// reaches only their own account until then. With documents send `multipart/form-data` with the
/// same fields and files `documents`.
#[utoipa::path(post, path = "/api/register", tag = "auth", request_body = Register,
    responses((status = 201, body = SignedIn), (status = "default", body = ErrorBody)))]
async fn register_account(
    caller: Caller,
    State(state): State<AppState>,
    request: Request,
) -> ApiResult<(StatusCode, Json<SignedIn>)> {
    let device = user_agent(request.headers());
    let (input, files) = application(request, &state).await?;
    let Caller { ctx, actor } = caller;
    if files.len() as i64 > documents::DOCUMENTS_MAX {
        return Err(Error::field("documents", FieldCode::TooMany(documents::DOCUMENTS_MAX)).into());
    }
    for (index, file) in files.iter().enumerate() {
        // Before the account exists, so that a refused document leaves nothing behind.
        documents::check_document(&file.bytes).map_err(|code| Error::field(format!("documents.{index}"), code))?;
    }
    let user = register::register(&ctx, &actor, input).await?;
    let applicant = identity::load_actor(&ctx, user.id, Via::Api, actor.address, Some(actor.locale)).await?;
    for file in files {
        let applicant = applicant.as_ref().ok_or(Error::Unauthenticated)?;
        documents::upload_document(&ctx, applicant, &file.name, file.bytes).await?;
    }
    let tokens = tokens::issue_tokens_to(&ctx, user.id, &device, actor.address).await?;
    Ok((StatusCode::CREATED, Json(SignedIn::new(tokens, user))))
}

/// The application from JSON or from a form with documents.
async fn application(request: Request, state: &AppState) -> ApiResult<(Register, Vec<File>)> {
    if !is_upload(request.headers()) {
        let Json(input) = Json::<Register>::from_request(request, state).await?;
        return Ok((input, Vec::new()));
    }
    let upload = Upload::from_request(request, state).await?;
    let texts: serde_json::Map<_, _> = upload.texts.into_iter().map(|(k, v)| (k, v.into())).collect();
    let input = decode(&serde_json::to_vec(&texts).map_err(Error::from)?)?;
    Ok((input, upload.files))
}

/// Sign in by e-mail and password.
#[utoipa::path(post, path = "/api/login", tag = "auth", request_body = SignIn,
    responses((status = 200, body = SignedIn), (status = "default", body = ErrorBody)))]
async fn login(caller: Caller, headers: HeaderMap, Json(input): Json<SignIn>) -> ApiResult<Json<SignedIn>> {
    let user: Me = sign_in::sign_in(&caller.ctx, &caller.actor, input).await?;
    let device = user_agent(&headers);
    let tokens = tokens::issue_tokens_to(&caller.ctx, user.id, &device, caller.actor.address).await?;
    Ok(Json(SignedIn::new(tokens, user)))
}

/// What the client calls itself.
fn user_agent(headers: &HeaderMap) -> String {
    headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
struct RefreshToken {
    refresh_token: String,
}

/// New tokens for a refresh token, which is thereby used up. Using it twice ends the sign-in.
#[utoipa::path(post, path = "/api/token/refresh", tag = "auth", request_body = RefreshToken,
    responses((status = 200, body = Tokens), (status = "default", body = ErrorBody)))]
async fn refresh(caller: Caller, Json(input): Json<RefreshToken>) -> ApiResult<Json<Tokens>> {
    Ok(Json(tokens::refresh(&caller.ctx, &input.refresh_token).await?))
}

/// End the sign-in of a refresh token.
#[utoipa::path(post, path = "/api/logout", tag = "auth", request_body = RefreshToken,
    responses((status = 204), (status = "default", body = ErrorBody)))]
async fn logout(caller: Caller, Json(input): Json<RefreshToken>) -> ApiResult<StatusCode> {
    tokens::revoke(&caller.ctx, &caller.actor, &input.refresh_token).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
struct Address {
    email: String,
}

/// Ask for a link to set a new password. The answer is the same for an unknown address.
#[utoipa::path(post, path = "/api/password/forgot", tag = "auth", request_body = Address,
    responses((status = 204), (status = "default", body = ErrorBody)))]
async fn forgot_password(caller: Caller, Json(input): Json<Address>) -> ApiResult<StatusCode> {
    email_tokens::request_password_reset(&caller.ctx, &caller.actor, &input.email).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Set a new password with the token from the mail. Ends every sign-in of the account.
#[utoipa::path(post, path = "/api/password/reset", tag = "auth", request_body = ResetPassword,
    responses((status = 204), (status = "default", body = ErrorBody)))]
async fn reset_password(caller: Caller, Json(input): Json<ResetPassword>) -> ApiResult<StatusCode> {
    email_tokens::reset_password(&caller.ctx, &caller.actor, input).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
struct MailToken {
    token: String,
}

/// Confirm an e-mail address with the token from the mail.
#[utoipa::path(post, path = "/api/email/confirm", tag = "auth", request_body = MailToken,
    responses((status = 204), (status = "default", body = ErrorBody)))]
async fn confirm_email(caller: Caller, Json(input): Json<MailToken>) -> ApiResult<StatusCode> {
    email_tokens::confirm_email(&caller.ctx, &caller.actor, &input.token).await?;
    Ok(StatusCode::NO_CONTENT)
}
