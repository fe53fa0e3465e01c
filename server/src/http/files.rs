//! Photos, covers and documents: every byte goes through the domain's checks.

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use birqadam_accounts::ops::{documents, profile_photo, verification};
use birqadam_app::state::AppState;
use birqadam_core::Error;
use birqadam_core::ssr::{files::StoredFile, uploads};
use birqadam_funding::ops::expense_receipts;
use birqadam_funding::ops::resource_photos::{self, ResourcePhotoSize};
use birqadam_funding::ops::sponsor_files::{SponsorPhoto, open_sponsor_photo};
use birqadam_volunteering::ops::photos::{self, CoverSize, PhotoSize};
use sha2::{Digest, Sha256};

use super::disposition::attachment;
use super::error::{self, ApiResult};
use super::extract::{Caller, Id, Query};

/// The routes under `/files`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/files/photos/{id}/large", get(large_photo))
        .route("/files/photos/{id}/thumb", get(thumb_photo))
        .route("/files/covers/{project}", get(cover))
        .route("/files/covers/{project}/card", get(cover_card))
        .route("/files/resources/{id}/large", get(large_resource_photo))
        .route("/files/resources/{id}/thumb", get(thumb_resource_photo))
        .route("/files/documents/{id}", get(document))
        .route("/files/sponsor/photos/{id}/{size}", get(sponsor_photo))
        .route("/files/receipts/{id}", get(receipt))
        .route("/files/people/{id}", get(person_photo))
        .route("/files/verifications/{id}", get(verification_photo))
        .route("/files/uploads/{token}", get(staged))
        .layer(from_fn(error::render))
}

async fn large_photo(caller: Caller, id: Id<birqadam_core::PhotoId>, headers: HeaderMap) -> ApiResult<Response> {
    let file = photos::open_photo(&caller.ctx, &caller.actor, id.0, PhotoSize::Large).await?;
    Ok(serve(file, "private, max-age=86400", &headers))
}

async fn thumb_photo(caller: Caller, id: Id<birqadam_core::PhotoId>, headers: HeaderMap) -> ApiResult<Response> {
    let file = photos::open_photo(&caller.ctx, &caller.actor, id.0, PhotoSize::Thumb).await?;
    Ok(serve(file, "private, max-age=86400", &headers))
}

async fn large_resource_photo(
    caller: Caller,
    id: Id<birqadam_core::ResourcePhotoId>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let size = ResourcePhotoSize::Large;
    let file = resource_photos::open_resource_photo(&caller.ctx, &caller.actor, id.0, size).await?;
    Ok(serve(file, "private, max-age=86400", &headers))
}

async fn thumb_resource_photo(
    caller: Caller,
    id: Id<birqadam_core::ResourcePhotoId>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let size = ResourcePhotoSize::Thumb;
    let file = resource_photos::open_resource_photo(&caller.ctx, &caller.actor, id.0, size).await?;
    Ok(serve(file, "private, max-age=86400", &headers))
}

async fn cover(caller: Caller, id: Id<birqadam_core::ProjectId>, headers: HeaderMap) -> ApiResult<Response> {
    serve_cover(caller, id.0, CoverSize::Large, &headers).await
}

async fn cover_card(caller: Caller, id: Id<birqadam_core::ProjectId>, headers: HeaderMap) -> ApiResult<Response> {
    serve_cover(caller, id.0, CoverSize::Card, &headers).await
}

async fn serve_cover(
    caller: Caller,
    id: birqadam_core::ProjectId,
    size: CoverSize,
    headers: &HeaderMap,
) -> ApiResult<Response> {
    let file = photos::open_cover(&caller.ctx, &caller.actor, id, size).await?;
    // What a visitor may see, anyone may keep; the address changes with the cover's version.
    let keep = if caller.actor.id().is_none() { "public, max-age=86400" } else { "private, max-age=86400" };
    Ok(serve(file, keep, headers))
}

async fn person_photo(caller: Caller, id: Id<birqadam_core::UserId>, headers: HeaderMap) -> ApiResult<Response> {
    let file = profile_photo::open_photo(&caller.ctx, &caller.actor, id.0).await?;
    // Asked again each time: who sees it can change any moment.
    Ok(serve(file, "private, no-cache", &headers))
}

/// A photo of an approved report, for sponsors of its project.
async fn sponsor_photo(
    caller: Caller,
    Path((id, size)): Path<(String, String)>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let size = SponsorPhoto::parse(&size).ok_or(Error::NotFound)?;
    let file = open_sponsor_photo(&caller.ctx, &caller.actor, id, size).await?;
    Ok(serve(file, "private, max-age=86400", &headers))
}

/// A link that was signed a moment ago.
#[derive(serde::Deserialize)]
struct Signed {
    #[serde(default)]
    link: String,
}

async fn verification_photo(
    caller: Caller,
    id: Id<birqadam_core::VerificationId>,
    Query(signed): Query<Signed>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let file = verification::open_verification_photo(&caller.ctx, id.0, &signed.link).await?;
    Ok(serve(file, "private, no-store", &headers))
}

async fn document(caller: Caller, id: Id<birqadam_core::DocumentId>, headers: HeaderMap) -> ApiResult<Response> {
    let (name, file) = documents::open_document(&caller.ctx, &caller.actor, id.0).await?;
    let mut response = serve(file, "private, no-store", &headers);
    response.headers_mut().insert(header::CONTENT_DISPOSITION, attachment(&name));
    Ok(response)
}

/// A photo is shown, a document is kept.
async fn receipt(caller: Caller, id: Id<birqadam_core::ExpenseId>, headers: HeaderMap) -> ApiResult<Response> {
    let (name, file) = expense_receipts::open_receipt(&caller.ctx, &caller.actor, id.0).await?;
    let is_picture = file.content_type.starts_with("image/");
    let mut response = serve(file, "private, no-store", &headers);
    if !is_picture {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, attachment(&name));
    }
    Ok(response)
}

/// A file that waits for its form, for its owner alone.
async fn staged(caller: Caller, Path(token): Path<String>, headers: HeaderMap) -> ApiResult<Response> {
    let (name, file) = uploads::open_file(&caller.ctx, &caller.actor, &token).await?;
    let is_picture = file.content_type.starts_with("image/");
    let mut response = serve(file, "private, no-store", &headers);
    if !is_picture {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, attachment(&name));
    }
    Ok(response)
}

fn serve(file: StoredFile, cache: &'static str, asked: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", hex::encode(&Sha256::digest(&file.bytes)[..12]));
    let known = asked
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|tags| tags.split(',').any(|known| known.trim().trim_start_matches("W/") == tag));
    let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { file.bytes.into_response() };
    let headers = response.headers_mut();
    let kind = HeaderValue::from_str(&file.content_type);
    headers.insert(header::CONTENT_TYPE, kind.unwrap_or(HeaderValue::from_static("application/octet-stream")));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}
