//! What others see of somebody's achievements.

use birqadam_accounts::{ProfileItem, Shown};
use birqadam_core::{AchievementId, Localized, Result, ssr::Ctx};

use crate::{AchievementProgress, Level, ShownAchievements};

/// Reached achievements, points and level; `None` when the viewer may not see them.
///
/// # Errors
/// Only when the database fails.
pub async fn list_shown_achievements(ctx: &Ctx, shown: &Shown) -> Result<Option<ShownAchievements>> {
    let Some(user) = shown.user_for(ProfileItem::Achievements) else { return Ok(None) };
    let points = sqlx::query_scalar!(
        r#"select coalesce(sum(amount), 0)::bigint as "sum!" from growth.points_ledger where user_id = $1"#,
        user.0,
    )
    .fetch_one(&ctx.db)
    .await?;
    let rows = sqlx::query!(
        "select a.id, a.code, a.title, a.description, a.icon, a.threshold, ua.unlocked_at
         from growth.user_achievements ua join growth.achievements a on a.id = ua.achievement_id
         where ua.user_id = $1 order by ua.unlocked_at desc, a.id",
        user.0,
    )
    .fetch_all(&ctx.db)
    .await?;
    let achievements = rows
        .into_iter()
        .map(|row| {
            Ok(AchievementProgress {
                id: AchievementId(row.id),
                code: row.code,
                title: serde_json::from_value::<Localized>(row.title)?,
                description: serde_json::from_value::<Localized>(row.description)?,
                icon: row.icon,
                threshold: row.threshold,
                progress: row.threshold,
                unlocked_at: Some(row.unlocked_at),
            })
        })
        .collect::<Result<_>>()?;
    Ok(Some(ShownAchievements { level: Level::of(points), achievements }))
}
