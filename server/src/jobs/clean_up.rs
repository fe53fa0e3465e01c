//! The job `clean_up`, every hour: removes what has expired and serves nobody any more.

use birqadam_core::ssr::rate_limit;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use sqlx::PgPool;

use super::JobState;

/// Carries nothing. A struct with braces, so that the clock's empty object `{}` reads as one.
#[derive(Serialize, Deserialize)]
pub struct CleanUpJob {}

impl TaskHandler for CleanUpJob {
    const IDENTIFIER: &'static str = "clean_up";

    async fn run(self, worker: WorkerContext) -> impl IntoTaskHandlerResult {
        let state = JobState::of(&worker)?;
        clean_up(&state.ctx.db).await
    }
}

/// Each statement stands alone: what one of them removes, the next run need not.
async fn clean_up(db: &PgPool) -> anyhow::Result<()> {
    sqlx::query!("delete from accounts.sessions where expires_at < now()").execute(db).await?;
    // Kept for a while after their end: a token that comes back late is then "expired", and a
    // used one that comes back revokes its family.
    sqlx::query!("delete from accounts.refresh_tokens where expires_at < now() - interval '7 days'")
        .execute(db)
        .await?;
    sqlx::query!("delete from accounts.email_tokens where expires_at < now() - interval '7 days'").execute(db).await?;
    sqlx::query!("delete from core.idempotency_keys where created_at < now() - interval '1 day'").execute(db).await?;
    rate_limit::clean_up(db).await?;
    Ok(())
}
