//! Places on tasks: how many there are, who may take one, who gets one that became free. The
//! caller holds the locks ([`lock_task`], or the project's row).

use birqadam_core::notice::Notice;
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::notify::{Audience, notify};
use birqadam_core::{ProjectId, Result, TaskId, UserId};
use chrono::{NaiveDate, NaiveTime};
use serde_json::json;
use sqlx::PgConnection;

use super::{activity, project_records};
use crate::model::{ProjectStatus, TaskStatus, times_clash};

/// How far down the queues somebody is looked for who has time.
const QUEUE_LOOK_MAX: i64 = 200;

/// What the rules of joining look at; the task's row is locked.
pub struct LockedTask {
    pub id: TaskId,
    pub project: ProjectId,
    pub organizer: UserId,
    pub text: String,
    pub status: TaskStatus,
    pub day: NaiveDate,
    pub start: Option<NaiveTime>,
    pub end: Option<NaiveTime>,
    pub places: i32,
    pub assigned: i32,
    pub project_places: Option<i32>,
    pub project_active: bool,
    pub is_public: bool,
}

/// Locks the task with its project.
pub async fn lock_task(conn: &mut PgConnection, id: TaskId) -> Result<Option<LockedTask>> {
    // The project first, then its task, then the person: in this order everywhere, so that two
    // wait for each other instead of for ever. No stronger than `no key update`: rows that refer
    // to the project are written meanwhile.
    let project = sqlx::query!(
        "select p.id, p.organizer_id, p.status, p.max_volunteers from volunteering.projects p
         where p.id = (select project_id from volunteering.tasks where id = $1) for no key update",
        id.0,
    )
    .fetch_optional(&mut *conn)
    .await?;
    let task = sqlx::query!(
        "select text, status, deadline, start_time, end_time, max_volunteers, assigned_count
         from volunteering.tasks where id = $1 for update",
        id.0,
    )
    .fetch_optional(&mut *conn)
    .await?;
    let (Some(project), Some(task)) = (project, task) else { return Ok(None) };
    let project_status = project_records::parse_project_status(&project.status)?;
    Ok(Some(LockedTask {
        id,
        project: ProjectId(project.id),
        organizer: UserId(project.organizer_id),
        text: task.text,
        status: project_records::parse_task_status(&task.status)?,
        day: task.deadline,
        start: task.start_time,
        end: task.end_time,
        places: task.max_volunteers,
        assigned: task.assigned_count,
        project_places: project.max_volunteers,
        project_active: project_status == ProjectStatus::Active,
        is_public: project_status.is_public(),
    }))
}

/// One person's joins wait for each other, or two at once could clash unseen.
pub async fn lock_person(conn: &mut PgConnection, user: UserId) -> Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('volunteering.person', $1))", user.0)
        .execute(conn)
        .await?;
    Ok(())
}

/// Whether the person holds a place on other work at the same time.
pub async fn clashes(conn: &mut PgConnection, user: UserId, task: &LockedTask) -> Result<bool> {
    let same_day = sqlx::query!(
        "select t.start_time, t.end_time
         from volunteering.assignments a join volunteering.tasks t on t.id = a.task_id
         where a.volunteer_id = $1 and a.status = 'assigned' and t.deadline = $2 and t.id <> $3
           and t.status in ('open', 'in_progress')",
        user.0,
        task.day,
        task.id.0,
    )
    .fetch_all(conn)
    .await?;
    let wanted = (task.day, task.start, task.end);
    Ok(same_day.iter().any(|other| times_clash(wanted, (task.day, other.start_time, other.end_time))))
}

/// Whether the project as a whole takes one more person (or has this one already).
pub async fn has_room(conn: &mut PgConnection, task: &LockedTask, user: UserId) -> Result<bool> {
    let Some(places) = task.project_places else { return Ok(true) };
    let others = sqlx::query_scalar!(
        r#"select count(distinct a.volunteer_id) as "n!"
           from volunteering.tasks t join volunteering.assignments a on a.task_id = t.id
           where t.project_id = $1 and a.status in ('assigned', 'completed') and a.volunteer_id <> $2"#,
        task.project.0,
        user.0,
    )
    .fetch_one(conn)
    .await?;
    Ok(others < i64::from(places))
}

/// Counts one more place as taken.
pub async fn take_place(conn: &mut PgConnection, task: TaskId) -> Result<()> {
    sqlx::query!(
        "update volunteering.tasks
         set assigned_count = assigned_count + 1, status = 'in_progress', updated_at = now() where id = $1",
        task.0,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Counts one place less as taken.
pub async fn free_place(conn: &mut PgConnection, task: TaskId) -> Result<()> {
    sqlx::query!(
        "update volunteering.tasks
         set assigned_count = assigned_count - 1,
             status = case when assigned_count = 1 and status = 'in_progress' then 'open' else status end,
             updated_at = now()
         where id = $1",
        task.0,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Gives the project's free places to those who wait, in the order of their waiting: to whoever
/// has time, and as far as the project as a whole takes more people. They are told.
pub async fn fill(conn: &mut PgConnection, ctx: &Ctx, project: ProjectId) -> Result<()> {
    let waiting = sqlx::query!(
        "select a.id, a.task_id, a.volunteer_id
         from volunteering.tasks t
         join volunteering.projects p on p.id = t.project_id
         join volunteering.assignments a on a.task_id = t.id
         join accounts.users u on u.id = a.volunteer_id
         where t.project_id = $1 and p.status = 'active' and t.status in ('open', 'in_progress')
           and t.deadline >= $2 and t.assigned_count < t.max_volunteers
           and a.status = 'waiting' and u.blocked_at is null
         order by a.id limit $3",
        project.0,
        ctx.today(),
        QUEUE_LOOK_MAX,
    )
    .fetch_all(&mut *conn)
    .await?;
    for place in waiting {
        let person = UserId(place.volunteer_id);
        let Some(task) = lock_task(&mut *conn, TaskId(place.task_id)).await? else { continue };
        if task.assigned >= task.places
            || !has_room(&mut *conn, &task, person).await?
            || clashes(&mut *conn, person, &task).await?
        {
            continue;
        }
        // Asked again under the lock: the person may be joining something else right now.
        lock_person(&mut *conn, person).await?;
        if !clashes(&mut *conn, person, &task).await? {
            promote(&mut *conn, place.id, person, &task).await?;
        }
    }
    Ok(())
}

async fn promote(conn: &mut PgConnection, assignment: i64, person: UserId, task: &LockedTask) -> Result<()> {
    sqlx::query!("update volunteering.assignments set status = 'assigned' where id = $1", assignment)
        .execute(&mut *conn)
        .await?;
    take_place(&mut *conn, task.id).await?;
    let details = json!({ "task": task.text });
    activity::record(&mut *conn, person, "joined_task", Some(task.project), Some(task.id.0), details).await?;
    let notice = Notice::PlaceFreed { task_id: task.id, task: task.text.clone() };
    notify(conn, Audience::User(person), notice, format!("place-freed-{assignment}")).await
}
