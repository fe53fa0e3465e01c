//! The demo's projects with tasks and covers, each in its state.

use birqadam_core::notice::Notice;
use birqadam_core::review::{Return, ReturnedField};
use birqadam_core::ssr::{Ctx, returns};
use birqadam_core::{ProjectId, Result, UserId};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::accounts::Accounts;
use super::chronicle::{Chronicle, Line};
use super::data::{Project, Task, World};
use super::pictures::Cover;
use super::plan::{hour, moment};

/// Ids of the projects and their tasks, in the order of the data.
pub struct Projects {
    pub ids: Vec<ProjectId>,
    pub tasks: Vec<Vec<i64>>,
}

/// When a project went through its states.
struct Dates {
    written: DateTime<Utc>,
    submitted: Option<DateTime<Utc>>,
    decided: Option<DateTime<Utc>>,
    ended: Option<DateTime<Utc>>,
}

impl Dates {
    fn of(project: &Project, today: NaiveDate) -> Dates {
        let written = moment(today, -project.created, hour("10:15"));
        let submitted = (project.status != "draft").then(|| written + Duration::minutes(40));
        let undecided = matches!(project.status.as_str(), "draft" | "pending");
        Dates {
            written,
            submitted,
            decided: (!undecided).then(|| written + Duration::hours(22)),
            ended: matches!(project.status.as_str(), "completed" | "archived")
                .then(|| moment(today, project.ends, hour("19:00"))),
        }
    }
}

/// Writes all projects, oldest first.
///
/// # Errors
/// Only when the database fails.
pub async fn insert(
    ctx: &Ctx,
    tx: &mut PgConnection,
    world: &World,
    accounts: &Accounts,
    covers: &[Option<Cover>],
    chronicle: &mut Chronicle,
) -> Result<Projects> {
    let mut order: Vec<usize> = (0..world.projects.len()).collect();
    order.sort_by_key(|index| -world.projects[*index].created);
    let mut projects =
        Projects { ids: vec![ProjectId(0); world.projects.len()], tasks: vec![Vec::new(); world.projects.len()] };
    for index in order {
        let project = &world.projects[index];
        let organizer = accounts.ids[Accounts::find(world, &project.organizer)];
        let id = insert_one(tx, project, organizer, covers[index].as_ref(), ctx.today()).await?;
        projects.ids[index] = id;
        projects.tasks[index] = insert_tasks(tx, project, id, ctx.today()).await?;
        if let Some(returned) = returned(project) {
            let moderator = accounts.ids[Accounts::find(world, "moderator")];
            returns::open(
                tx,
                "project",
                id.0,
                moderator,
                &returned,
                snapshot(project, covers[index].as_ref(), ctx.today()),
            )
            .await?;
        }
        tell_story(ctx.today(), world, accounts, index, id, chronicle);
    }
    Ok(projects)
}

async fn insert_one(
    tx: &mut PgConnection,
    project: &Project,
    organizer: UserId,
    cover: Option<&Cover>,
    today: NaiveDate,
) -> Result<ProjectId> {
    let dates = Dates::of(project, today);
    let id = sqlx::query_scalar!(
        r#"insert into volunteering.projects
               (organizer_id, title, description, city, address, volunteer_type, status, latitude, longitude, starts_on,
                ends_on, max_volunteers, budget_needed, cover_key, cover_card_key, cover_hash, rejection_reason,
                submitted_at, published_at, created_at, updated_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
           returning id as "id: ProjectId""#,
        organizer.0,
        project.title,
        project.description,
        project.city,
        project.address,
        project.volunteer_type,
        project.status,
        project.at.map(|(latitude, _)| latitude),
        project.at.map(|(_, longitude)| longitude),
        today + Duration::days(project.starts),
        today + Duration::days(project.ends),
        project.places,
        project.budget.map(|tenge| tenge * 100),
        cover.map(|cover| cover.key.as_str()),
        cover.map(|cover| cover.card_key.as_str()),
        cover.map(|cover| cover.thumb_hash.as_str()),
        project.rejection,
        dates.submitted,
        project.was_published().then_some(dates.decided).flatten(),
        dates.written,
        dates.ended.or(dates.decided).or(dates.submitted).unwrap_or(dates.written),
    )
    .fetch_one(tx)
    .await?;
    Ok(id)
}

async fn insert_tasks(tx: &mut PgConnection, project: &Project, id: ProjectId, today: NaiveDate) -> Result<Vec<i64>> {
    let mut ids = Vec::new();
    for (position, task) in project.tasks.iter().enumerate() {
        let written = moment(today, -project.created, hour("10:15"));
        let id = sqlx::query_scalar!(
            "insert into volunteering.tasks
                 (project_id, text, deadline, start_time, end_time, max_volunteers, position, created_at, updated_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $8) returning id",
            id.0,
            task.text,
            today + Duration::days(task.day),
            hour(&task.from),
            hour(&task.to),
            task.places,
            position as i32,
            written,
        )
        .fetch_one(&mut *tx)
        .await?;
        ids.push(id);
    }
    Ok(ids)
}

fn returned(project: &Project) -> Option<Return> {
    let returned = project.returned.as_ref()?;
    let field = |(field, comment): &(String, String)| ReturnedField { field: field.clone(), comment: comment.clone() };
    Some(Return { message: returned.message.clone(), fields: returned.fields.iter().map(field).collect() })
}

/// The values that were returned, as `return_project` keeps them: nothing shows as changed yet.
fn snapshot(project: &Project, cover: Option<&Cover>, today: NaiveDate) -> Value {
    let date = |day: i64| (today + Duration::days(day)).format("%d.%m.%Y").to_string();
    let line = |task: &Task| format!("{} · {} {}–{} · {}", task.text, date(task.day), task.from, task.to, task.places);
    json!({
        "title": project.title,
        "description": project.description,
        "city": project.city,
        "address": project.address,
        "volunteer_type": project.volunteer_type,
        "location": project.at.map(|(latitude, longitude)| format!("{latitude}, {longitude}")).unwrap_or_default(),
        "dates": format!("{} – {}", date(project.starts), date(project.ends)),
        "max_volunteers": project.places.to_string(),
        "budget_needed": project.budget.map(|tenge| tenge.to_string()).unwrap_or_default(),
        "cover": cover.map(|cover| cover.thumb_hash.clone()).unwrap_or_default(),
        "tasks": project.tasks.iter().map(line).collect::<Vec<_>>().join("\n"),
    })
}

fn tell_story(
    today: NaiveDate,
    world: &World,
    accounts: &Accounts,
    index: usize,
    id: ProjectId,
    chronicle: &mut Chronicle,
) {
    let project = &world.projects[index];
    let dates = Dates::of(project, today);
    let organizer = Accounts::find(world, &project.organizer);
    let moderator = Accounts::find(world, "moderator");
    let title = || project.title.clone();
    let mut log = |at, who: usize, operation, old: Value, new: Value| {
        let old = (!old.is_null()).then_some(old);
        let actor = accounts.actor(world, who);
        chronicle.log(Line { at, actor, operation, subject: ("project", id.0), old, new: Some(new) });
    };
    log(
        dates.written,
        organizer,
        "project.create",
        Value::Null,
        json!({ "title": project.title, "city": project.city, "tasks": project.tasks.len() }),
    );
    if let Some(at) = dates.submitted {
        log(at, organizer, "project.submit", json!({ "status": "draft" }), json!({ "status": "pending" }));
    }
    let pending = || json!({ "status": "pending" });
    let outcome = dates.decided.map(|at| match (&project.returned, &project.rejection) {
        (Some(returned), _) => {
            log(
                at,
                moderator,
                "project.return",
                pending(),
                json!({ "status": "returned", "message": returned.message }),
            );
            (
                at,
                "return",
                Notice::ProjectReturned { project_id: id, title: title(), message: returned.message.clone() },
            )
        }
        (_, Some(reason)) => {
            log(at, moderator, "project.reject", pending(), json!({ "status": "rejected", "reason": reason }));
            (at, "reject", Notice::ProjectRejected { project_id: id, title: title(), reason: reason.clone() })
        }
        _ => {
            log(at, moderator, "project.approve", pending(), json!({ "status": "active" }));
            (at, "approve", Notice::ProjectApproved { project_id: id, title: title() })
        }
    });
    if let Some(at) = dates.ended {
        log(at, organizer, "project.complete", json!({ "status": "active" }), json!({ "status": "completed" }));
        if project.status == "archived" {
            let later = at + Duration::days(2);
            log(later, organizer, "project.archive", json!({ "status": "completed" }), json!({ "status": "archived" }));
        }
    }
    if let Some(at) = dates.submitted {
        for reviewer in accounts.reviewers(world) {
            let notice = Notice::ProjectSubmitted { project_id: id, title: title() };
            chronicle.tell(at, reviewer, notice, format!("project-submitted-{id}-v1"));
        }
    }
    if let Some((at, verb, notice)) = outcome {
        chronicle.tell(at, accounts.ids[organizer], notice, format!("project-{verb}-{id}-v2"));
    }
}
