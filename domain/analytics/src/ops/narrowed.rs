//! What figures are narrowed to, by name, for who may know it.

use birqadam_core::{Actor, Permission, Result, ssr::Ctx};

use crate::model::{Filters, Narrowed};

/// Names of the project and the organizer of the filters. Who sees the whole platform knows all but
/// drafts; others their own projects, and those they have worked for.
///
/// # Errors
/// Only when the database fails.
pub async fn narrowed_to(ctx: &Ctx, actor: &Actor, filters: &Filters) -> Result<Narrowed> {
    let everybody = actor.can(Permission::AnalyticsView);
    let user = actor.id().map(|id| id.0);
    let mut narrowed = Narrowed::default();
    if let Some(project) = filters.project {
        narrowed.project = sqlx::query_scalar!(
            r#"select p.title from volunteering.projects p
               where p.id = $1
                 and ($2 and p.status <> 'draft' or p.organizer_id = $3
                      or exists (select from volunteering.tasks t join volunteering.assignments a on a.task_id = t.id
                                 where t.project_id = p.id and a.volunteer_id = $3))"#,
            project.0,
            everybody,
            user,
        )
        .fetch_optional(&ctx.db)
        .await?
        .map(|title| (project, title));
    }
    if let Some(organizer) = filters.organizer {
        narrowed.organizer = sqlx::query_scalar!(
            r#"select coalesce(u.organization_name, u.name) as "name!" from accounts.users u
               where u.id = $1
                 and ($2 or u.id = $3
                      or exists (select from volunteering.projects p
                                 join volunteering.tasks t on t.project_id = p.id
                                 join volunteering.assignments a on a.task_id = t.id
                                 where p.organizer_id = u.id and a.volunteer_id = $3))"#,
            organizer.0,
            everybody,
            user,
        )
        .fetch_optional(&ctx.db)
        .await?
        .map(|name| (organizer, name));
    }
    Ok(narrowed)
}
