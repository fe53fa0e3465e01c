//! QR codes of projects.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use birqadam_app::state::AppState;
use birqadam_core::{Error, FieldCode, Locale, ProjectId};
use birqadam_volunteering::ops::qr::{self, ProjectQr};
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::exports::start::{ExportInput, Started, start};
use crate::http::disposition::attachment;
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json, Query};
use crate::qr_image;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(find_qr)).routes(routes!(renew_qr))
}

/// How the code is wanted.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct Wanted {
    /// `png` (unless told), `svg`, `json` with the address, or `pdf`: a poster.
    format: String,
    /// Language of the poster: `ru`, `kk`, `en`; the caller's unless told.
    locale: String,
    /// `true`: to be saved, not shown.
    download: bool,
}

/// The QR code of one's own public project. It leads to the project's page.
#[utoipa::path(get, path = "/api/qr/{project}", tag = "organizer", security(("bearer" = [])),
    params(("project" = i64, Path), Wanted),
    responses((status = 200, description = "The picture", content_type = "image/png", body = Vec<u8>),
        (status = "default", body = ErrorBody)))]
async fn find_qr(caller: Caller, id: Id<ProjectId>, Query(wanted): Query<Wanted>) -> ApiResult<Response> {
    let found = qr::find_project_qr(&caller.ctx, &caller.actor, id.0).await?;
    let (kind, bytes) = match wanted.format.as_str() {
        "" | "png" => ("image/png", qr_image::png(&found.url)?),
        "svg" => ("image/svg+xml", qr_image::svg(&found.url)?.into_bytes()),
        "json" => return Ok(Json(found).into_response()),
        "pdf" => return poster(&caller, id.0, wanted.locale).await,
        _ => return Err(Error::field("format", FieldCode::Unknown).into()),
    };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    // A code made anew must be seen at once.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if wanted.download {
        let ending = kind.trim_start_matches("image/").trim_end_matches("+xml");
        headers.insert(header::CONTENT_DISPOSITION, attachment(&format!("qr-{}.{ending}", id.0)));
    }
    Ok(response)
}

/// The poster is a report like any other, so that it is written down like any other.
async fn poster(caller: &Caller, id: ProjectId, locale: String) -> ApiResult<Response> {
    let locale = if locale.is_empty() { caller.actor.locale.as_str().to_owned() } else { locale };
    if !Locale::ALL.iter().any(|known| known.as_str() == locale) {
        return Err(Error::field("locale", FieldCode::Unknown).into());
    }
    let input =
        ExportInput { list: "project_poster".into(), query: format!("project_id={id}"), format: "pdf".into(), locale };
    match start(&caller.ctx, &caller.actor, input).await? {
        Started::File(file) => Ok(file),
        // One page is never left to a job.
        Started::Job(_) => Err(Error::Unavailable.into()),
    }
}

/// Make the code anew: posters with the earlier one lead nowhere from now on.
#[utoipa::path(post, path = "/api/qr/{project}/renew", tag = "organizer", security(("bearer" = [])),
    params(("project" = i64, Path)),
    responses((status = 200, body = ProjectQr), (status = "default", body = ErrorBody)))]
async fn renew_qr(caller: Caller, id: Id<ProjectId>) -> ApiResult<Json<ProjectQr>> {
    Ok(Json(qr::renew_project_qr(&caller.ctx, &caller.actor, id.0).await?))
}
