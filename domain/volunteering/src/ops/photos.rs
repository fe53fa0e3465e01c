//! Opening photo files through the domain's checks.

use birqadam_core::ssr::{Ctx, files::StoredFile};
use birqadam_core::{Actor, Permission, PhotoId, ProjectId, Result};

/// Which copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoSize {
    Large,
    Thumb,
}

/// A report's photo: for its author, the project's organizer and moderators. Anyone else: not
/// found.
///
/// # Errors
/// [`birqadam_core::Error::NotFound`], also when the caller may not see it.
pub async fn open_photo(ctx: &Ctx, actor: &Actor, id: PhotoId, size: PhotoSize) -> Result<StoredFile> {
    let photo = sqlx::query!(
        "select ph.large_key, ph.thumb_key
         from volunteering.photos ph
         join volunteering.photo_reports r on r.id = ph.report_id
         join volunteering.projects p on p.id = r.project_id
         where ph.id = $1 and ($3 or r.volunteer_id = $2 or p.organizer_id = $2)",
        id.0,
        actor.id().map(|user| user.0),
        actor.can(Permission::ProjectsModerate) || actor.can(Permission::ReportsModerate),
    )
    .fetch_one(&ctx.db)
    .await?;
    let key = match size {
        PhotoSize::Large => photo.large_key,
        PhotoSize::Thumb => photo.thumb_key,
    };
    ctx.files.get(&key).await
}

/// Which copy of a cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoverSize {
    /// 1200 × 900 pixels.
    Large,
    /// 720 × 540 pixels, for cards in lists.
    Card,
}

/// The cover of a project (public with the project; before that for its organizer and
/// moderators).
///
/// # Errors
/// [`birqadam_core::Error::NotFound`], also when the caller may not see it.
pub async fn open_cover(ctx: &Ctx, actor: &Actor, id: ProjectId, size: CoverSize) -> Result<StoredFile> {
    let key = sqlx::query_scalar!(
        r#"select case when $4 then coalesce(cover_card_key, cover_key) else cover_key end as "cover_key!"
           from volunteering.projects
           where id = $1 and cover_key is not null
             and ($3 or status in ('active', 'completed') or organizer_id = $2)"#,
        id.0,
        actor.id().map(|user| user.0),
        actor.can(Permission::ProjectsModerate),
        size == CoverSize::Card,
    )
    .fetch_one(&ctx.db)
    .await?;
    ctx.files.get(&key).await
}
