//! Asking for an export: counted first, then either made at once or left to a job.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use birqadam_core::export::{Export, ExportFormat};
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::db_error::internal;
use birqadam_core::ssr::export::{NewExport, log_export, request_export};
use birqadam_core::{Actor, ActorKind, Error, FieldCode, Locale, Result};
use serde::Deserialize;
use tokio_util::io::ReaderStream;
use utoipa::ToSchema;

use super::lists;
use super::made::Made;
use super::progress::Progress;
use super::what::What;
use crate::http::disposition::attachment;
use crate::reports;

/// Longest accepted query.
const QUERY_MAX: usize = 4000;

/// What is to be exported.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ExportInput {
    /// Name of the list or report: `log`, `users`, `project_report`.
    #[schema(example = "users")]
    pub list: String,
    /// Filters, order and columns, as in the query of the list's page and of its API; of a report what
    /// it is about: `project_id=5`.
    #[schema(example = "status=active&sort=-created_at")]
    pub query: String,
    /// `csv`, `xlsx` or `pdf`.
    #[schema(example = "xlsx")]
    pub format: String,
    /// The language of the file: `ru`, `kk`, `en`; the caller's when it is not said.
    #[schema(example = "kk")]
    pub locale: String,
}

/// What came of it.
pub enum Started {
    /// The file itself.
    File(Response),
    /// A job makes it.
    Job(Box<Export>),
}

/// Starts an export of a list or report that the actor may see.
///
/// # Errors
/// [`Error::Unauthenticated`]; [`Error::Invalid`] at `list`, `format`, `locale`, or at what the list does not
/// know; [`Error::TooMany`]; what the list says.
pub async fn start(ctx: &Ctx, actor: &Actor, input: ExportInput) -> Result<Started> {
    actor.require_user()?;
    if input.query.len() > QUERY_MAX {
        return Err(Error::field("query", FieldCode::TooLong(QUERY_MAX as i64)));
    }
    let what = match input.list.trim() {
        "" => return Err(Error::field("list", FieldCode::Required)),
        name if !is_known(name) => return Err(Error::field("list", FieldCode::Unknown)),
        name => What::find(name, &input.query)?,
    };
    let format = what.format(input.format.trim())?;
    let locale = match input.locale.trim() {
        "" => actor.locale,
        tag => tag_of(tag).ok_or_else(|| Error::field("locale", FieldCode::Unknown))?,
    };
    // In the language of the file, as the job does it.
    let actor = &Actor { locale, ..actor.clone() };
    let (new, at_once) = what.plan(ctx, actor, format, locale).await?;
    if !at_once {
        return Ok(Started::Job(Box::new(request_export(ctx, actor, new).await?)));
    }
    let made = what.make(ctx, actor, format, locale, &Progress::default()).await?;
    // Written down before it is given away.
    log_export(ctx, actor, &NewExport { rows: made.rows, ..new.clone() }).await?;
    Ok(Started::File(serve(made, &new.file_name, format).await?))
}

fn is_known(name: &str) -> bool {
    reports::find(name).is_some() || lists::find(name).is_ok()
}

/// Exactly `ru`, `kk` or `en`.
fn tag_of(tag: &str) -> Option<Locale> {
    Locale::ALL.into_iter().find(|locale| locale.as_str() == tag)
}

async fn serve(made: Made, name: &str, format: ExportFormat) -> Result<Response> {
    let file = made.file.reopen().map_err(|error| internal(&error))?;
    // On Linux the content lives until the handle is closed, though the name goes now.
    let body = Body::from_stream(ReaderStream::new(tokio::fs::File::from_std(file)));
    Ok(answer(body, name, format, Some(made.size)))
}

/// A file as a download that nobody keeps.
pub fn answer(body: Body, name: &str, format: ExportFormat, size: Option<u64>) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.content_type()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(header::CONTENT_DISPOSITION, attachment(name));
    if let Some(size) = size {
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    }
    response
}

/// What the actor is called.
pub(crate) fn name_of(actor: &Actor) -> String {
    match &actor.kind {
        ActorKind::User { name, .. } => name.clone(),
        ActorKind::System { reason } => (*reason).to_owned(),
        ActorKind::Anonymous => String::new(),
    }
}
