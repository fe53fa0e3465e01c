//! Reading projects and tasks: rows become models here and nowhere else.

use birqadam_core::ssr::{ctx::PLATFORM_UTC_OFFSET_HOURS, db_error::internal};
use birqadam_core::{Error, ProjectId, Result, TaskId, UserId};
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::PgConnection;

use crate::model::{
    AssignmentStatus, Location, Project, ProjectStatus, ProjectSummary, Task, TaskStatus, ValidProject, VolunteerType,
};

/// The kind under which returns and audit know a project.
pub const SUBJECT: &str = "project";

/// Loads the summaries in the order of the ids. Access was checked by whoever chose the ids.
pub async fn load_summaries(conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<ProjectSummary>> {
    Ok(load_rows(conn, ids, false).await?.into_iter().map(|(summary, _)| summary).collect())
}

/// What a project has beside its summary and its tasks; empty where only summaries were asked for.
struct Rest {
    description: String,
    max_volunteers: Option<i32>,
    budget_needed: Option<i64>,
    currency: String,
    rejection_reason: Option<String>,
    version: i64,
    updated_at: DateTime<Utc>,
}

/// Summaries in the order of the ids, with the rest when `whole`: one statement for both.
async fn load_rows(conn: &mut PgConnection, ids: &[i64], whole: bool) -> Result<Vec<(ProjectSummary, Rest)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    // `(select $1)` hides how many ids there are from the planner: a plan made for one and a plan
    // made for any number then cost the same, and PostgreSQL stops planning anew at each call.
    let rows = sqlx::query!(
        r#"select p.id, p.title, left(p.description, 200) as "excerpt!", p.city, p.address, p.volunteer_type, p.status,
                  coalesce(nullif(u.organization_name, ''), u.name) as "organizer!", p.organizer_id, p.latitude, p.longitude,
                  p.starts_on, p.ends_on, p.cover_key is not null as "has_cover!", p.cover_hash, p.version,
                  p.published_at, p.submitted_at, p.created_at,
                  t.tasks as "tasks!", t.free as "free!", v.volunteers as "volunteers!",
                  case when $3 then p.description else '' end as "description!",
                  p.max_volunteers, p.budget_needed, p.currency, p.updated_at,
                  case when $3 then p.rejection_reason end as rejection_reason
           from unnest((select $1::bigint[])) with ordinality as wanted (id, place)
           join volunteering.projects p on p.id = wanted.id
           join accounts.users u on u.id = p.organizer_id
           cross join lateral (
               select count(*) as tasks,
                      coalesce(sum(greatest(max_volunteers - assigned_count, 0))
                          filter (where p.status = 'active' and status in ('open', 'in_progress')
                                    and deadline >= (now() at time zone 'UTC' + make_interval(hours => $2))::date), 0)::bigint as free
               from volunteering.tasks where project_id = p.id and status <> 'cancelled') t
           cross join lateral (
               select count(distinct a.volunteer_id) as volunteers
               from volunteering.tasks s join volunteering.assignments a on a.task_id = s.id
               where s.project_id = p.id and a.status in ('assigned', 'completed')) v
           order by wanted.place"#,
        ids,
        PLATFORM_UTC_OFFSET_HOURS as i32,
        whole,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let rest = Rest {
                description: row.description,
                max_volunteers: row.max_volunteers,
                budget_needed: row.budget_needed,
                currency: row.currency,
                rejection_reason: row.rejection_reason,
                version: row.version,
                updated_at: row.updated_at,
            };
            let summary = ProjectSummary {
                id: ProjectId(row.id),
                title: row.title,
                excerpt: row.excerpt,
                city: row.city,
                address: row.address,
                volunteer_type: parse_type(&row.volunteer_type)?,
                status: parse_project_status(&row.status)?,
                organizer: row.organizer,
                organizer_id: UserId(row.organizer_id),
                location: row.latitude.zip(row.longitude).map(|(lat, lng)| Location { lat, lng }),
                starts_on: row.starts_on,
                ends_on: row.ends_on,
                tasks_count: row.tasks,
                free_places: row.free,
                volunteers_count: row.volunteers,
                cover_url: row.has_cover.then(|| format!("/files/covers/{}?v={}", row.id, row.version)),
                cover_card_url: row.has_cover.then(|| format!("/files/covers/{}/card?v={}", row.id, row.version)),
                cover_hash: row.cover_hash,
                published_at: row.published_at,
                submitted_at: row.submitted_at,
                created_at: row.created_at,
            };
            Ok((summary, rest))
        })
        .collect()
}

/// One whole project with its tasks as `caller` sees them. Access was checked by whoever asks.
pub async fn load(conn: &mut PgConnection, id: ProjectId, caller: Option<UserId>) -> Result<Project> {
    load_if(conn, id, caller, |_, _| true).await
}

/// The same, if `may_see` says so of its status and organizer: one statement less than asking first.
///
/// # Errors
/// [`Error::NotFound`] also for what the caller may not know of.
pub async fn load_if(
    conn: &mut PgConnection,
    id: ProjectId,
    caller: Option<UserId>,
    may_see: impl FnOnce(ProjectStatus, UserId) -> bool,
) -> Result<Project> {
    let (summary, rest) = load_rows(&mut *conn, &[id.0], true).await?.pop().ok_or(Error::NotFound)?;
    if !may_see(summary.status, summary.organizer_id) {
        return Err(Error::NotFound);
    }
    Ok(Project {
        summary,
        description: rest.description,
        max_volunteers: rest.max_volunteers,
        budget_needed: rest.budget_needed.map(|minor| minor / 100),
        currency: rest.currency,
        rejection_reason: rest.rejection_reason,
        tasks: load_tasks(conn, id, caller).await?,
        version: rest.version,
        updated_at: rest.updated_at,
    })
}

/// The tasks of a project in their order, cancelled ones left out.
pub async fn load_tasks(conn: &mut PgConnection, project: ProjectId, caller: Option<UserId>) -> Result<Vec<Task>> {
    load_which_tasks(conn, Which::OfProject(project), caller).await
}

/// The tasks in the order of the ids.
pub async fn load_tasks_by_id(conn: &mut PgConnection, ids: &[i64], caller: Option<UserId>) -> Result<Vec<Task>> {
    load_which_tasks(conn, Which::ById(ids), caller).await
}

enum Which<'a> {
    OfProject(ProjectId),
    ById(&'a [i64]),
}

async fn load_which_tasks(conn: &mut PgConnection, which: Which<'_>, caller: Option<UserId>) -> Result<Vec<Task>> {
    let (ids, project) = match which {
        Which::OfProject(project) => (None, Some(project.0)),
        Which::ById(ids) => (Some(ids), None),
    };
    let rows = sqlx::query!(
        r#"select t.id, t.project_id, t.text, t.status, t.deadline, t.start_time, t.end_time, t.max_volunteers,
                  t.assigned_count, t.version, a.status as "my_status?",
                  (select count(*) from volunteering.assignments w
                   where w.task_id = t.id and w.status = 'waiting') as "waiting!"
           from unnest(coalesce((select $1::bigint[]), array(
                    select id from volunteering.tasks where project_id = $3 and status <> 'cancelled'
                    order by position, id))) with ordinality as wanted (id, place)
           join volunteering.tasks t on t.id = wanted.id
           left join volunteering.assignments a
             on a.task_id = t.id and a.volunteer_id = $2 and a.status <> 'left'
           order by wanted.place"#,
        ids,
        caller.map(|id| id.0),
        project,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let my_status = row.my_status.as_deref().map(parse_assignment_status).transpose()?;
            let holds = matches!(my_status, Some(AssignmentStatus::Assigned | AssignmentStatus::Completed));
            Ok(Task {
                id: TaskId(row.id),
                project_id: ProjectId(row.project_id),
                text: row.text,
                status: parse_task_status(&row.status)?,
                deadline: row.deadline,
                start_time: row.start_time,
                end_time: row.end_time,
                max_volunteers: row.max_volunteers,
                assigned_count: row.assigned_count,
                waiting_count: row.waiting,
                assigned_to: caller.filter(|_| holds).map(|id| id.0),
                my_status,
                version: row.version,
            })
        })
        .collect()
}

/// The fields a moderator returns, as text: what the next version is compared with.
pub fn snapshot(project: &Project) -> serde_json::Value {
    let s = &project.summary;
    let tasks: Vec<String> = project
        .tasks
        .iter()
        .map(|t| task_line(&t.text, t.deadline, t.start_time, t.end_time, t.max_volunteers))
        .collect();
    json!({
        "title": s.title,
        "description": project.description,
        "city": s.city,
        "address": s.address,
        "volunteer_type": s.volunteer_type.as_str(),
        "location": s.location.map(|l| format!("{}, {}", l.lat, l.lng)).unwrap_or_default(),
        "dates": dates(s.starts_on, s.ends_on),
        "max_volunteers": text(project.max_volunteers),
        "budget_needed": text(project.budget_needed),
        "cover": s.cover_hash.clone().unwrap_or_default(),
        "tasks": tasks.join("\n"),
    })
}

/// The same of what is about to be stored.
pub fn snapshot_of_input(valid: &ValidProject, before: &Project) -> serde_json::Value {
    let tasks: Vec<String> = valid
        .tasks
        .iter()
        .map(|t| task_line(&t.text, t.deadline, t.start_time, t.end_time, t.max_volunteers))
        .collect();
    json!({
        "title": valid.title,
        "description": valid.description,
        "city": valid.city,
        "address": valid.address,
        "volunteer_type": valid.volunteer_type.as_str(),
        "location": valid.position.map(|(lat, lng)| format!("{lat}, {lng}")).unwrap_or_default(),
        "dates": dates(valid.starts_on, valid.ends_on),
        "max_volunteers": text(valid.max_volunteers),
        "budget_needed": text(valid.budget_needed.map(|minor| minor / 100)),
        "cover": before.summary.cover_hash.clone().unwrap_or_default(),
        "tasks": tasks.join("\n"),
    })
}

fn task_line(
    text: &str,
    day: chrono::NaiveDate,
    start: Option<chrono::NaiveTime>,
    end: Option<chrono::NaiveTime>,
    places: i32,
) -> String {
    let hours = match (start, end) {
        (Some(start), Some(end)) => format!(" {}–{}", start.format("%H:%M"), end.format("%H:%M")),
        _ => String::new(),
    };
    format!("{text} · {}{hours} · {places}", day.format("%d.%m.%Y"))
}

fn dates(from: Option<chrono::NaiveDate>, to: Option<chrono::NaiveDate>) -> String {
    [from, to].into_iter().flatten().map(|d| d.format("%d.%m.%Y").to_string()).collect::<Vec<_>>().join(" – ")
}

fn text(value: Option<impl ToString>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

pub fn parse_project_status(text: &str) -> Result<ProjectStatus> {
    ProjectStatus::parse(text).ok_or_else(|| internal(&format!("a project of status {text:?}")))
}

pub fn parse_task_status(text: &str) -> Result<TaskStatus> {
    TaskStatus::parse(text).ok_or_else(|| internal(&format!("a task of status {text:?}")))
}

pub fn parse_assignment_status(text: &str) -> Result<AssignmentStatus> {
    AssignmentStatus::parse(text).ok_or_else(|| internal(&format!("an assignment of status {text:?}")))
}

pub fn parse_type(text: &str) -> Result<VolunteerType> {
    VolunteerType::parse(text).ok_or_else(|| internal(&format!("a project of type {text:?}")))
}
