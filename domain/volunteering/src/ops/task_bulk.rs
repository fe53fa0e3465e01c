//! What can be done to several of one's own tasks at once: move them to another day, cancel them.

use birqadam_core::{
    Code, Error, FieldCode, Permission, Result, TaskId, UserId,
    list::{ActionField, ActionFieldKind, ActionSpec},
    ssr::{
        audit::Entry,
        batch::{Bulk, BulkAction, Item, Planned},
        list::async_trait,
    },
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::places::{self, LockedTask};

/// Moves them to another day.
pub struct MoveTasks;
/// Cancels them; people on them are free again.
pub struct CancelTasks;

const SUBJECT: &str = "task";

static MOVE: ActionSpec = ActionSpec {
    name: "move",
    permission: Permission::ProjectsManageOwn,
    fields: &[ActionField { name: "deadline", kind: ActionFieldKind::Day }],
    undoable: true,
    tone: "plain",
};

static CANCEL: ActionSpec =
    ActionSpec { name: "cancel", permission: Permission::ProjectsManageOwn, fields: &[], undoable: true, tone: "bad" };

#[async_trait]
impl BulkAction for MoveTasks {
    fn spec(&self) -> &'static ActionSpec {
        &MOVE
    }

    async fn plan(&self, bulk: Bulk<'_>, conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Planned>> {
        let day = new_day(bulk)?;
        plan(bulk, conn, ids, |task| (task.deadline == day).then_some(Error::Conflict(Code::AlreadySo))).await
    }

    async fn apply(&self, bulk: Bulk<'_>, conn: &mut PgConnection, item: &Item) -> Result<Value> {
        let day = new_day(bulk)?;
        let task = lock_own(bulk, conn, item.id).await?;
        item.expect(&token(&mut *conn, item.id).await?)?;
        set_day(conn, bulk, &task, day).await?;
        Ok(serde_json::to_value(Moved { from: task.day, version: version(conn, item.id).await? })?)
    }

    async fn undo(&self, bulk: Bulk<'_>, conn: &mut PgConnection, id: i64, undo: &Value) -> Result<()> {
        let moved: Moved = serde_json::from_value(undo.clone())?;
        let task = lock_own(bulk, conn, id).await?;
        unchanged(&mut *conn, id, moved.version).await?;
        set_day(conn, bulk, &task, moved.from).await
    }
}

#[async_trait]
impl BulkAction for CancelTasks {
    fn spec(&self) -> &'static ActionSpec {
        &CANCEL
    }

    async fn plan(&self, bulk: Bulk<'_>, conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Planned>> {
        plan(bulk, conn, ids, |_| None).await
    }

    async fn apply(&self, bulk: Bulk<'_>, conn: &mut PgConnection, item: &Item) -> Result<Value> {
        let task = lock_own(bulk, conn, item.id).await?;
        item.expect(&token(&mut *conn, item.id).await?)?;
        let released = release(conn, item.id).await?;
        set_status(conn, item.id, "cancelled").await?;
        Entry::new("task.cancel", SUBJECT, item.id)
            .old(json!({ "status": task.status }))
            .new_value(json!({ "status": "cancelled", "released": released.len() }))
            .record(&mut *conn, bulk.actor)
            .await?;
        let version = version(conn, item.id).await?;
        Ok(serde_json::to_value(Cancelled { status: task.status.as_str().to_owned(), released, version })?)
    }

    /// People get their places back; where somebody has taken other work at that time, nothing is done.
    async fn undo(&self, bulk: Bulk<'_>, conn: &mut PgConnection, id: i64, undo: &Value) -> Result<()> {
        let cancelled: Cancelled = serde_json::from_value(undo.clone())?;
        let task = lock_own(bulk, conn, id).await?;
        unchanged(&mut *conn, id, cancelled.version).await?;
        let mut people = cancelled.released.clone();
        people.sort_by_key(|person| person.volunteer);
        for person in people.iter().filter(|person| person.status == "assigned") {
            places::lock_person(&mut *conn, UserId(person.volunteer)).await?;
            if places::clashes(&mut *conn, UserId(person.volunteer), &task).await? {
                return Err(Error::Conflict(Code::TimeClash));
            }
        }
        for person in &people {
            sqlx::query!(
                "update volunteering.assignments set status = $2, left_at = null where id = $1 and status = 'left'",
                person.assignment,
                person.status,
            )
            .execute(&mut *conn)
            .await?;
        }
        set_status(conn, id, &cancelled.status).await?;
        Entry::new("task.reopen", SUBJECT, id)
            .old(json!({ "status": "cancelled" }))
            .new_value(json!({ "status": cancelled.status }))
            .record(conn, bulk.actor)
            .await
    }
}

#[derive(Serialize, Deserialize)]
struct Moved {
    from: NaiveDate,
    version: i64,
}

#[derive(Serialize, Deserialize)]
struct Cancelled {
    status: String,
    released: Vec<Released>,
    version: i64,
}

/// A place, or a place in the queue, that was given up.
#[derive(Clone, Serialize, Deserialize)]
struct Released {
    assignment: i64,
    volunteer: i64,
    status: String,
}

/// What a plan looks at.
struct OwnTask {
    deadline: NaiveDate,
}

fn new_day(bulk: Bulk<'_>) -> Result<NaiveDate> {
    let day = bulk.text("deadline").parse().map_err(|_| Error::field("deadline", FieldCode::Date))?;
    if day < bulk.ctx.today() { Err(Error::field("deadline", FieldCode::InPast)) } else { Ok(day) }
}

async fn plan(
    bulk: Bulk<'_>,
    conn: &mut PgConnection,
    ids: &[i64],
    refusal: impl Fn(&OwnTask) -> Option<Error>,
) -> Result<Vec<Planned>> {
    let rows = sqlx::query!(
        r#"select t.id, t.text, t.deadline, t.status in ('open', 'in_progress') as "open!",
                  p.status in ('draft', 'active') as "live!",
                  concat_ws('|', t.version, t.status, t.assigned_count, p.status) as "token!"
           from volunteering.tasks t join volunteering.projects p on p.id = t.project_id
           where t.id = any($1) and p.organizer_id = $2"#,
        ids,
        bulk.actor.require_user()?.0,
    )
    .fetch_all(conn)
    .await?;
    let planned = rows.into_iter().map(|row| {
        let refusal = match (row.live, row.open) {
            (false, _) => Some(Error::Conflict(Code::ProjectClosed)),
            (_, false) => Some(Error::Conflict(Code::TaskClosed)),
            _ => refusal(&OwnTask { deadline: row.deadline }),
        };
        Planned { id: row.id, label: row.text, token: row.token, refusal }
    });
    Ok(planned.collect())
}

/// The task of one's own, with its project locked.
async fn lock_own(bulk: Bulk<'_>, conn: &mut PgConnection, id: i64) -> Result<LockedTask> {
    let user = bulk.actor.require(Permission::ProjectsManageOwn)?;
    let task = places::lock_task(conn, TaskId(id)).await?.ok_or(Error::NotFound)?;
    if task.organizer == user { Ok(task) } else { Err(Error::NotFound) }
}

async fn token(conn: &mut PgConnection, id: i64) -> Result<String> {
    let token = sqlx::query_scalar!(
        r#"select concat_ws('|', t.version, t.status, t.assigned_count, p.status) as "token!"
           from volunteering.tasks t join volunteering.projects p on p.id = t.project_id where t.id = $1"#,
        id,
    )
    .fetch_one(conn)
    .await?;
    Ok(token)
}

async fn version(conn: &mut PgConnection, id: i64) -> Result<i64> {
    Ok(sqlx::query_scalar!("select version from volunteering.tasks where id = $1", id).fetch_one(conn).await?)
}

async fn unchanged(conn: &mut PgConnection, id: i64, ours: i64) -> Result<()> {
    if version(conn, id).await? == ours { Ok(()) } else { Err(Error::Conflict(Code::ChangedMeanwhile)) }
}

async fn set_day(conn: &mut PgConnection, bulk: Bulk<'_>, task: &LockedTask, day: NaiveDate) -> Result<()> {
    sqlx::query!(
        "update volunteering.tasks set deadline = $2, version = version + 1, updated_at = now() where id = $1",
        task.id.0,
        day,
    )
    .execute(&mut *conn)
    .await?;
    Entry::new("task.move", SUBJECT, task.id.0)
        .old(json!({ "deadline": task.day }))
        .new_value(json!({ "deadline": day }))
        .record(conn, bulk.actor)
        .await
}

/// People on what is cancelled are free again; what they completed or reported stays theirs.
async fn release(conn: &mut PgConnection, id: i64) -> Result<Vec<Released>> {
    let released = sqlx::query_as!(
        Released,
        r#"update volunteering.assignments a set status = 'left', left_at = now()
           from volunteering.assignments before
           where before.id = a.id and a.task_id = $1 and a.status in ('assigned', 'waiting')
             and not exists (select 1 from volunteering.photo_reports r
                             where r.task_id = a.task_id and r.volunteer_id = a.volunteer_id
                               and r.status in ('pending', 'returned'))
           returning a.id as assignment, a.volunteer_id as volunteer, before.status"#,
        id,
    )
    .fetch_all(conn)
    .await?;
    Ok(released)
}

async fn set_status(conn: &mut PgConnection, id: i64, status: &str) -> Result<()> {
    sqlx::query!(
        "update volunteering.tasks t
         set status = $2, version = version + 1, updated_at = now(),
             assigned_count = (select count(*) from volunteering.assignments a
                               where a.task_id = t.id and a.status in ('assigned', 'completed'))
         where id = $1",
        id,
        status,
    )
    .execute(conn)
    .await?;
    Ok(())
}
