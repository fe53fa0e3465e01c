//! What the projects and organizers are called by which lists of money are narrowed.

use birqadam_core::Result;
use birqadam_core::list::Choice;
use birqadam_core::ssr::Ctx;

/// Of the filter `organizer` people, of any other projects. For lists of those who may see all of them.
///
/// # Errors
/// Only when the database fails.
pub(super) async fn record_names(ctx: &Ctx, filter: &str, ids: &[i64]) -> Result<Vec<Choice>> {
    let names = if filter == "organizer" {
        sqlx::query_as!(
            Choice,
            r#"select id::text as "value!", coalesce(nullif(organization_name, ''), name) as "label!"
               from accounts.users where id = any($1)"#,
            ids,
        )
        .fetch_all(&ctx.db)
        .await?
    } else {
        sqlx::query_as!(
            Choice,
            r#"select id::text as "value!", title as label from volunteering.projects where id = any($1)"#,
            ids,
        )
        .fetch_all(&ctx.db)
        .await?
    };
    Ok(names)
}
