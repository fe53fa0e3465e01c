//! Files of a form that were sent ahead, or that have to outlive a refusal.
//!
//! With JavaScript every file is sent on its own as soon as it is chosen, and the form carries
//! `<field>_staged`. Without, files come with the form and are staged here, so that the form can
//! show them when it comes back. `<field>_drop` names those that are no longer wanted.

use birqadam_core::{
    Error, FieldCode, FieldError,
    draft::{StagedFile, is_token},
    ssr::uploads,
};

use super::{Multipart, UploadedFile};
use crate::{error::Result, server_ctx};

/// The most files any form takes of one field.
const FILES_MAX: usize = 10;

impl Multipart {
    /// Puts the files of a field that came with the form to those that were sent ahead. Those
    /// that cannot be kept are told by [`Multipart::check`] at `<field>.<number>`.
    /// `wrong` is what is wrong with a file of another type.
    pub async fn stage_files(&mut self, field: &str, wrong: FieldCode) {
        let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
        let (staged, drop) = (format!("{field}_staged"), format!("{field}_drop"));
        let unwanted: Vec<String> = self.of(&drop).into_iter().filter(|token| is_token(token)).collect();
        self.pairs.retain(|(name, value)| {
            *name != drop && !(*name == staged && unwanted.iter().any(|token| value.starts_with(token.as_str())))
        });
        let (before, coming) = (self.of(&staged).len(), self.files.iter().filter(|file| file.field == field).count());
        let mut refused = Vec::new();
        for (number, file) in (before..).zip(self.take_files(field)) {
            match uploads::stage_file(&ctx, &actor, &file.name, file.bytes).await {
                Ok(kept) => self.pairs.push((staged.clone(), kept.to_field())),
                Err(Error::Invalid(errors)) => refused.extend(errors.into_iter().map(|error| {
                    let code = if error.code == FieldCode::NotADocument { wrong.clone() } else { error.code };
                    FieldError { field: place(field, number, before + coming), code }
                })),
                Err(error) => {
                    self.error.get_or_insert(error);
                }
            }
        }
        if !refused.is_empty() {
            self.error.get_or_insert(Error::Invalid(refused));
        }
    }

    /// The files of a field that were sent ahead, in their order.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `<field>.<number>` for one whose day is over.
    pub async fn load_files(&mut self, field: &str) -> Result<Vec<UploadedFile>, Error> {
        let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
        let mut files = Vec::new();
        let mut gone = Vec::new();
        let mut tokens: Vec<String> = Vec::new();
        for text in self.of(&format!("{field}_staged")) {
            let token = StagedFile::from_field(&text).map(|file| file.token).unwrap_or_default();
            if !tokens.contains(&token) {
                tokens.push(token);
            }
        }
        // All of them are read into memory: no form takes more than this, and one more tells it so.
        let all = tokens.len();
        for (number, token) in tokens.into_iter().take(FILES_MAX + 1).enumerate() {
            match uploads::open_file(&ctx, &actor, &token).await {
                Ok((name, file)) => {
                    files.push(UploadedFile { field: field.to_owned(), name, bytes: file.bytes });
                    self.loaded.push(token);
                }
                Err(Error::NotFound) => {
                    gone.push(FieldError { field: place(field, number, all), code: FieldCode::FileGone });
                }
                Err(error) => return Err(error),
            }
        }
        if gone.is_empty() { Ok(files) } else { Err(Error::Invalid(gone)) }
    }

    /// Forgets the staged files of a form that was accepted. Those that stay go with their day.
    pub async fn forget_files(&self) {
        let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
        if let Err(error) = uploads::discard_files(&ctx, &actor, &self.loaded).await {
            tracing::warn!(%error, "files of a sent form stay for the day");
        }
    }

    fn of(&self, name: &str) -> Vec<String> {
        self.pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
    }
}

/// The name of one file in errors: one alone is the field itself.
fn place(field: &str, number: usize, all: usize) -> String {
    if all > 1 { format!("{field}.{number}") } else { field.to_owned() }
}
