//! The QR code of a project: it leads to the project's public page, and can be made void.

use birqadam_core::ssr::db_error::internal;
use birqadam_core::ssr::{Ctx, audit};
use birqadam_core::{Actor, Code, Error, Permission, ProjectId, Result, UserId};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::Sha256;
use sqlx::PgConnection;

use super::project_records::{self, SUBJECT};
use crate::model::{ProjectStatus, ProjectSummary, QrToken};

/// The present code of a project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ProjectQr {
    pub project: ProjectSummary,
    /// The address in the picture.
    pub url: String,
    /// How often the code was made anew, plus one.
    pub generation: i32,
}

/// The code of one's own public project. Permission `projects.manage_own`.
///
/// # Errors
/// [`Error::NotFound`] for a foreign project; [`Error::Conflict`] with `wrong_state` for one that is
/// not public: its code would lead nowhere.
pub async fn find_project_qr(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<ProjectQr> {
    let user = actor.require(Permission::ProjectsManageOwn)?;
    let mut conn = ctx.db.acquire().await?;
    let row = sqlx::query!(
        r#"select p.organizer_id, coalesce(q.generation, 1) as "generation!"
           from volunteering.projects p left join volunteering.qr_codes q on q.project_id = p.id where p.id = $1"#,
        id.0,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(Error::NotFound)?;
    if UserId(row.organizer_id) != user {
        return Err(Error::NotFound);
    }
    load(ctx, &mut conn, id, row.generation).await
}

/// Makes the code anew: earlier ones lead nowhere from now on. Permission `projects.manage_own`.
///
/// # Errors
/// As [`find_project_qr`].
pub async fn renew_project_qr(ctx: &Ctx, actor: &Actor, id: ProjectId) -> Result<ProjectQr> {
    let user = actor.require(Permission::ProjectsManageOwn)?;
    let mut tx = ctx.begin().await?;
    sqlx::query_scalar!(
        "select id from volunteering.projects where id = $1 and organizer_id = $2 for no key update",
        id.0,
        user.0,
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or(Error::NotFound)?;
    let generation = sqlx::query_scalar!(
        "insert into volunteering.qr_codes (project_id, generation, renewed_at, renewed_by) values ($1, 2, $2, $3)
         on conflict (project_id) do update
         set generation = qr_codes.generation + 1, renewed_at = excluded.renewed_at, renewed_by = excluded.renewed_by
         returning generation",
        id.0,
        ctx.now(),
        user.0,
    )
    .fetch_one(&mut *tx)
    .await?;
    let qr = load(ctx, &mut tx, id, generation).await?;
    audit::Entry::new("project.renew_qr", SUBJECT, id.0)
        .old(json!({ "version": generation - 1 }))
        .new_value(json!({ "version": generation }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    Ok(qr)
}

/// The project a scanned code leads to. Anyone.
///
/// # Errors
/// [`Error::NotFound`] for a code that is not ours, was made anew since, or whose project is not
/// public any more.
pub async fn open_qr(ctx: &Ctx, token: &str) -> Result<ProjectId> {
    let token = QrToken::parse(token).ok_or(Error::NotFound)?;
    let given = hex::decode(&token.signature).map_err(|_| Error::NotFound)?;
    // In constant time, and before the database is asked.
    mac(ctx, token.project, token.generation)?.verify_truncated_left(&given).map_err(|_| Error::NotFound)?;
    let row = sqlx::query!(
        r#"select p.status, coalesce(q.generation, 1) as "generation!"
           from volunteering.projects p left join volunteering.qr_codes q on q.project_id = p.id where p.id = $1"#,
        token.project.0,
    )
    .fetch_optional(&ctx.db)
    .await?
    .ok_or(Error::NotFound)?;
    let public = ProjectStatus::parse(&row.status).is_some_and(ProjectStatus::is_public);
    if public && row.generation == token.generation { Ok(token.project) } else { Err(Error::NotFound) }
}

async fn load(ctx: &Ctx, conn: &mut PgConnection, id: ProjectId, generation: i32) -> Result<ProjectQr> {
    let project = project_records::load_summaries(conn, &[id.0]).await?.pop().ok_or(Error::NotFound)?;
    if !project.status.is_public() {
        return Err(Error::Conflict(Code::WrongState));
    }
    let signature = hex::encode(mac(ctx, id, generation)?.finalize().into_bytes());
    let url = format!("{}/q/{}", ctx.config.base_url, QrToken::signed(id, generation, &signature));
    Ok(ProjectQr { project, url, generation })
}

fn mac(ctx: &Ctx, project: ProjectId, generation: i32) -> Result<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(&ctx.config.secret).map_err(|error| internal(&error))?;
    mac.update(QrToken::signed_text(project, generation).as_bytes());
    Ok(mac)
}
