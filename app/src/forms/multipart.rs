//! Forms with files.

use axum::body::Bytes;
use birqadam_core::{Error, FieldCode, form::Fields, ssr::files::clean_file_name};
use leptos::server_fn::codec::MultipartData;
use serde_json::Value;

use crate::error::Result;

/// A multipart form, read into memory within its limits. Reading never fails, so that what was
/// typed is there to be shown again; [`Multipart::check`] tells what could not be taken.
#[derive(Debug, Default)]
pub struct Multipart {
    pub(super) pairs: Vec<(String, String)>,
    pub(super) files: Vec<UploadedFile>,
    pub(super) error: Option<Error>,
    /// Tokens of staged files that were loaded, to be forgotten when the form is accepted.
    pub(super) loaded: Vec<String>,
}

/// One uploaded file. The name is the browser's claim, the type is not looked at.
#[derive(Debug)]
pub struct UploadedFile {
    pub field: String,
    pub name: String,
    pub bytes: Bytes,
}

/// Longest accepted text of one field.
const FIELD_MAX_BYTES: usize = 64 * 1024;
/// Most fields and files of one form.
const PARTS_MAX: usize = 1000;

impl Multipart {
    /// Reads the whole form. What is too large is read past, not kept.
    pub async fn read(data: MultipartData, file_max_bytes: u64) -> Self {
        let mut form = Multipart::default();
        if form.read_parts(data, file_max_bytes).await.is_none() {
            form.error.get_or_insert(Error::field("", FieldCode::Malformed));
        }
        form
    }

    async fn read_parts(&mut self, data: MultipartData, file_max_bytes: u64) -> Option<()> {
        let mut parts = data.into_inner()?;
        while let Some(mut part) = parts.next_field().await.ok()? {
            let field = part.name().unwrap_or_default().to_owned();
            let file_name = part.file_name().map(str::to_owned);
            let limit = if file_name.is_some() { file_max_bytes as usize } else { FIELD_MAX_BYTES };
            let mut bytes = Vec::new();
            let mut too_large = false;
            while let Some(chunk) = part.chunk().await.ok()? {
                too_large |= bytes.len() + chunk.len() > limit;
                if !too_large {
                    bytes.extend_from_slice(&chunk);
                }
            }
            if too_large {
                let code = match file_name {
                    Some(_) => FieldCode::FileTooLarge((file_max_bytes / (1024 * 1024)) as i64),
                    None => FieldCode::TooLong(FIELD_MAX_BYTES as i64),
                };
                self.error.get_or_insert(Error::field(field, code));
                continue;
            }
            match file_name {
                // A browser sends an empty part for a file field left empty.
                Some(name) if name.is_empty() && bytes.is_empty() => {}
                Some(name) => self.files.push(UploadedFile { field, name, bytes: Bytes::from(bytes) }),
                None => self.pairs.push((field, String::from_utf8(bytes).ok()?)),
            }
            if self.pairs.len() + self.files.len() > PARTS_MAX {
                return None;
            }
        }
        Some(())
    }

    /// # Errors
    /// [`Error::Invalid`] when a part was too large or the form is not well-formed.
    pub fn check(&self) -> Result<(), Error> {
        self.error.clone().map_or(Ok(()), Err)
    }

    /// The text of a field, empty when it was not sent.
    pub fn text(&self, field: &str) -> String {
        self.pairs.iter().find(|(name, _)| name == field).map(|(_, text)| text.clone()).unwrap_or_default()
    }

    /// The text fields.
    pub fn fields(&self) -> Fields {
        Fields::from_pairs(self.pairs.iter().cloned())
    }

    /// The text fields as JSON, for [`super::submit`]. Files that would be lost with a refusal are
    /// named in `<field>_lost`, so that the page can ask for them again.
    pub fn values(&self) -> Value {
        let lost = self.files.iter().map(|file| (format!("{}_lost[]", file.field), clean_file_name(&file.name, "pdf")));
        Fields::from_pairs(self.pairs.iter().cloned().chain(lost)).to_value()
    }

    /// The fields that came with files.
    pub fn file_fields(&self) -> Vec<String> {
        let mut fields: Vec<String> = self.files.iter().map(|file| file.field.clone()).collect();
        fields.dedup();
        fields
    }

    /// Takes the files of a field out of the form, only those that came with it.
    pub fn take_files(&mut self, field: &str) -> Vec<UploadedFile> {
        let (taken, kept) = std::mem::take(&mut self.files).into_iter().partition(|file| file.field == field);
        self.files = kept;
        taken
    }
}
