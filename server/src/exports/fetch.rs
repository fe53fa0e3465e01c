//! Fetching a finished file. Two steps: a person who may still see it all gets a signed address;
//! the address gives the file, if its owner still may.

use axum::Router;
use axum::body::Body;
use axum::extract::rejection::{FormRejection, PathRejection};
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use birqadam_accounts::ops::identity;
use birqadam_app::state::AppState;
use birqadam_core::export::ExportState;
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::export::{Stored, find_export, find_stored, log_download};
use birqadam_core::{Actor, Error, ExportId, FieldCode, Result, Via};
use tokio_util::io::ReaderStream;

use super::link;
use super::start::{self, ExportInput, Started, answer};
use super::what::What;
use crate::http::error::{self, ApiResult};
use crate::http::extract::{Caller, Id};

/// The addresses that pages lead to.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/files/exports", post(start_from_page))
        .route("/files/exports/{id}", get(lead_to_file))
        .route("/files/exports/{id}/{until}/{signature}", get(give_file))
        .layer(from_fn(error::render))
}

/// The form beside a list or for a report: the file, or the page that shows how far it is.
async fn start_from_page(
    caller: Caller,
    form: std::result::Result<Form<ExportInput>, FormRejection>,
) -> ApiResult<Response> {
    let Form(input) = form.map_err(|_| Error::field("body", FieldCode::Malformed))?;
    Ok(match start::start(&caller.ctx, &caller.actor, input).await? {
        Started::File(file) => file,
        Started::Job(_) => see_other("/exports?done=export-started"),
    })
}

async fn lead_to_file(caller: Caller, id: Id<ExportId>) -> ApiResult<Response> {
    Ok(see_other(&signed_address(&caller.ctx, &caller.actor, id.0).await?))
}

/// The signed address of one's own finished file.
///
/// # Errors
/// [`Error::NotFound`] when it is not one's own, not ready or gone; [`Error::Forbidden`] when one may
/// not see the list any more.
pub async fn signed_address(ctx: &Ctx, actor: &Actor, id: ExportId) -> Result<String> {
    let stored = find_export(ctx, actor, id).await?;
    check(ctx, actor, &stored).await?;
    log_download(ctx, actor, &stored.export).await?;
    link::sign(ctx, id)
}

/// Ready, and the person may still see what is in it.
async fn check(ctx: &Ctx, actor: &Actor, stored: &Stored) -> Result<()> {
    let ready = stored.export.state == ExportState::Ready && stored.export.expires_at > Some(ctx.now());
    if !ready {
        return Err(Error::NotFound);
    }
    What::find(&stored.export.list, &stored.export.query)?.check(ctx, actor).await
}

async fn give_file(
    State(state): State<AppState>,
    path: std::result::Result<Path<(i64, i64, String)>, PathRejection>,
) -> ApiResult<Response> {
    // What is no number is no file.
    let Path((id, until, signature)) = path.map_err(|_| Error::NotFound)?;
    let ctx = &state.ctx;
    link::verify(ctx, ExportId(id), until, &signature)?;
    let stored = find_stored(&ctx.db, ExportId(id)).await?;
    let owner = identity::load_actor(ctx, stored.owner, Via::Web, None, Some(stored.locale)).await?;
    check(ctx, &owner.ok_or(Error::NotFound)?, &stored).await?;
    let key = stored.file_key.as_deref().ok_or(Error::NotFound)?;
    let file = ctx.files.open(key).await?;
    let body = Body::from_stream(ReaderStream::new(file.content));
    Ok(answer(body, &stored.export.file_name, stored.export.format, file.size))
}

/// A redirect that is always followed by GET.
pub fn see_other(address: &str) -> Response {
    let mut response = Redirect::to(address).into_response();
    *response.status_mut() = StatusCode::SEE_OTHER;
    response
}
