//! People of one's own projects. Permission `participants.view_own`; foreign projects and people
//! are not found.

use birqadam_core::ssr::Ctx;
use birqadam_core::{Actor, Cursor, Error, Page, PageRequest, Permission, PhotoId, ProjectId, Result, UserId};

use super::report_records::{large_url, thumb_url};
use crate::model::{HistoryEntry, Participant, ParticipantContact, ParticipantDetails, ParticipantStatistics, Photo};

/// How many entries of the history and photos a detail page shows.
const HISTORY_MAX: i64 = 50;
const PHOTOS_MAX: i64 = 12;

/// Everyone with a place (or a place in a queue) in the project, by the order of joining.
///
/// # Errors
/// [`Error::NotFound`] for a foreign project; [`Error::Invalid`] on `cursor`.
pub async fn list_participants(
    ctx: &Ctx,
    actor: &Actor,
    project: ProjectId,
    page: PageRequest,
) -> Result<Page<Participant>> {
    let user = actor.require(Permission::ParticipantsViewOwn)?;
    let after = page.cursor()?.map_or(0, |cursor| cursor.id);
    let limit = page.limit();
    sqlx::query_scalar!("select id from volunteering.projects where id = $1 and organizer_id = $2", project.0, user.0,)
        .fetch_optional(&ctx.db)
        .await?
        .ok_or(Error::NotFound)?;
    let rows = sqlx::query!(
        r#"with people as (
               select a.volunteer_id as id,
                      count(*) filter (where a.status = 'completed') as completed,
                      count(*) filter (where a.status = 'assigned') as assigned,
                      count(*) filter (where a.status = 'waiting') as waiting
               from volunteering.tasks t join volunteering.assignments a on a.task_id = t.id
               where t.project_id = $1 and a.status <> 'left' and a.volunteer_id > $2
               group by a.volunteer_id order by a.volunteer_id limit $3)
           select u.id as "id!", u.name as "name!", u.phone, u.rating::float8 as rating,
                  exists (select from accounts.verifications v
                          where v.user_id = u.id and v.status = 'confirmed') as "verified!",
                  people.completed as "completed!", people.assigned as "assigned!", people.waiting as "waiting!",
                  (select count(*) from volunteering.photo_reports r
                   where r.project_id = $1 and r.volunteer_id = u.id) as "reports!",
                  (select max(c.created_at) from volunteering.activities c
                   where c.project_id = $1 and c.user_id = u.id) as last_activity
           from people join accounts.users u on u.id = people.id
           order by u.id"#,
        project.0,
        after,
        limit + 1,
    )
    .fetch_all(&ctx.db)
    .await?;
    let people = rows
        .into_iter()
        .map(|row| Participant {
            id: UserId(row.id),
            name: row.name,
            verified: row.verified,
            // Contacts come with a place, not with a wait for one.
            phone: row.phone.filter(|_| row.completed + row.assigned > 0),
            rating: row.rating,
            tasks_completed: row.completed,
            tasks_assigned: row.assigned,
            tasks_waiting: row.waiting,
            photo_reports: row.reports,
            last_activity: row.last_activity,
        })
        .collect();
    Ok(Page::from_rows(people, limit, |p| Cursor { key: p.id.0, id: p.id.0 }))
}

/// Someone who takes or took part in one of the caller's projects. History and photos are of
/// these projects only; the statistics are of all.
///
/// # Errors
/// [`Error::NotFound`] for anyone else.
pub async fn participant_details(ctx: &Ctx, actor: &Actor, user: UserId) -> Result<ParticipantDetails> {
    let organizer = actor.require(Permission::ParticipantsViewOwn)?;
    let mut conn = ctx.db.acquire().await?;
    let person = sqlx::query!(
        r#"select u.name, u.phone, u.email, u.rating::float8 as rating,
                  exists (select from accounts.verifications v
                          where v.user_id = u.id and v.status = 'confirmed') as "verified!",
                  exists (select 1 from volunteering.assignments a
                          join volunteering.tasks t on t.id = a.task_id
                          join volunteering.projects p on p.id = t.project_id
                          where a.volunteer_id = u.id and p.organizer_id = $2
                            and a.status in ('assigned', 'completed')) as "has_place!",
                  (select count(distinct t.project_id) from volunteering.assignments a
                   join volunteering.tasks t on t.id = a.task_id
                   where a.volunteer_id = u.id and a.status in ('assigned', 'completed')) as "projects!",
                  (select count(*) from volunteering.assignments a
                   where a.volunteer_id = u.id and a.status in ('assigned', 'completed')) as "tasks!"
           from accounts.users u
           where u.id = $1 and exists (
               select 1 from volunteering.assignments a
               join volunteering.tasks t on t.id = a.task_id
               join volunteering.projects p on p.id = t.project_id
               where a.volunteer_id = u.id and p.organizer_id = $2)"#,
        user.0,
        organizer.0,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(Error::NotFound)?;
    let history = sqlx::query!(
        "select a.created_at, a.activity_type, a.details, p.title
         from volunteering.activities a join volunteering.projects p on p.id = a.project_id
         where a.user_id = $1 and p.organizer_id = $2 order by a.id desc limit $3",
        user.0,
        organizer.0,
        HISTORY_MAX,
    )
    .fetch_all(&mut *conn)
    .await?;
    let photos = sqlx::query!(
        "select f.id, f.width, f.height, f.thumb_hash
         from volunteering.photo_reports r
         join volunteering.projects p on p.id = r.project_id
         join volunteering.photos f on f.report_id = r.id
         where r.volunteer_id = $1 and p.organizer_id = $2 order by f.id desc limit $3",
        user.0,
        organizer.0,
        PHOTOS_MAX,
    )
    .fetch_all(&mut *conn)
    .await?;
    Ok(ParticipantDetails {
        user: ParticipantContact {
            id: user,
            name: person.name,
            verified: person.verified,
            phone: person.phone.filter(|_| person.has_place),
            email: if person.has_place { person.email } else { String::new() },
        },
        statistics: ParticipantStatistics {
            total_projects: person.projects,
            total_tasks: person.tasks,
            average_rating: person.rating,
        },
        history: history
            .into_iter()
            .map(|row| HistoryEntry {
                date: row.created_at,
                action: row.activity_type,
                project: Some(row.title),
                details: row.details,
            })
            .collect(),
        recent_photos: photos
            .into_iter()
            .map(|row| Photo {
                id: PhotoId(row.id),
                url: large_url(PhotoId(row.id)),
                thumb_url: thumb_url(PhotoId(row.id)),
                width: row.width,
                height: row.height,
                thumb_hash: row.thumb_hash,
            })
            .collect(),
    })
}
