//! Achievements: awarded by rules over facts, in a job, once only.

use birqadam_core::ssr::notify::{Audience, notify};
use birqadam_core::ssr::{Ctx, audit};
use birqadam_core::{AchievementId, Actor, ActorKind, Code, Error, Localized, Result, UserId, notice::Notice};
use serde_json::json;
use sqlx::PgConnection;

use crate::model::AchievementProgress;

/// Awards everything the person has earned and not yet got; tells them. Idempotent. Run by the
/// job `report_approved` as the system.
///
/// # Errors
/// [`Error::Forbidden`] for anyone but the system.
pub async fn award_achievements(ctx: &Ctx, actor: &Actor, user: UserId) -> Result<Vec<AchievementId>> {
    if !matches!(actor.kind, ActorKind::System { .. }) {
        return Err(Error::Forbidden(Code::NotAllowed));
    }
    let mut tx = ctx.begin().await?;
    let facts = count_facts(&mut tx, user).await?;
    // The unique pair (user, achievement) decides, also between two jobs at the same time.
    let earned = sqlx::query!(
        "with earned as (
             insert into growth.user_achievements (user_id, achievement_id)
             select $1, a.id from growth.achievements a
             where a.threshold <= case a.fact when 'tasks_completed' then $2::bigint
                                              when 'photos_approved' then $3::bigint end
             on conflict (user_id, achievement_id) do nothing
             returning achievement_id)
         select a.id, a.code, a.title from growth.achievements a
         join earned on earned.achievement_id = a.id order by a.position",
        user.0,
        facts.tasks_completed,
        facts.photos_approved,
    )
    .fetch_all(&mut *tx)
    .await?;
    let mut awarded = Vec::new();
    for achievement in earned {
        let id = AchievementId(achievement.id);
        let title: Localized = serde_json::from_value(achievement.title)?;
        // The history of a person is one list for all contexts, kept by volunteering.
        sqlx::query!(
            "insert into volunteering.activities (user_id, activity_type, related_id, details)
             values ($1, 'achievement_unlocked', $2, $3)",
            user.0,
            id.0,
            json!({ "achievement": achievement.code, "title": title }),
        )
        .execute(&mut *tx)
        .await?;
        audit::Entry::new("achievement.award", "user", user.0)
            .new_value(json!({ "achievement": achievement.code }))
            .record(&mut tx, actor)
            .await?;
        let notice = Notice::AchievementUnlocked { achievement_id: id, title };
        notify(&mut tx, Audience::User(user), notice, format!("achievement-{id}")).await?;
        awarded.push(id);
    }
    tx.commit().await?;
    Ok(awarded)
}

/// Every achievement with one's own progress.
///
/// # Errors
/// [`Error::Unauthenticated`] without an account.
pub async fn list_my_achievements(ctx: &Ctx, actor: &Actor) -> Result<Vec<AchievementProgress>> {
    let user = actor.require_user()?;
    let mut conn = ctx.db.acquire().await?;
    let facts = count_facts(&mut conn, user).await?;
    let rows = sqlx::query!(
        r#"select a.id, a.code, a.title, a.description, a.icon, a.fact, a.threshold,
                  mine.unlocked_at as "unlocked_at?"
           from growth.achievements a
           left join growth.user_achievements mine on mine.achievement_id = a.id and mine.user_id = $1
           order by a.position, a.id"#,
        user.0,
    )
    .fetch_all(&mut *conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(AchievementProgress {
                id: AchievementId(row.id),
                title: serde_json::from_value(row.title)?,
                description: serde_json::from_value(row.description)?,
                progress: facts.of(&row.fact).min(i64::from(row.threshold)) as i32,
                code: row.code,
                icon: row.icon,
                threshold: row.threshold,
                unlocked_at: row.unlocked_at,
            })
        })
        .collect()
}

/// What the rules look at.
struct Facts {
    tasks_completed: i64,
    photos_approved: i64,
}

impl Facts {
    fn of(&self, name: &str) -> i64 {
        match name {
            "tasks_completed" => self.tasks_completed,
            "photos_approved" => self.photos_approved,
            _ => 0,
        }
    }
}

/// Facts come from volunteering's tables: growth knows them by name in SQL only, so that
/// neither crate depends on the other.
async fn count_facts(conn: &mut PgConnection, user: UserId) -> Result<Facts> {
    let facts = sqlx::query_as!(
        Facts,
        r#"select (select count(*) from volunteering.assignments
                   where volunteer_id = $1 and status = 'completed') as "tasks_completed!",
                  (select count(*) from volunteering.photos ph
                   join volunteering.photo_reports r on r.id = ph.report_id
                   where r.volunteer_id = $1 and r.status = 'approved') as "photos_approved!""#,
        user.0,
    )
    .fetch_one(conn)
    .await?;
    Ok(facts)
}
