//! What a person could state of their work now.

use birqadam_accounts::{Owner, Privacy};
use birqadam_core::ssr::ctx::PLATFORM_UTC_OFFSET_HOURS;
use birqadam_core::{Error, Localized, Result, UserId};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use sqlx::PgConnection;

use crate::Level;
use crate::model::{
    PASSPORT_PROJECTS_MAX, StatedAchievement, StatedAchievements, StatedProject, StatedRating, Statement, WorkFigures,
};

/// The statement with every part, and what decides how much of it strangers see.
pub(super) struct Facts {
    pub statement: Statement,
    pub owner: Owner,
    pub privacy: Privacy,
}

/// Reads everything, in four statements. What counts as work done is defined once, by volunteering's
/// view `work_done`; growth knows it by name in SQL only, so that neither crate depends on the other.
pub(super) async fn read_facts(conn: &mut PgConnection, user: UserId, today: NaiveDate) -> Result<Facts> {
    let person = sqlx::query!(
        r#"select u.name, u.city, u.birth_date, u.privacy, u.rating::float8 as rating, u.rating_count, u.created_at,
                  u.organization_name is not null as "organization!",
                  exists (select from accounts.verifications v
                          where v.user_id = u.id and v.status = 'confirmed') as "verified!"
           from accounts.users u where u.id = $1"#,
        user.0,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(Error::NotFound)?;
    let work = sqlx::query_as!(
        WorkFigures,
        r#"select count(*) as "tasks!", count(*) filter (where minutes is null) as "untimed_tasks!",
                  coalesce(sum(minutes), 0)::bigint as "minutes!", count(distinct project_id) as "projects!",
                  min(done_on) as first_on, max(done_on) as last_on
           from volunteering.work_done where volunteer_id = $1"#,
        user.0,
    )
    .fetch_one(&mut *conn)
    .await?;
    let projects = sqlx::query_as!(
        StatedProject,
        r#"select p.title, coalesce(o.organization_name, o.name) as "organizer!", w.tasks as "tasks!",
                  w.minutes as "minutes!", w.first_on as "first_on!", w.last_on as "last_on!"
           from (select project_id, organizer_id, count(*) as tasks, coalesce(sum(minutes), 0)::bigint as minutes,
                        min(done_on) as first_on, max(done_on) as last_on
                 from volunteering.work_done where volunteer_id = $1
                 group by project_id, organizer_id order by max(done_on) desc, project_id desc limit $2) w
           join volunteering.projects p on p.id = w.project_id
           join accounts.users o on o.id = w.organizer_id
           order by w.last_on desc, w.project_id desc"#,
        user.0,
        PASSPORT_PROJECTS_MAX,
    )
    .fetch_all(&mut *conn)
    .await?;
    let achievements = read_achievements(conn, user).await?;
    let rating = person.rating.map(|average| StatedRating { average, count: person.rating_count });
    Ok(Facts {
        owner: Owner::of(person.organization, person.birth_date, today),
        // What cannot be read any more counts as not chosen.
        privacy: serde_json::from_value(person.privacy).unwrap_or_default(),
        statement: Statement {
            name: person.name,
            verified: person.verified,
            since: local_day(person.created_at),
            work,
            city: person.city,
            rating,
            achievements: Some(achievements),
            projects: Some(projects),
        },
    })
}

async fn read_achievements(conn: &mut PgConnection, user: UserId) -> Result<StatedAchievements> {
    let points = sqlx::query_scalar!(
        r#"select coalesce(sum(amount), 0)::bigint as "sum!" from growth.points_ledger where user_id = $1"#,
        user.0,
    )
    .fetch_one(&mut *conn)
    .await?;
    let rows = sqlx::query!(
        "select a.title, a.description, ua.unlocked_at
         from growth.user_achievements ua join growth.achievements a on a.id = ua.achievement_id
         where ua.user_id = $1 order by ua.unlocked_at desc, a.id",
        user.0,
    )
    .fetch_all(conn)
    .await?;
    let achievements = rows
        .into_iter()
        .map(|row| {
            Ok(StatedAchievement {
                title: serde_json::from_value::<Localized>(row.title)?,
                description: serde_json::from_value::<Localized>(row.description)?,
                unlocked_on: local_day(row.unlocked_at),
            })
        })
        .collect::<Result<_>>()?;
    Ok(StatedAchievements { points, level: Level::of(points).number, achievements })
}

fn local_day(at: DateTime<Utc>) -> NaiveDate {
    (at + Duration::hours(PLATFORM_UTC_OFFSET_HOURS)).date_naive()
}
