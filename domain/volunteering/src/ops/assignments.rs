//! Joining and leaving tasks: capacity under a row lock, waiting list, clash check.

use birqadam_core::notice::Notice;
use birqadam_core::ssr::notify::{Audience, notify};
use birqadam_core::ssr::{Ctx, DbResultExt, audit};
use birqadam_core::{Actor, ActorKind, AssignmentId, Code, Cursor, Error, Page, PageRequest, Permission, ProjectId};
use birqadam_core::{ReportId, Result, TaskId, UserId};
use chrono::{NaiveDate, NaiveTime};
use serde_json::json;
use sqlx::PgConnection;

use super::{activity, project_records, report_records};
use crate::model::{AssignmentStatus, Joined, MyTask, TaskStatus, times_clash};

const SUBJECT: &str = "task";

/// Takes a place on a task, or a place in its queue. Two people never take the last place: one
/// gets it, the other waits.
///
/// # Errors
/// [`Error::NotFound`] for a task that is not public; [`Error::Conflict`] with `project_closed`,
/// `task_closed`, `already_joined`, `time_clash`.
pub async fn join_task(ctx: &Ctx, actor: &Actor, id: TaskId) -> Result<Joined> {
    let user = actor.require(Permission::TasksJoin)?;
    let mut tx = ctx.begin().await?;
    let task = lock_task(&mut tx, id).await?.filter(|task| task.is_public).ok_or(Error::NotFound)?;
    if !task.project_active {
        return Err(Error::Conflict(Code::ProjectClosed));
    }
    if !task.status.is_open() || task.day < ctx.today() {
        return Err(Error::Conflict(Code::TaskClosed));
    }
    lock_person(&mut tx, user).await?;
    if has_place(&mut tx, id, user).await? {
        return Err(Error::Conflict(Code::AlreadyJoined));
    }
    if clashes(&mut tx, user, &task).await? {
        return Err(Error::Conflict(Code::TimeClash));
    }
    let free = task.assigned < task.places && project_has_room(&mut tx, &task, user).await?;
    let status = if free { AssignmentStatus::Assigned } else { AssignmentStatus::Waiting };
    sqlx::query!(
        "insert into volunteering.assignments (task_id, volunteer_id, status) values ($1, $2, $3)",
        id.0,
        user.0,
        status.as_str(),
    )
    .execute(&mut *tx)
    .await
    .on_constraint(&[("assignments_once", Error::Conflict(Code::AlreadyJoined))])?;
    if free {
        take_place(&mut tx, id).await?;
        let details = json!({ "task": task.text });
        activity::record(&mut tx, user, "joined_task", Some(task.project), Some(id.0), details).await?;
        tell_organizer(&mut tx, actor, &task, user).await?;
    }
    audit::Entry::new("task.join", SUBJECT, id.0)
        .new_value(json!({ "volunteer": user, "status": status }))
        .record(&mut tx, actor)
        .await?;
    let queue_position = queue_position(&mut tx, id, user).await?;
    let task = project_records::load_tasks_by_id(&mut tx, &[id.0], Some(user)).await?.pop().ok_or(Error::NotFound)?;
    tx.commit().await?;
    Ok(Joined { task, status, queue_position })
}

/// Gives the place back; the first in the queue who has time gets it and is told. A completed
/// task cannot be left, nor one whose report waits for review.
///
/// # Errors
/// [`Error::NotFound`] for a task that does not exist; [`Error::Conflict`] with `not_joined`,
/// `wrong_state`, `report_exists`.
pub async fn leave_task(ctx: &Ctx, actor: &Actor, id: TaskId) -> Result<()> {
    let user = actor.require(Permission::TasksJoin)?;
    let mut tx = ctx.begin().await?;
    let task = lock_task(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let row = sqlx::query!(
        r#"select a.id, a.status,
                  exists (select 1 from volunteering.photo_reports r
                          where r.task_id = $1 and r.volunteer_id = $2
                            and r.status in ('pending', 'returned')) as "reported!"
           from volunteering.assignments a
           where a.task_id = $1 and a.volunteer_id = $2 and a.status <> 'left'"#,
        id.0,
        user.0,
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or(Error::Conflict(Code::NotJoined))?;
    if row.status == "completed" {
        return Err(Error::Conflict(Code::WrongState));
    }
    if row.reported {
        return Err(Error::Conflict(Code::ReportExists));
    }
    sqlx::query!("update volunteering.assignments set status = 'left', left_at = now() where id = $1", row.id)
        .execute(&mut *tx)
        .await?;
    if row.status == "assigned" {
        free_place(&mut tx, id).await?;
        promote(&mut tx, ctx, &task).await?;
    }
    let details = json!({ "task": task.text });
    activity::record(&mut tx, user, "left_task", Some(task.project), Some(id.0), details).await?;
    audit::Entry::new("task.leave", SUBJECT, id.0)
        .old(json!({ "volunteer": user, "status": row.status }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Own places, newest first.
///
/// # Errors
/// [`Error::Invalid`] on `cursor`.
pub async fn list_my_tasks(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<MyTask>> {
    let user = actor.require(Permission::TasksJoin)?;
    let before = page.cursor()?.map_or(i64::MAX, |cursor| cursor.id);
    let limit = page.limit();
    let mut conn = ctx.db.acquire().await?;
    let ids = sqlx::query_scalar!(
        "select id from volunteering.assignments
         where volunteer_id = $1 and id < $2 and status <> 'left' order by id desc limit $3",
        user.0,
        before,
        limit + 1,
    )
    .fetch_all(&mut *conn)
    .await?;
    let tasks = load_my_tasks(&mut conn, user, &ids).await?;
    Ok(Page::from_rows(tasks, limit, |t| Cursor { key: t.assignment_id.0, id: t.assignment_id.0 }))
}

/// One own place, for the report form.
///
/// # Errors
/// [`Error::NotFound`] when not joined.
pub async fn find_my_task(ctx: &Ctx, actor: &Actor, id: TaskId) -> Result<MyTask> {
    let user = actor.require(Permission::TasksJoin)?;
    let mut conn = ctx.db.acquire().await?;
    let place = sqlx::query_scalar!(
        "select id from volunteering.assignments where task_id = $1 and volunteer_id = $2 and status <> 'left'",
        id.0,
        user.0,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(Error::NotFound)?;
    load_my_tasks(&mut conn, user, &[place]).await?.pop().ok_or(Error::NotFound)
}

async fn load_my_tasks(conn: &mut PgConnection, user: UserId, ids: &[i64]) -> Result<Vec<MyTask>> {
    let rows = sqlx::query!(
        r#"select a.id, a.task_id, a.status, a.joined_at, p.id as project_id, p.title, p.city, p.address,
                  case when a.status = 'waiting' then
                      (select count(*) from volunteering.assignments w
                       where w.task_id = a.task_id and w.status = 'waiting' and w.id <= a.id) end as place_in_queue,
                  r.id as "report_id?", r.status as "report_status?"
           from unnest($1::bigint[]) with ordinality as wanted (id, place)
           join volunteering.assignments a on a.id = wanted.id
           join volunteering.tasks t on t.id = a.task_id
           join volunteering.projects p on p.id = t.project_id
           left join lateral (
               select id, status from volunteering.photo_reports
               where task_id = a.task_id and volunteer_id = a.volunteer_id order by id desc limit 1) r on true
           order by wanted.place"#,
        ids,
    )
    .fetch_all(&mut *conn)
    .await?;
    let task_ids: Vec<i64> = rows.iter().map(|row| row.task_id).collect();
    let tasks = project_records::load_tasks_by_id(conn, &task_ids, Some(user)).await?;
    rows.into_iter()
        .zip(tasks)
        .map(|(row, task)| {
            let report = match (row.report_id, row.report_status) {
                (Some(id), Some(status)) => Some((ReportId(id), report_records::parse_status(&status)?)),
                _ => None,
            };
            Ok(MyTask {
                assignment_id: AssignmentId(row.id),
                status: project_records::parse_assignment_status(&row.status)?,
                task,
                project_id: ProjectId(row.project_id),
                project_title: row.title,
                city: row.city,
                address: row.address,
                queue_position: row.place_in_queue,
                report,
                joined_at: row.joined_at,
            })
        })
        .collect()
}

/// What the rules of joining look at; the task's row is locked.
struct LockedTask {
    id: TaskId,
    project: ProjectId,
    organizer: UserId,
    text: String,
    status: TaskStatus,
    day: NaiveDate,
    start: Option<NaiveTime>,
    end: Option<NaiveTime>,
    places: i32,
    assigned: i32,
    project_places: Option<i32>,
    project_active: bool,
    is_public: bool,
}

async fn lock_task(conn: &mut PgConnection, id: TaskId) -> Result<Option<LockedTask>> {
    // The project first and always in this order, so that completing it and joining it wait for
    // each other instead of for ever.
    let project = sqlx::query!(
        "select p.id, p.organizer_id, p.status, p.max_volunteers from volunteering.projects p
         where p.id = (select project_id from volunteering.tasks where id = $1) for update",
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
        project_active: project_status == crate::model::ProjectStatus::Active,
        is_public: project_status.is_public(),
    }))
}

/// One person's joins wait for each other, or two at once could clash unseen.
async fn lock_person(conn: &mut PgConnection, user: UserId) -> Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtext('volunteering.person'), $1::bigint::integer)", user.0)
        .execute(conn)
        .await?;
    Ok(())
}

async fn has_place(conn: &mut PgConnection, task: TaskId, user: UserId) -> Result<bool> {
    let found = sqlx::query_scalar!(
        "select id from volunteering.assignments where task_id = $1 and volunteer_id = $2 and status <> 'left'",
        task.0,
        user.0,
    )
    .fetch_optional(conn)
    .await?;
    Ok(found.is_some())
}

/// Whether the person holds a place on other work at the same time.
async fn clashes(conn: &mut PgConnection, user: UserId, task: &LockedTask) -> Result<bool> {
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
async fn project_has_room(conn: &mut PgConnection, task: &LockedTask, user: UserId) -> Result<bool> {
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

async fn take_place(conn: &mut PgConnection, task: TaskId) -> Result<()> {
    sqlx::query!(
        "update volunteering.tasks
         set assigned_count = assigned_count + 1, status = 'in_progress', updated_at = now() where id = $1",
        task.0,
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn free_place(conn: &mut PgConnection, task: TaskId) -> Result<()> {
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

/// Gives a freed place to the first in the queue who has time for it.
async fn promote(conn: &mut PgConnection, ctx: &Ctx, task: &LockedTask) -> Result<()> {
    if !task.project_active || !task.status.is_open() || task.day < ctx.today() {
        return Ok(());
    }
    let queue = sqlx::query!(
        "select a.id, a.volunteer_id from volunteering.assignments a join accounts.users u on u.id = a.volunteer_id
         where a.task_id = $1 and a.status = 'waiting' and u.blocked_at is null order by a.id limit 50",
        task.id.0,
    )
    .fetch_all(&mut *conn)
    .await?;
    for waiting in queue {
        let person = UserId(waiting.volunteer_id);
        if clashes(&mut *conn, person, task).await? || !project_has_room(&mut *conn, task, person).await? {
            continue;
        }
        sqlx::query!("update volunteering.assignments set status = 'assigned' where id = $1", waiting.id)
            .execute(&mut *conn)
            .await?;
        take_place(&mut *conn, task.id).await?;
        let details = json!({ "task": task.text });
        activity::record(&mut *conn, person, "joined_task", Some(task.project), Some(task.id.0), details).await?;
        let notice = Notice::PlaceFreed { task_id: task.id, task: task.text.clone() };
        return notify(conn, Audience::User(person), notice, format!("place-freed-{}", waiting.id)).await;
    }
    Ok(())
}

async fn tell_organizer(conn: &mut PgConnection, actor: &Actor, task: &LockedTask, user: UserId) -> Result<()> {
    let volunteer = match &actor.kind {
        ActorKind::User { name, .. } => name.clone(),
        _ => String::new(),
    };
    let notice =
        Notice::TaskJoined { project_id: task.project, task_id: task.id, task: task.text.clone(), volunteer };
    let place = sqlx::query_scalar!(
        "select id from volunteering.assignments where task_id = $1 and volunteer_id = $2 and status = 'assigned'",
        task.id.0,
        user.0,
    )
    .fetch_one(&mut *conn)
    .await?;
    notify(conn, Audience::User(task.organizer), notice, format!("task-joined-{place}")).await
}

async fn queue_position(conn: &mut PgConnection, task: TaskId, user: UserId) -> Result<Option<i64>> {
    let position = sqlx::query_scalar!(
        r#"select (select count(*) from volunteering.assignments w
                   where w.task_id = a.task_id and w.status = 'waiting' and w.id <= a.id) as "n!"
           from volunteering.assignments a
           where a.task_id = $1 and a.volunteer_id = $2 and a.status = 'waiting'"#,
        task.0,
        user.0,
    )
    .fetch_optional(conn)
    .await?;
    Ok(position)
}
