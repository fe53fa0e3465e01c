//! One of an organizer's own projects, as far as its money goes.

use birqadam_core::{Code, Error, ProjectId, Result, UserId};
use sqlx::PgConnection;

#[derive(Clone, Debug)]
pub(super) struct OwnProject {
    pub id: ProjectId,
    pub title: String,
    pub status: String,
    pub currency: String,
}

impl OwnProject {
    /// Money moves only in what was published and is not put away.
    pub fn require_open(&self) -> Result<()> {
        match self.status.as_str() {
            "active" | "completed" => Ok(()),
            _ => Err(Error::Conflict(Code::ProjectClosed)),
        }
    }

    /// Plans may be made before, too.
    pub fn require_kept(&self) -> Result<()> {
        match self.status.as_str() {
            "archived" | "rejected" => Err(Error::Conflict(Code::ProjectClosed)),
            _ => Ok(()),
        }
    }
}

/// # Errors
/// [`Error::NotFound`] for somebody else's project.
pub(super) async fn find(conn: &mut PgConnection, owner: UserId, project: ProjectId) -> Result<OwnProject> {
    let own = sqlx::query_as!(
        OwnProject,
        r#"select id as "id: ProjectId", title, status, currency
           from volunteering.projects where id = $1 and organizer_id = $2"#,
        project.0,
        owner.0,
    )
    .fetch_one(conn)
    .await?;
    Ok(own)
}

/// The same, locked as everything that moves a project's money locks it.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's project.
pub(super) async fn lock(conn: &mut PgConnection, owner: UserId, project: ProjectId) -> Result<OwnProject> {
    find(conn, owner, project).await?;
    super::ledger::lock_project(conn, project).await?;
    find(conn, owner, project).await
}
