//! One's own account: profile, documents, asking again after a rejection.

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use birqadam_accounts::ops::{applications, documents, email_tokens, identity, people, profile};
use birqadam_accounts::{Document, Me, Resubmit, UpdateProfile};
use birqadam_app::state::AppState;
use birqadam_core::{DocumentId, Error, FieldCode};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answers::All;
use super::versioned::{Versioned, if_match};
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json};
use crate::http::upload::Upload;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(find_me, update_me))
        .routes(routes!(resubmit))
        .routes(routes!(resend_confirmation))
        .routes(routes!(list_documents, upload_document))
        .routes(routes!(delete_document))
}

/// The signed-in person.
#[utoipa::path(get, path = "/api/me", tag = "me", security(("bearer" = [])),
    responses((status = 200, body = Me), (status = "default", body = ErrorBody)))]
async fn find_me(caller: Caller) -> ApiResult<Versioned<Me>> {
    let me = identity::me(&caller.ctx, &caller.actor).await?;
    Ok(Versioned(me.version, me))
}

/// Change name, phone, words about oneself, language. What is not sent stays as it is.
#[utoipa::path(patch, path = "/api/me", tag = "me", security(("bearer" = [])), request_body = UpdateProfile,
    responses((status = 200, body = Me), (status = "default", body = ErrorBody)))]
async fn update_me(
    caller: Caller,
    headers: HeaderMap,
    Json(sent): Json<serde_json::Map<String, serde_json::Value>>,
) -> ApiResult<Versioned<Me>> {
    let stored = people::my_profile(&caller.ctx, &caller.actor).await?;
    let mut input = UpdateProfile {
        name: stored.me.name,
        phone: stored.me.phone.unwrap_or_default(),
        about: stored.me.about,
        locale: stored.me.locale.to_string(),
        city: stored.city.unwrap_or_default(),
        languages: stored.languages,
        birth_date: stored.birth_date.map(|born| born.to_string()).unwrap_or_default(),
        version: stored.me.version,
    };
    for (name, value) in &sent {
        let text =
            || value.as_str().map(str::to_owned).ok_or_else(|| Error::field(name.as_str(), FieldCode::Malformed));
        match name.as_str() {
            "name" => input.name = text()?,
            "phone" => input.phone = text()?,
            "about" => input.about = text()?,
            "locale" => input.locale = text()?,
            "city" => input.city = text()?,
            "birth_date" => input.birth_date = text()?,
            "languages" => {
                let list = serde_json::from_value(value.clone());
                input.languages = list.map_err(|_| Error::field("languages", FieldCode::Malformed))?;
            }
            "version" => {
                input.version = value.as_i64().ok_or_else(|| Error::field("version", FieldCode::Malformed))?;
            }
            _ => {}
        }
    }
    if let Some(version) = if_match(&headers)? {
        input.version = version;
    }
    let me = profile::update_profile(&caller.ctx, &caller.actor, input).await?;
    Ok(Versioned(me.version, me))
}

/// Correct a waiting or rejected application and ask again.
#[utoipa::path(post, path = "/api/me/resubmit", tag = "me", security(("bearer" = [])), request_body = Resubmit,
    responses((status = 200, body = Me), (status = "default", body = ErrorBody)))]
async fn resubmit(caller: Caller, Json(input): Json<Resubmit>) -> ApiResult<Json<Me>> {
    Ok(Json(applications::resubmit_application(&caller.ctx, &caller.actor, input).await?))
}

/// Send the mail that confirms the address once more.
#[utoipa::path(post, path = "/api/me/resend-confirmation", tag = "me", security(("bearer" = [])),
    responses((status = 204), (status = "default", body = ErrorBody)))]
async fn resend_confirmation(caller: Caller) -> ApiResult<StatusCode> {
    email_tokens::resend_confirmation(&caller.ctx, &caller.actor).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// One's own documents.
#[utoipa::path(get, path = "/api/me/documents", tag = "me", security(("bearer" = [])),
    responses((status = 200, body = All<Document>), (status = "default", body = ErrorBody)))]
async fn list_documents(caller: Caller) -> ApiResult<Json<All<Document>>> {
    Ok(Json(documents::list_documents(&caller.ctx, &caller.actor).await?.into()))
}

/// A form with files.
#[derive(utoipa::ToSchema)]
#[allow(dead_code)]
struct DocumentForm {
    /// PDF, JPEG, PNG or WebP, up to 10 MB.
    #[schema(value_type = Vec<u8>, format = Binary)]
    document: Vec<u8>,
}

/// Add a document to one's application.
#[utoipa::path(post, path = "/api/me/documents", tag = "me", security(("bearer" = [])),
    request_body(content = DocumentForm, content_type = "multipart/form-data"),
    responses((status = 201, body = All<Document>), (status = "default", body = ErrorBody)))]
async fn upload_document(caller: Caller, upload: Upload) -> ApiResult<Response> {
    caller.actor.require_user()?;
    if upload.files.is_empty() {
        return Err(Error::field("document", FieldCode::Required).into());
    }
    let mut added = Vec::new();
    for file in upload.files {
        added.push(documents::upload_document(&caller.ctx, &caller.actor, &file.name, file.bytes).await?);
    }
    Ok((StatusCode::CREATED, Json(All::from(added))).into_response())
}

/// Remove one of one's own documents.
#[utoipa::path(delete, path = "/api/me/documents/{id}", tag = "me", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 204), (status = "default", body = ErrorBody)))]
async fn delete_document(caller: Caller, id: Id<DocumentId>) -> ApiResult<StatusCode> {
    documents::delete_document(&caller.ctx, &caller.actor, id.0).await?;
    Ok(StatusCode::NO_CONTENT)
}
