//! Asking for an export: counted first, then either made at once or left to a job.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use birqadam_app::exports::list_title;
use birqadam_core::export::{EXPORT_AT_ONCE, EXPORT_ROWS_MAX, Export, ExportFormat};
use birqadam_core::ssr::db_error::internal;
use birqadam_core::ssr::export::{NewExport, log_export, request_export};
use birqadam_core::ssr::{Ctx, list};
use birqadam_core::{Actor, ActorKind, Error, FieldCode, Result};
use serde::Deserialize;
use tokio_util::io::ReaderStream;
use utoipa::ToSchema;

use super::lists::{self, Exportable};
use super::make::{self, Made, Unwatched};
use crate::http::disposition::attachment;

/// Longest accepted query.
const QUERY_MAX: usize = 4000;

/// What is to be exported.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ExportInput {
    /// Name of the list: `log`, `users`.
    #[schema(example = "users")]
    pub list: String,
    /// Filters, order and columns, as in the query of the list's page and of its API.
    #[schema(example = "status=active&sort=-created_at")]
    pub query: String,
    /// `csv` or `xlsx`.
    #[schema(example = "xlsx")]
    pub format: String,
}

/// What came of it.
pub enum Started {
    /// The file itself.
    File(Response),
    /// A job makes it.
    Job(Box<Export>),
}

/// Starts an export of a list that the actor may see.
///
/// # Errors
/// [`Error::Unauthenticated`]; [`Error::Invalid`] at `list`, at `format`, or at a filter that the list
/// does not know; [`Error::TooMany`]; what the list says.
pub async fn start(ctx: &Ctx, actor: &Actor, input: ExportInput) -> Result<Started> {
    actor.require_user()?;
    let what = match input.list.trim() {
        "" => return Err(Error::field("list", FieldCode::Required)),
        name => lists::find(name).map_err(|_| Error::field("list", FieldCode::Unknown))?,
    };
    let format = match input.format.trim() {
        "" => return Err(Error::field("format", FieldCode::Required)),
        text => ExportFormat::parse(text).ok_or_else(|| Error::field("format", FieldCode::Unknown))?,
    };
    if input.query.len() > QUERY_MAX {
        return Err(Error::field("query", FieldCode::TooLong(QUERY_MAX as i64)));
    }
    let request = what.request(&input.query)?;
    let rows = list::count(ctx, actor, what.list, &request, EXPORT_ROWS_MAX + 1).await?;
    if rows > EXPORT_ROWS_MAX {
        return Err(Error::field("query", FieldCode::TooMany(EXPORT_ROWS_MAX)));
    }
    let new = NewExport {
        list: what.list.spec().name.to_owned(),
        query: request.to_query(what.list.spec()),
        format,
        rows,
        file_name: file_name(ctx, actor, &what, format),
    };
    if rows > EXPORT_AT_ONCE {
        return Ok(Started::Job(Box::new(request_export(ctx, actor, new).await?)));
    }
    let made = make::make(ctx, actor, &what, request, format, &mut Unwatched).await?;
    let made = made.ok_or_else(|| internal("nobody gave up and yet there is no file"))?;
    // Written down before it is given away.
    log_export(ctx, actor, &NewExport { rows: made.rows, ..new.clone() }).await?;
    Ok(Started::File(serve(made, &new.file_name, format).await?))
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

/// `Люди 2026-11-21.xlsx`, in the exporter's language.
fn file_name(ctx: &Ctx, actor: &Actor, what: &Exportable, format: ExportFormat) -> String {
    format!("{} {}.{}", list_title(actor.locale, what.list.spec().name), ctx.today(), format.as_str())
}

/// What the actor is called.
pub(super) fn name_of(actor: &Actor) -> String {
    match &actor.kind {
        ActorKind::User { name, .. } => name.clone(),
        ActorKind::System { reason } => (*reason).to_owned(),
        ActorKind::Anonymous => String::new(),
    }
}
