//! Opening photo files through the domain's checks.
use birqadam_core::ssr::files::StoredFile;
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

/// Which copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoSize { Large, Thumb }
/// A report's photo: for its author, the project's organizer and moderators. Anyone else: not found.
pub async fn open_photo(ctx: &Ctx, actor: &Actor, id: PhotoId, size: PhotoSize) -> Result<StoredFile> { todo!() }
/// The cover of a project (public with the project; before that for its organizer and moderators).
pub async fn open_cover(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<StoredFile> { todo!() }
