//! What can be done to several of one's own projects at once: put them away.

use birqadam_core::{
    Code, Error, Permission, ProjectId, Result,
    list::ActionSpec,
    ssr::{
        audit::Entry,
        batch::{Bulk, BulkAction, Item, Planned},
        list::async_trait,
    },
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::{
    project_records::{SUBJECT, parse_project_status},
    projects,
};
use crate::model::ProjectStatus;

/// Puts drafts, completed and rejected projects away.
pub struct ArchiveProjects;

static ARCHIVE: ActionSpec = ActionSpec {
    name: "archive",
    permission: Permission::ProjectsManageOwn,
    fields: &[],
    undoable: true,
    tone: "plain",
};

/// What it was, and the version we left it in.
#[derive(Serialize, Deserialize)]
struct Archived {
    status: ProjectStatus,
    version: i64,
}

#[async_trait]
impl BulkAction for ArchiveProjects {
    fn spec(&self) -> &'static ActionSpec {
        &ARCHIVE
    }

    async fn plan(&self, bulk: Bulk<'_>, conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Planned>> {
        let rows = sqlx::query!(
            "select id, title, status, version from volunteering.projects where id = any($1) and organizer_id = $2",
            ids,
            bulk.actor.require_user()?.0,
        )
        .fetch_all(conn)
        .await?;
        let mut planned = Vec::with_capacity(rows.len());
        for row in rows {
            let refusal = match parse_project_status(&row.status)? {
                ProjectStatus::Archived => Some(Error::Conflict(Code::AlreadySo)),
                status if !status.can_become(ProjectStatus::Archived) => Some(Error::Conflict(Code::WrongState)),
                _ => None,
            };
            planned.push(Planned { id: row.id, label: row.title, token: token(&row.status, row.version), refusal });
        }
        Ok(planned)
    }

    async fn apply(&self, bulk: Bulk<'_>, conn: &mut PgConnection, item: &Item) -> Result<Value> {
        let user = bulk.actor.require(Permission::ProjectsManageOwn)?;
        let before = projects::lock_own(&mut *conn, user, ProjectId(item.id)).await?;
        let status = before.summary.status;
        item.expect(&token(status.as_str(), before.version))?;
        projects::archive(&mut *conn, bulk.actor, &before).await?;
        Ok(serde_json::to_value(Archived { status, version: version(conn, item.id).await? })?)
    }

    /// Back to what it was. An appeal that ended with the archiving stays ended.
    async fn undo(&self, bulk: Bulk<'_>, conn: &mut PgConnection, id: i64, undo: &Value) -> Result<()> {
        let ours: Archived = serde_json::from_value(undo.clone())?;
        let user = bulk.actor.require(Permission::ProjectsManageOwn)?;
        let now = projects::lock_own(&mut *conn, user, ProjectId(id)).await?;
        if now.version != ours.version || now.summary.status != ProjectStatus::Archived {
            return Err(Error::Conflict(Code::ChangedMeanwhile));
        }
        sqlx::query!(
            "update volunteering.projects set status = $2, version = version + 1, updated_at = now() where id = $1",
            id,
            ours.status.as_str(),
        )
        .execute(&mut *conn)
        .await?;
        Entry::new("project.restore", SUBJECT, id)
            .old(json!({ "status": ProjectStatus::Archived }))
            .new_value(json!({ "status": ours.status }))
            .record(conn, bulk.actor)
            .await
    }
}

fn token(status: &str, version: i64) -> String {
    format!("{status}|{version}")
}

async fn version(conn: &mut PgConnection, id: i64) -> Result<i64> {
    Ok(sqlx::query_scalar!("select version from volunteering.projects where id = $1", id).fetch_one(conn).await?)
}
