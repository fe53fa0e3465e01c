//! What happens once in the life of an embedded installation: the demo data.

use anyhow::Result;
use birqadam_core::ssr::Ctx;
use sqlx::PgExecutor;

use crate::demo;

/// For the person at the terminal.
pub const DEMO_ACCOUNTS: &str = "\
Demo accounts, all with the password birqadam-demo:
  admin@demo.birqadam.kz       users, roles, log
  moderator@demo.birqadam.kz   approves accounts and projects
  organizer@demo.birqadam.kz   projects, participants, reports
  volunteer@demo.birqadam.kz   tasks, reports, achievements
  sponsor@demo.birqadam.kz     supports projects
  partner@demo.birqadam.kz     gives goods and places";

/// Loads the demo data into a database that has no accounts yet, or where an earlier attempt
/// broke off. Otherwise does nothing.
///
/// # Errors
/// When loading fails; the next start tries again.
pub async fn load_demo_if_empty(ctx: &Ctx) -> Result<()> {
    let has_accounts = sqlx::query_scalar!(r#"select exists (select from accounts.users) as "exists!""#);
    if has_accounts.fetch_one(&ctx.db).await? && state(&ctx.db).await?.as_deref() != Some(LOADING) {
        return Ok(());
    }
    load_demo(ctx).await
}

/// Loads the demo data unless it is loaded.
///
/// # Errors
/// When loading fails.
pub async fn load_demo(ctx: &Ctx) -> Result<()> {
    if state(&ctx.db).await?.as_deref() == Some(LOADED) {
        return Ok(());
    }
    tracing::info!("loading demo data (usually under a minute, once)");
    set_state(&ctx.db, LOADING).await?;
    demo::load(ctx).await?;
    birqadam_analytics::ops::refresh(ctx).await?;
    set_state(&ctx.db, LOADED).await
}

/// Whether anybody can sign in with the password that everybody knows.
///
/// # Errors
/// When the database fails.
pub async fn demo_accounts_exist(db: impl PgExecutor<'_>) -> Result<bool> {
    let exists = sqlx::query_scalar!(
        r#"select exists (select from accounts.users where email like '%@demo.birqadam.kz') as "exists!""#
    );
    Ok(exists.fetch_one(db).await?)
}

const LOADING: &str = "loading";
const LOADED: &str = "loaded";

async fn state(db: impl PgExecutor<'_>) -> Result<Option<String>> {
    let value = sqlx::query_scalar!("select value from core.settings where name = 'demo_data'").fetch_optional(db);
    Ok(value.await?.and_then(|value| value.as_str().map(str::to_owned)))
}

async fn set_state(db: impl PgExecutor<'_>, state: &str) -> Result<()> {
    sqlx::query!(
        "insert into core.settings (name, value) values ('demo_data', $1)
         on conflict (name) do update set value = excluded.value, updated_at = now()",
        serde_json::Value::from(state),
    )
    .execute(db)
    .await?;
    Ok(())
}
