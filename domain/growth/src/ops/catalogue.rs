//! The words of achievements. Permission `settings.manage`.

use birqadam_core::ssr::{Ctx, audit};
use birqadam_core::{AchievementId, Actor, Error, Permission, Result};
use serde_json::json;
use sqlx::PgExecutor;

use crate::model::{Achievement, AchievementWords};

/// Every achievement with its words in all languages.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn list_achievements(ctx: &Ctx, actor: &Actor) -> Result<Vec<Achievement>> {
    actor.require(Permission::SettingsManage)?;
    read(&ctx.db, None).await
}

/// One achievement with its words in all languages.
///
/// # Errors
/// [`Error::Forbidden`] without the permission; [`Error::NotFound`].
pub async fn find_achievement(ctx: &Ctx, actor: &Actor, id: AchievementId) -> Result<Achievement> {
    actor.require(Permission::SettingsManage)?;
    read(&ctx.db, Some(id)).await?.pop().ok_or(Error::NotFound)
}

/// Changes the words. Those that people have been told already stay as they were told.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Invalid`]; [`Error::Stale`] with both versions.
pub async fn update_achievement(
    ctx: &Ctx,
    actor: &Actor,
    id: AchievementId,
    input: AchievementWords,
) -> Result<Achievement> {
    actor.require(Permission::SettingsManage)?;
    let (title, description) = input.validate()?;
    let mut tx = ctx.begin().await?;
    let stored =
        sqlx::query!("select title, description, version from growth.achievements where id = $1 for update", id.0,)
            .fetch_optional(&mut *tx)
            .await?
            .ok_or(Error::NotFound)?;
    let current = AchievementWords {
        title: serde_json::from_value(stored.title)?,
        description: serde_json::from_value(stored.description)?,
        version: stored.version,
    };
    if current.version != input.version {
        return Err(Error::Stale {
            current_version: current.version,
            current: serde_json::to_string(&current)?,
            yours: serde_json::to_string(&input)?,
        });
    }
    sqlx::query!(
        "update growth.achievements set title = $2, description = $3, version = version + 1 where id = $1",
        id.0,
        json!(title),
        json!(description),
    )
    .execute(&mut *tx)
    .await?;
    audit::Entry::new("achievement.update", "achievement", id.0)
        .old(json!({ "title": current.title, "description": current.description }))
        .new_value(json!({ "title": title, "description": description }))
        .record(&mut tx, actor)
        .await?;
    let changed = read(&mut *tx, Some(id)).await?.pop().ok_or(Error::NotFound)?;
    tx.commit().await?;
    Ok(changed)
}

async fn read(conn: impl PgExecutor<'_>, id: Option<AchievementId>) -> Result<Vec<Achievement>> {
    let rows = sqlx::query!(
        r#"select a.id, a.code, a.title, a.description, a.icon, a.threshold, a.version,
                  (select count(*) from growth.user_achievements u where u.achievement_id = a.id) as "unlocked!"
           from growth.achievements a where $1::bigint is null or a.id = $1 order by a.position, a.id"#,
        id.map(|id| id.0),
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Achievement {
                id: AchievementId(row.id),
                code: row.code,
                title: serde_json::from_value(row.title)?,
                description: serde_json::from_value(row.description)?,
                icon: row.icon,
                threshold: row.threshold,
                unlocked: row.unlocked,
                version: row.version,
            })
        })
        .collect()
}
