//! Joining and leaving tasks: capacity under a row lock, waiting list, clash check.

use birqadam_core::notice::Notice;
use birqadam_core::ssr::notify::{Audience, notify};
use birqadam_core::ssr::{Ctx, DbResultExt, audit};
use birqadam_core::{Actor, ActorKind, Code, Error, Permission, Result, TaskId, UserId};
use serde_json::json;
use sqlx::PgConnection;

use super::places::{self, LockedTask};
use super::{activity, project_records};
use crate::model::{AssignmentStatus, Joined};

pub use super::my_tasks::{find_my_task, list_my_tasks};

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
    let task = places::lock_task(&mut tx, id).await?.filter(|task| task.is_public).ok_or(Error::NotFound)?;
    if !task.project_active {
        return Err(Error::Conflict(Code::ProjectClosed));
    }
    if !task.status.is_open() || task.day < ctx.today() {
        return Err(Error::Conflict(Code::TaskClosed));
    }
    places::lock_person(&mut tx, user).await?;
    if has_place(&mut tx, id, user).await? {
        return Err(Error::Conflict(Code::AlreadyJoined));
    }
    if places::clashes(&mut tx, user, &task).await? {
        return Err(Error::Conflict(Code::TimeClash));
    }
    let free = task.assigned < task.places && places::has_room(&mut tx, &task, user).await?;
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
        places::take_place(&mut tx, id).await?;
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
    let task = places::lock_task(&mut tx, id).await?.ok_or(Error::NotFound)?;
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
        places::free_place(&mut tx, id).await?;
        places::fill(&mut tx, ctx, task.project).await?;
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

async fn tell_organizer(conn: &mut PgConnection, actor: &Actor, task: &LockedTask, user: UserId) -> Result<()> {
    let volunteer = match &actor.kind {
        ActorKind::User { name, .. } => name.clone(),
        _ => String::new(),
    };
    let notice = Notice::TaskJoined { project_id: task.project, task_id: task.id, task: task.text.clone(), volunteer };
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
