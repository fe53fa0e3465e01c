//! A volunteer's own places: what they joined, where they wait, what became of it.

use birqadam_core::ssr::Ctx;
use birqadam_core::{
    Actor, AssignmentId, Cursor, Error, Page, PageRequest, Permission, ProjectId, ReportId, Result, TaskId, UserId,
};
use sqlx::PgConnection;

use super::{project_records, report_records};
use crate::model::MyTask;

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
