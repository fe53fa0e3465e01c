//! Writing a person's history.

use birqadam_core::{ProjectId, Result, UserId};
use sqlx::PgConnection;

/// Adds to what happened to a person. `details` are language-free.
pub async fn record(
    conn: &mut PgConnection,
    user: UserId,
    activity_type: &str,
    project: Option<ProjectId>,
    related_id: Option<i64>,
    details: serde_json::Value,
) -> Result<()> {
    sqlx::query!(
        "insert into volunteering.activities (user_id, activity_type, project_id, related_id, details)
         values ($1, $2, $3, $4, $5)",
        user.0,
        activity_type,
        project.map(|id| id.0),
        related_id,
        details,
    )
    .execute(conn)
    .await?;
    Ok(())
}
