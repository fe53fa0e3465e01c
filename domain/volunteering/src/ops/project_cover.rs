//! The cover photo of a project.

use birqadam_core::ssr::{Ctx, audit, files, returns};
use birqadam_core::{Actor, Code, Error, FieldCode, Permission, ProjectId, Result, UserId};
use bytes::Bytes;
use sqlx::PgConnection;

use super::project_records::{self, SUBJECT};
use crate::model::{Project, ProjectStatus};

/// Sets the cover photo (JPEG, PNG, WebP; the limits of photos), cut to 4:3.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Invalid`] on `cover`; [`Error::Conflict`] with `wrong_state` when
/// the project cannot be edited (or was returned without the cover being marked).
pub async fn set_cover(ctx: &Ctx, actor: &Actor, id: ProjectId, photo: Bytes) -> Result<Project> {
    let user = actor.require(Permission::ProjectsManageOwn)?;
    // Before the costly work, and again under the lock.
    check_open(&mut *ctx.db.acquire().await?, user, id).await?;
    let cover = crate::photo::make_cover(photo).await?;
    let keys = Keys { cover: random_cover_key(), card: Some(random_cover_key()) };
    let stored = async {
        ctx.files.put(&keys.cover, "image/jpeg", cover.jpeg).await?;
        if let Some(card) = &keys.card {
            ctx.files.put(card, "image/jpeg", cover.card).await?;
        }
        store_cover(ctx, actor, user, id, &keys, &cover.thumb_hash).await
    }
    .await;
    let unused = match &stored {
        Ok((_, old)) => old.clone(),
        Err(_) => Some(keys),
    };
    for unused in unused.into_iter().flat_map(|keys| [Some(keys.cover), keys.card]).flatten() {
        if let Err(error) = ctx.files.delete(&unused).await {
            tracing::warn!(%error, key = unused, "a cover that nobody needs stays in the store");
        }
    }
    Ok(stored?.0)
}

/// A name for a cover's file.
pub fn random_cover_key() -> String {
    files::random_key("public/covers", "jpg")
}

/// Where a cover and its copy for cards are; covers from before have no copy.
#[derive(Clone)]
struct Keys {
    cover: String,
    card: Option<String>,
}

async fn store_cover(
    ctx: &Ctx,
    actor: &Actor,
    user: UserId,
    id: ProjectId,
    keys: &Keys,
    hash: &str,
) -> Result<(Project, Option<Keys>)> {
    let mut tx = ctx.begin().await?;
    let old = check_open(&mut tx, user, id).await?;
    sqlx::query!(
        "update volunteering.projects
         set cover_key = $2, cover_card_key = $3, cover_hash = $4, version = version + 1, updated_at = now()
         where id = $1",
        id.0,
        keys.cover,
        keys.card,
        hash,
    )
    .execute(&mut *tx)
    .await?;
    audit::Entry::new("project.set_cover", SUBJECT, id.0).record(&mut tx, actor).await?;
    let project = project_records::load(&mut tx, id, Some(user)).await?;
    tx.commit().await?;
    Ok((project, old))
}

/// Locks the project and gives the cover it has now.
async fn check_open(conn: &mut PgConnection, user: UserId, id: ProjectId) -> Result<Option<Keys>> {
    let project = sqlx::query!(
        "select status, cover_key, cover_card_key from volunteering.projects
         where id = $1 and organizer_id = $2 for no key update",
        id.0,
        user.0,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(Error::NotFound)?;
    let status = project_records::parse_project_status(&project.status)?;
    // By the API a project is created, then its cover is sent: a waiting one may get its first.
    let first_of_waiting = status == ProjectStatus::Pending && project.cover_key.is_none();
    if !status.is_editable() && !first_of_waiting {
        return Err(Error::Conflict(Code::WrongState));
    }
    if status == ProjectStatus::Returned
        && let Some(returned) = returns::find_open(conn, SUBJECT, id.0).await?
        && !returned.opens("cover")
    {
        return Err(Error::field("cover", FieldCode::NotOpen));
    }
    Ok(project.cover_key.map(|cover| Keys { cover, card: project.cover_card_key }))
}
