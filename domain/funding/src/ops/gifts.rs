//! What was given in things. Permission `money.manage_own`; foreign projects are not found.

use birqadam_core::ssr::{Ctx, audit::Entry};
use birqadam_core::{Actor, Amount, GiftId, Permission, ProjectId, Result};
use serde_json::json;
use sqlx::PgConnection;

use super::own_project;
use crate::model::{Gift, GiftInput};

/// The most gifts that are told at once.
const MOST: i64 = 500;

/// # Errors
/// [`birqadam_core::Error::NotFound`] for somebody else's project.
pub async fn list_gifts(ctx: &Ctx, actor: &Actor, project: ProjectId) -> Result<Vec<Gift>> {
    let user = actor.require(Permission::MoneyManageOwn)?;
    let mut conn = ctx.db.acquire().await?;
    own_project::find(&mut conn, user, project).await?;
    gifts_of(&mut conn, project).await
}

/// Gifts of a project, the newest first. Access is the caller's question.
///
/// # Errors
/// Only when the database fails.
pub async fn gifts_of(conn: &mut PgConnection, project: ProjectId) -> Result<Vec<Gift>> {
    let rows = sqlx::query!(
        r#"select id as "id: GiftId", giver, description, estimate_minor, currency, given_on
           from funding.in_kind_gifts where project_id = $1 order by given_on desc, id desc limit $2"#,
        project.0,
        MOST,
    )
    .fetch_all(conn)
    .await?;
    let gift = rows.into_iter().map(|row| Gift {
        id: row.id,
        giver: row.giver,
        description: row.description,
        estimate: row.estimate_minor.map(Amount),
        currency: row.currency,
        given_on: row.given_on,
    });
    Ok(gift.collect())
}

/// Writes down what was given.
///
/// # Errors
/// [`birqadam_core::Error::Invalid`] on `giver`, `description`, `estimate`, `given_on`;
/// [`birqadam_core::Error::Conflict`] with `project_closed`.
pub async fn add_gift(ctx: &Ctx, actor: &Actor, project: ProjectId, input: &GiftInput) -> Result<Gift> {
    let user = actor.require(Permission::MoneyManageOwn)?;
    let valid = input.validate(ctx.today())?;
    let mut tx = ctx.begin().await?;
    let own = own_project::find(&mut tx, user, project).await?;
    own.require_open()?;
    let id = sqlx::query_scalar!(
        r#"insert into funding.in_kind_gifts
               (project_id, giver, description, estimate_minor, currency, given_on, created_by)
           values ($1, $2, $3, $4, $5, $6, $7) returning id as "id: GiftId""#,
        own.id.0,
        valid.giver,
        valid.description,
        valid.estimate.map(|amount| amount.0),
        own.currency,
        valid.given_on,
        user.0,
    )
    .fetch_one(&mut *tx)
    .await?;
    Entry::new("gift.create", "project", own.id.0)
        .new_value(json!({ "gift": valid.description, "giver": valid.giver, "estimate": valid.estimate }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    Ok(Gift {
        id,
        giver: valid.giver,
        description: valid.description,
        estimate: valid.estimate,
        currency: own.currency,
        given_on: valid.given_on,
    })
}

/// Takes a gift out again; the action log keeps what it was.
///
/// # Errors
/// [`birqadam_core::Error::NotFound`] for one of somebody else's project.
pub async fn remove_gift(ctx: &Ctx, actor: &Actor, id: GiftId) -> Result<()> {
    let user = actor.require(Permission::MoneyManageOwn)?;
    let mut tx = ctx.begin().await?;
    let gone = sqlx::query!(
        "delete from funding.in_kind_gifts g using volunteering.projects p
         where g.id = $1 and p.id = g.project_id and p.organizer_id = $2
         returning g.project_id, g.giver, g.description, g.estimate_minor",
        id.0,
        user.0,
    )
    .fetch_one(&mut *tx)
    .await?;
    Entry::new("gift.remove", "project", gone.project_id)
        .old(json!({ "gift": gone.description, "giver": gone.giver, "estimate": gone.estimate_minor.map(Amount) }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await.map_err(birqadam_core::Error::from)
}
