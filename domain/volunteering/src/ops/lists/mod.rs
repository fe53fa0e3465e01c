//! The lists of this context on the database.

mod all_tasks;
mod participants;
mod participations;
mod projects;
mod reports;
mod tasks;
mod volunteers;

pub use all_tasks::AllTaskList;
pub use participants::ParticipantList;
pub use participations::{MyParticipationList, OrganizerParticipationList, ParticipationList};
pub use projects::{OrganizerProjectList, ProjectList};
pub use reports::{MyReportList, OrganizerReportList, ReportList};
pub use tasks::TaskList;
pub use volunteers::{OrganizerVolunteerList, VolunteerList};

use birqadam_core::{
    Actor, Result,
    list::Choice,
    ssr::{Ctx, list::Where},
};

/// Only what belongs to the actor's own projects, in statements that name the project `p`.
pub(super) fn own_projects(actor: &Actor, sql: &mut Where<'_>) -> Result<()> {
    sql.and("p.organizer_id = ").bind(actor.require_user()?.0);
    Ok(())
}

/// What these projects are called; drafts are their organizers' own business.
async fn project_names(ctx: &Ctx, ids: &[i64]) -> Result<Vec<Choice>> {
    let projects =
        sqlx::query!("select id, title from volunteering.projects where id = any($1) and status <> 'draft'", ids)
            .fetch_all(&ctx.db)
            .await?;
    Ok(projects.into_iter().map(|one| Choice { value: one.id.to_string(), label: one.title }).collect())
}

/// What these people are called who have projects.
async fn organizer_names(ctx: &Ctx, ids: &[i64]) -> Result<Vec<Choice>> {
    let people = sqlx::query!(
        r#"select u.id, coalesce(u.organization_name, u.name) as "name!" from accounts.users u
           where u.id = any($1)
             and exists (select from volunteering.projects p where p.organizer_id = u.id and p.status <> 'draft')"#,
        ids,
    )
    .fetch_all(&ctx.db)
    .await?;
    Ok(people.into_iter().map(|one| Choice { value: one.id.to_string(), label: one.name }).collect())
}

/// What projects and organizers are called that a filter names by number.
async fn names_of(ctx: &Ctx, filter: &str, ids: &[i64]) -> Result<Vec<Choice>> {
    match filter {
        "project" => project_names(ctx, ids).await,
        _ => organizer_names(ctx, ids).await,
    }
}

/// The same for somebody who works: of what is public, and of what they have worked for.
async fn names_for_volunteer(ctx: &Ctx, actor: &Actor, filter: &str, ids: &[i64]) -> Result<Vec<Choice>> {
    let volunteer = actor.require_user()?.0;
    let known = match filter {
        "project" => {
            sqlx::query_scalar!(
                "select p.id from volunteering.projects p
                 where p.id = any($1)
                   and (p.status in ('active', 'completed')
                        or exists (select from volunteering.tasks t join volunteering.assignments a on a.task_id = t.id
                                   where t.project_id = p.id and a.volunteer_id = $2))",
                ids,
                volunteer,
            )
            .fetch_all(&ctx.db)
            .await?
        }
        _ => {
            sqlx::query_scalar!(
                "select distinct p.organizer_id from volunteering.projects p
                 where p.organizer_id = any($1)
                   and (p.status in ('active', 'completed')
                        or exists (select from volunteering.tasks t join volunteering.assignments a on a.task_id = t.id
                                   where t.project_id = p.id and a.volunteer_id = $2))",
                ids,
                volunteer,
            )
            .fetch_all(&ctx.db)
            .await?
        }
    };
    names_of(ctx, filter, &known).await
}

/// The actor's own projects to choose from, the newest first.
async fn project_choices(ctx: &Ctx, actor: &Actor) -> Result<Vec<Choice>> {
    let projects = sqlx::query!(
        "select id, title from volunteering.projects where organizer_id = $1 order by id desc limit 500",
        actor.require_user()?.0,
    )
    .fetch_all(&ctx.db)
    .await?;
    Ok(projects.into_iter().map(|one| Choice { value: one.id.to_string(), label: one.title }).collect())
}
