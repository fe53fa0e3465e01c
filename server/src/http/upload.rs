//! Forms with files (`multipart/form-data`), read with limits.

use std::collections::HashMap;

use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use birqadam_core::{Error, FieldCode};
use birqadam_volunteering::{PHOTO_MAX_BYTES, PHOTOS_PER_REPORT_MAX};
use bytes::{Bytes, BytesMut};

use super::error::ApiError;

/// Largest form with files: ten photos and some words.
pub const UPLOAD_MAX_BYTES: usize = PHOTOS_PER_REPORT_MAX * PHOTO_MAX_BYTES as usize + 1024 * 1024 * 10;
/// Most bytes kept of one file: enough to see that it is too large.
const FILE_KEPT_BYTES: usize = PHOTO_MAX_BYTES as usize + 1;
/// Most files kept of one form: enough to see that they are too many.
const FILES_KEPT: usize = PHOTOS_PER_REPORT_MAX + 1;
const TEXT_MAX_BYTES: usize = 64 * 1024;

/// A file as it came.
#[derive(Clone, Debug)]
pub struct File {
    pub field: String,
    pub name: String,
    pub bytes: Bytes,
}

/// The parts of a form.
#[derive(Clone, Debug, Default)]
pub struct Upload {
    pub texts: HashMap<String, String>,
    pub files: Vec<File>,
}

impl Upload {
    pub fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }

    /// The files of a field, also when it is called `photo[]`, `photos` or `photo.1`.
    pub fn files_of(&self, field: &str) -> Vec<Bytes> {
        self.files.iter().filter(|file| file.field.starts_with(field)).map(|file| file.bytes.clone()).collect()
    }

    /// A number in a text field.
    ///
    /// # Errors
    /// [`Error::Invalid`] at the field: required or malformed.
    pub fn id<T: From<i64>>(&self, name: &str) -> Result<T, Error> {
        let text = self.text(name).trim();
        if text.is_empty() {
            return Err(Error::field(name, FieldCode::Required));
        }
        text.parse().map(i64::into).map_err(|_| Error::field(name, FieldCode::Malformed))
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let mut form =
            Multipart::from_request(request, state).await.map_err(|_| Error::field("body", FieldCode::Malformed))?;
        let mut upload = Upload::default();
        while let Some(part) = form.next_field().await.map_err(refusal)? {
            upload.take(part).await?;
        }
        Ok(upload)
    }
}

impl Upload {
    async fn take(&mut self, part: Field<'_>) -> Result<(), Error> {
        let field = part.name().unwrap_or_default().to_owned();
        let Some(name) = part.file_name().map(str::to_owned) else {
            let bytes = read(part, TEXT_MAX_BYTES).await?;
            let text = String::from_utf8(bytes.to_vec()).map_err(|_| Error::field(&*field, FieldCode::Malformed))?;
            if text.contains('\0') {
                return Err(Error::field(field, FieldCode::ForbiddenCharacters));
            }
            self.texts.insert(field, text);
            return Ok(());
        };
        let keep = if self.files.len() < FILES_KEPT { FILE_KEPT_BYTES } else { 0 };
        let bytes = read(part, keep).await?;
        // A file input without a choice is sent as a file without name and content.
        if keep > 0 && !(name.is_empty() && bytes.is_empty()) {
            self.files.push(File { field, name, bytes });
        }
        Ok(())
    }
}

/// Reads a part to its end and keeps at most so many bytes.
async fn read(mut part: Field<'_>, keep: usize) -> Result<Bytes, Error> {
    let mut kept = BytesMut::new();
    while let Some(chunk) = part.chunk().await.map_err(refusal)? {
        let room = keep.saturating_sub(kept.len());
        kept.extend_from_slice(&chunk[..chunk.len().min(room)]);
    }
    Ok(kept.freeze())
}

fn refusal(error: MultipartError) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge { limit_bytes: UPLOAD_MAX_BYTES as u64 },
        _ => Error::field("body", FieldCode::Malformed),
    }
}
