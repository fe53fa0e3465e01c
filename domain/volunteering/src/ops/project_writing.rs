//! Creating a project with its tasks, and changing it: in one transaction each.

use birqadam_core::ssr::{Ctx, audit, returns};
use birqadam_core::validate::Validator;
use birqadam_core::{Actor, Code, Error, FieldCode, Permission, ProjectId, Result, UserId};
use sqlx::PgConnection;

use super::project_records::{self, SUBJECT};
use super::projects::{lock_own, send};
use super::{places, task_writing};
use crate::model::{Project, ProjectInput, ProjectRules, ProjectStatus, Task, ValidProject};

/// Creates the project with its tasks; a draft, or submitted (or published at once where
/// moderation is off).
///
/// # Errors
/// [`Error::Invalid`] at every field that cannot be accepted.
pub async fn create_project(ctx: &Ctx, actor: &Actor, input: ProjectInput) -> Result<Project> {
    let user = actor.require(Permission::ProjectsManageOwn)?;
    let valid = input.validate(ProjectRules::for_new(ctx.today()))?;
    let mut tx = ctx.begin().await?;
    let id = insert_project(&mut tx, user, &valid).await?;
    task_writing::write(&mut tx, id, &[], &valid.tasks).await?;
    let created = project_records::load(&mut tx, id, Some(user)).await?;
    audit::Entry::new("project.create", SUBJECT, id.0)
        .new_value(project_records::snapshot(&created))
        .record(&mut tx, actor)
        .await?;
    if !input.draft {
        send(&mut tx, actor, id, &valid.title, ProjectStatus::Draft).await?;
    }
    let project = project_records::load(&mut tx, id, Some(user)).await?;
    tx.commit().await?;
    Ok(project)
}

/// Changes content. A returned project takes changes only in its marked fields and goes back to
/// the moderator unless `draft`.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`] with both versions; [`Error::Conflict`] with
/// `wrong_state`; [`Error::Invalid`], with [`FieldCode::NotOpen`] at fields a return leaves closed
/// and [`FieldCode::BelowTaken`] where people already hold places.
pub async fn update_project(ctx: &Ctx, actor: &Actor, id: ProjectId, mut input: ProjectInput) -> Result<Project> {
    let user = actor.require(Permission::ProjectsManageOwn)?;
    let mut tx = ctx.begin().await?;
    let before = lock_own(&mut tx, user, id).await?;
    check_version(&before, &input)?;
    let status = before.summary.status;
    if !status.is_editable() {
        return Err(Error::Conflict(Code::WrongState));
    }
    // Only a draft can lack what a published project needs.
    let keep_draft = input.draft;
    input.draft = keep_draft && status == ProjectStatus::Draft;
    let returned = match status {
        ProjectStatus::Returned => returns::find_open(&mut tx, SUBJECT, id.0).await?,
        _ => None,
    };
    if let Some(returned) = &returned {
        fill_closed(&mut input, &before, |field| returned.opens(field));
    }
    let valid = input.validate(rules(ctx, &before, &input))?;
    if let Some(returned) = &returned {
        check_open(&valid, &before, |field| returned.opens(field))?;
    }
    check_capacity(&mut tx, id, &valid).await?;
    update_row(&mut tx, id, &valid).await?;
    task_writing::write(&mut tx, id, &before.tasks, &valid.tasks).await?;
    // More places, or people freed by a cancelled task: whoever waits may get one.
    places::fill(&mut tx, ctx, id).await?;
    let after = project_records::load(&mut tx, id, Some(user)).await?;
    audit::Entry::new("project.update", SUBJECT, id.0)
        .old(project_records::snapshot(&before))
        .new_value(project_records::snapshot(&after))
        .record(&mut tx, actor)
        .await?;
    if !keep_draft && matches!(status, ProjectStatus::Draft | ProjectStatus::Returned) {
        returns::close(&mut tx, SUBJECT, id.0).await?;
        send(&mut tx, actor, id, &valid.title, status).await?;
    }
    let project = project_records::load(&mut tx, id, Some(user)).await?;
    tx.commit().await?;
    Ok(project)
}

/// A draft that is sent has to stand up like a new project; otherwise past days may stay.
fn rules<'a>(ctx: &Ctx, before: &'a Project, input: &ProjectInput) -> ProjectRules<'a> {
    match before.summary.status {
        ProjectStatus::Draft if !input.draft => ProjectRules::for_new(ctx.today()),
        status => ProjectRules { today: ctx.today(), is_new: status == ProjectStatus::Draft, tasks: &before.tasks },
    }
}

/// A project cannot take fewer people than it has.
async fn check_capacity(conn: &mut PgConnection, id: ProjectId, valid: &ValidProject) -> Result<()> {
    let Some(places) = valid.max_volunteers else { return Ok(()) };
    let taken = sqlx::query_scalar!(
        r#"select count(distinct a.volunteer_id) as "n!"
           from volunteering.tasks t join volunteering.assignments a on a.task_id = t.id
           where t.project_id = $1 and a.status in ('assigned', 'completed')"#,
        id.0,
    )
    .fetch_one(conn)
    .await?;
    if i64::from(places) < taken { Err(Error::field("max_volunteers", FieldCode::BelowTaken(taken))) } else { Ok(()) }
}

fn check_version(before: &Project, input: &ProjectInput) -> Result<()> {
    match input.version {
        Some(version) if version != before.version => Err(Error::Stale {
            current_version: before.version,
            current: serde_json::to_string(before)?,
            yours: serde_json::to_string(input)?,
        }),
        _ => Ok(()),
    }
}

/// A form leaves out what is closed: those fields keep their values.
fn fill_closed(input: &mut ProjectInput, before: &Project, opens: impl Fn(&str) -> bool) {
    let s = &before.summary;
    let text = |value: Option<String>| value.unwrap_or_default();
    let mut fill = |field: &str, target: fn(&mut ProjectInput) -> &mut String, value: String| {
        let target = target(input);
        if !opens(field) && target.trim().is_empty() {
            *target = value;
        }
    };
    fill("title", |i| &mut i.title, s.title.clone());
    fill("description", |i| &mut i.description, before.description.clone());
    fill("city", |i| &mut i.city, s.city.clone());
    fill("address", |i| &mut i.address, s.address.clone());
    fill("volunteer_type", |i| &mut i.volunteer_type, s.volunteer_type.as_str().to_owned());
    fill("location", |i| &mut i.latitude, text(s.location.map(|l| l.lat.to_string())));
    fill("location", |i| &mut i.longitude, text(s.location.map(|l| l.lng.to_string())));
    fill("dates", |i| &mut i.starts_on, text(s.starts_on.map(|d| d.to_string())));
    fill("dates", |i| &mut i.ends_on, text(s.ends_on.map(|d| d.to_string())));
    fill("max_volunteers", |i| &mut i.max_volunteers, text(before.max_volunteers.map(|n| n.to_string())));
    fill("budget_needed", |i| &mut i.budget_needed, text(before.budget_needed.map(|n| n.to_string())));
    if !opens("tasks") && input.tasks.iter().all(crate::model::TaskInput::is_blank) {
        input.tasks = before.tasks.iter().map(task_input).collect();
    }
}

fn task_input(task: &Task) -> crate::model::TaskInput {
    let hour = |time: Option<chrono::NaiveTime>| time.map(|t| t.format("%H:%M").to_string()).unwrap_or_default();
    crate::model::TaskInput {
        id: Some(task.id),
        text: task.text.clone(),
        deadline: task.deadline.to_string(),
        start_time: hour(task.start_time),
        end_time: hour(task.end_time),
        max_volunteers: task.max_volunteers.to_string(),
    }
}

/// Refuses changes in fields that the return did not mark.
fn check_open(valid: &ValidProject, before: &Project, opens: impl Fn(&str) -> bool) -> Result<()> {
    let (old, new) = (project_records::snapshot(before), project_records::snapshot_of_input(valid, before));
    let mut v = Validator::new();
    for (field, value) in new.as_object().into_iter().flatten() {
        let at = match field.as_str() {
            "location" => "latitude",
            "dates" => "starts_on",
            other => other,
        };
        v.check(opens(field) || old.get(field) == Some(value), at, FieldCode::NotOpen);
    }
    v.finish()
}

/// A statement that writes a project's content: one value of its own as $1, then $2 to $12, the
/// same for the new and the changed project.
macro_rules! write_content {
    ($macro:ident, $sql:tt, $first:expr, $valid:expr) => {
        sqlx::$macro!(
            $sql,
            $first,
            $valid.title,
            $valid.description,
            $valid.city,
            $valid.address,
            $valid.volunteer_type.as_str(),
            $valid.position.map(|p| p.0),
            $valid.position.map(|p| p.1),
            $valid.starts_on,
            $valid.ends_on,
            $valid.max_volunteers,
            $valid.budget_needed,
        )
    };
}

async fn insert_project(conn: &mut PgConnection, user: UserId, valid: &ValidProject) -> Result<ProjectId> {
    let insert = write_content!(
        query_scalar,
        "insert into volunteering.projects
             (organizer_id, title, description, city, address, volunteer_type, latitude, longitude,
              starts_on, ends_on, max_volunteers, budget_needed, status)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'draft') returning id",
        user.0,
        valid
    );
    Ok(ProjectId(insert.fetch_one(conn).await?))
}

async fn update_row(conn: &mut PgConnection, id: ProjectId, valid: &ValidProject) -> Result<()> {
    let update = write_content!(
        query,
        "update volunteering.projects
         set (title, description, city, address, volunteer_type, latitude, longitude,
              starts_on, ends_on, max_volunteers, budget_needed) = row ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12),
             version = version + 1, updated_at = now()
         where id = $1",
        id.0,
        valid
    );
    update.execute(conn).await?;
    Ok(())
}
