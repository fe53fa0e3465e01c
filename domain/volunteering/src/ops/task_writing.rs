//! The tasks of a project as its organizer wants them: a bounded number of statements, however
//! many tasks there are. The caller holds the project's lock, so nobody joins meanwhile.

use birqadam_core::validate::Validator;
use birqadam_core::{FieldCode, ProjectId, Result};
use chrono::{NaiveDate, NaiveTime};
use sqlx::PgConnection;

use crate::model::{Task, ValidTask};

/// Brings the stored tasks in line with the list: new ones are added, known ones changed, missing
/// ones removed; or cancelled, where people joined or reports tell of them.
///
/// # Errors
/// [`birqadam_core::Error::Invalid`] on `tasks.0.id` for a task of another project, and with
/// [`FieldCode::BelowTaken`] on `tasks.0.max_volunteers`.
pub async fn write(conn: &mut PgConnection, project: ProjectId, before: &[Task], tasks: &[ValidTask]) -> Result<()> {
    check(before, tasks)?;
    let kept: Vec<i64> = tasks.iter().filter_map(|task| task.id).map(|id| id.0).collect();
    if !before.is_empty() {
        remove_others(&mut *conn, project, &kept).await?;
    }
    let (known, new): (Vec<_>, Vec<_>) = tasks.iter().enumerate().partition(|(_, task)| task.id.is_some());
    if !known.is_empty() {
        change(&mut *conn, project, &Columns::of(&known)).await?;
    }
    if !new.is_empty() {
        add(conn, project, &Columns::of(&new)).await?;
    }
    Ok(())
}

fn check(before: &[Task], tasks: &[ValidTask]) -> Result<()> {
    let mut v = Validator::new();
    for task in tasks {
        let Some(id) = task.id else { continue };
        match before.iter().find(|known| known.id == id) {
            None => v.add(format!("tasks.{}.id", task.row), FieldCode::Unknown),
            Some(known) => v.check(
                task.max_volunteers >= known.assigned_count,
                format!("tasks.{}.max_volunteers", task.row),
                FieldCode::BelowTaken(i64::from(known.assigned_count)),
            ),
        }
    }
    v.finish()
}

/// Tasks as arrays, one per column, for `unnest`.
struct Columns {
    ids: Vec<Option<i64>>,
    texts: Vec<String>,
    days: Vec<NaiveDate>,
    starts: Vec<Option<NaiveTime>>,
    ends: Vec<Option<NaiveTime>>,
    places: Vec<i32>,
    positions: Vec<i32>,
}

impl Columns {
    fn of(tasks: &[(usize, &ValidTask)]) -> Self {
        Columns {
            ids: tasks.iter().map(|(_, task)| task.id.map(|id| id.0)).collect(),
            texts: tasks.iter().map(|(_, task)| task.text.clone()).collect(),
            days: tasks.iter().map(|(_, task)| task.deadline).collect(),
            starts: tasks.iter().map(|(_, task)| task.start_time).collect(),
            ends: tasks.iter().map(|(_, task)| task.end_time).collect(),
            places: tasks.iter().map(|(_, task)| task.max_volunteers).collect(),
            positions: tasks.iter().map(|(position, _)| *position as i32).collect(),
        }
    }
}

async fn remove_others(conn: &mut PgConnection, project: ProjectId, kept: &[i64]) -> Result<()> {
    sqlx::query!(
        "delete from volunteering.tasks t
         where t.project_id = $1 and t.id <> all($2)
           and not exists (select 1 from volunteering.assignments a where a.task_id = t.id)
           and not exists (select 1 from volunteering.photo_reports r where r.task_id = t.id)",
        project.0,
        kept,
    )
    .execute(&mut *conn)
    .await?;
    // People on what is cancelled are free again; what they completed or reported stays theirs.
    sqlx::query!(
        "update volunteering.assignments a set status = 'left', left_at = now()
         from volunteering.tasks t
         where t.id = a.task_id and t.project_id = $1 and t.id <> all($2)
           and t.status in ('open', 'in_progress') and a.status in ('assigned', 'waiting')
           and not exists (select 1 from volunteering.photo_reports r
                           where r.task_id = a.task_id and r.volunteer_id = a.volunteer_id
                             and r.status in ('pending', 'returned'))",
        project.0,
        kept,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update volunteering.tasks t
         set status = 'cancelled', version = version + 1, updated_at = now(),
             assigned_count = (select count(*) from volunteering.assignments a
                               where a.task_id = t.id and a.status in ('assigned', 'completed'))
         where project_id = $1 and id <> all($2) and status in ('open', 'in_progress')",
        project.0,
        kept,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Only what really differs gets a new version.
async fn change(conn: &mut PgConnection, project: ProjectId, tasks: &Columns) -> Result<()> {
    sqlx::query!(
        "update volunteering.tasks t
         set text = n.text, deadline = n.day, start_time = n.starts, end_time = n.ends,
             max_volunteers = n.places, position = n.position, version = version + 1, updated_at = now()
         from unnest($2::bigint[], $3::text[], $4::date[], $5::time[], $6::time[], $7::integer[], $8::integer[])
              as n (id, text, day, starts, ends, places, position)
         where t.id = n.id and t.project_id = $1
           and (t.text, t.deadline, t.start_time, t.end_time, t.max_volunteers, t.position)
               is distinct from (n.text, n.day, n.starts, n.ends, n.places, n.position)",
        project.0,
        &tasks.ids as &[Option<i64>],
        &tasks.texts,
        &tasks.days,
        &tasks.starts as &[Option<NaiveTime>],
        &tasks.ends as &[Option<NaiveTime>],
        &tasks.places,
        &tasks.positions,
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn add(conn: &mut PgConnection, project: ProjectId, tasks: &Columns) -> Result<()> {
    sqlx::query!(
        "insert into volunteering.tasks (project_id, text, deadline, start_time, end_time, max_volunteers, position)
         select $1, n.text, n.day, n.starts, n.ends, n.places, n.position
         from unnest($2::text[], $3::date[], $4::time[], $5::time[], $6::integer[], $7::integer[])
              as n (text, day, starts, ends, places, position)
         order by n.position",
        project.0,
        &tasks.texts,
        &tasks.days,
        &tasks.starts as &[Option<NaiveTime>],
        &tasks.ends as &[Option<NaiveTime>],
        &tasks.places,
        &tasks.positions,
    )
    .execute(conn)
    .await?;
    Ok(())
}
