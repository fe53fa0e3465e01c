//! The lists of this context on the database.

mod participants;
mod projects;
mod reports;
mod tasks;

pub use participants::ParticipantList;
pub use projects::{OrganizerProjectList, ProjectList};
pub use reports::ReportList;
pub use tasks::TaskList;

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
