//! What follows from the work: achievements, ratings of organizers, everything that is counted.

use std::collections::HashMap;

use birqadam_core::notice::Notice;
use birqadam_core::ssr::Ctx;
use birqadam_core::{AchievementId, Result, UserId};
use birqadam_volunteering::ReportStatus;
use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use sqlx::PgConnection;

use super::chronicle::{Activity, Chronicle};
use super::plan::Plan;
use super::work::Written;

/// Achievements, at the moment when the last missing fact came. The tally holds the moment and
/// the photos of each approved report, by person.
///
/// # Errors
/// Only when the database fails.
pub async fn award(
    tx: &mut PgConnection,
    written: &Written<'_>,
    tally: HashMap<usize, Vec<(DateTime<Utc>, usize)>>,
    chronicle: &mut Chronicle,
) -> Result<()> {
    let achievements =
        sqlx::query!("select id, code, title, fact, threshold from growth.achievements order by position")
            .fetch_all(&mut *tx)
            .await?;
    let mut earned = Vec::new();
    for (who, mut facts) in tally {
        facts.sort();
        for achievement in &achievements {
            let mut count = 0;
            let step = |photos: usize| if achievement.fact == "photos_approved" { photos } else { 1 };
            let reached = facts.iter().find(|(_, photos)| {
                count += step(*photos);
                count >= achievement.threshold as usize
            });
            earned.extend(reached.map(|(at, _)| (*at + Duration::minutes(1), written.accounts.ids[who], achievement)));
        }
    }
    earned.sort_by_key(|(at, user, achievement)| (*at, *user, achievement.id));
    for (at, user, achievement) in earned {
        sqlx::query!(
            "insert into growth.user_achievements (user_id, achievement_id, unlocked_at) values ($1, $2, $3)",
            user.0,
            achievement.id,
            at,
        )
        .execute(&mut *tx)
        .await?;
        let details = json!({ "achievement": achievement.code, "title": achievement.title });
        chronicle.happened(Activity {
            at,
            user,
            kind: "achievement_unlocked",
            project: None,
            related: achievement.id,
            details,
        });
        let id = AchievementId(achievement.id);
        let notice = Notice::AchievementUnlocked {
            achievement_id: id,
            title: serde_json::from_value(achievement.title.clone())?,
        };
        chronicle.tell(at, user, notice, format!("achievement-{id}"));
    }
    Ok(())
}

/// Brings what is counted into step: places taken, states of tasks, averages of ratings.
///
/// # Errors
/// Only when the database fails.
pub async fn settle(ctx: &Ctx, tx: &mut PgConnection) -> Result<()> {
    // Who works on a task has begun it, as when joining.
    sqlx::query!(
        "update volunteering.tasks t set assigned_count = a.taken, status = 'in_progress'
         from (select task_id, count(*)::integer as taken from volunteering.assignments
               where status in ('assigned', 'completed') group by task_id) a
         where a.task_id = t.id",
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "update volunteering.tasks t
         set status = 'completed', completed_at = (t.deadline + time '18:00') at time zone 'Asia/Almaty'
         from volunteering.projects p
         where p.id = t.project_id and t.deadline < $1
           and (p.status in ('completed', 'archived')
                or (t.assigned_count > 0
                    and not exists (select 1 from volunteering.assignments a
                                    where a.task_id = t.id and a.status in ('assigned', 'waiting'))))",
        ctx.today(),
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "update accounts.users u set rating = r.average, rating_count = r.count
         from (select user_id, round(avg(rating), 2) as average, count(*)::integer as count
               from volunteering.ratings group by user_id) r
         where u.id = r.user_id",
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Volunteers rate the organizers of finished projects they worked on.
///
/// # Errors
/// Only when the database fails.
pub async fn rate_organizers(tx: &mut PgConnection, plan: &Plan, written: &Written<'_>) -> Result<()> {
    let mut rated: Vec<(usize, UserId)> = Vec::new();
    for report in plan.reports.iter().filter(|report| report.status == ReportStatus::Approved) {
        let project = &written.world.projects[report.project];
        let volunteer = written.accounts.ids[report.who];
        if !matches!(project.status.as_str(), "completed" | "archived") || rated.contains(&(report.project, volunteer))
        {
            continue;
        }
        rated.push((report.project, volunteer));
        sqlx::query!(
            "insert into volunteering.ratings (user_id, rated_by, rating_type, target_id, rating, quality_score,
                                               punctuality_score, communication_score, created_at)
             values ($1, $2, 'organizer_rating', $3, $4, 5, $4, 5, $5)",
            written.accounts.ids[written.organizer(report.project)].0,
            volunteer.0,
            written.projects.ids[report.project].0,
            if rated.len() % 4 == 0 { 4i16 } else { 5 },
            report.reviewed.unwrap_or(report.at) + Duration::hours(2),
        )
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}
