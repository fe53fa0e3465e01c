//! Projects in the review queue.

use async_trait::async_trait;
use birqadam_core::notice::Notice;
use birqadam_core::review::{ChangedField, Decision, ItemFact, ReviewKind, Verdict};
use birqadam_core::ssr::notify::{Audience, notify};
use birqadam_core::ssr::review::{Card, Item, Reviewable, Waiting, Waits, Wanted};
use birqadam_core::ssr::{Ctx, audit, returns};
use birqadam_core::{Actor, Code, Error, ProjectId, Result, UserId};
use serde_json::json;
use sqlx::PgConnection;

use super::project_records::{self, SUBJECT};
use crate::model::{PROJECT_REVIEW, Project, ProjectStatus};

/// Projects that wait to be published.
pub struct ProjectModeration;

#[async_trait]
impl Reviewable for ProjectModeration {
    fn kind(&self) -> &'static ReviewKind {
        &PROJECT_REVIEW
    }

    async fn waiting(&self, conn: &mut PgConnection, actor: &Actor, wanted: &Wanted<'_>) -> Result<Vec<Waiting>> {
        if !self.may_review(actor) {
            return Ok(Vec::new());
        }
        Ok(sqlx::query_as!(
            Waiting,
            r#"select submitted_at as "since!", id from volunteering.projects
               where status = 'pending' and (submitted_at, id) > ($1, $2)
                 and ($3::bigint[] is null or id = any($3)) and not id = any($4)
               order by submitted_at, id limit $5"#,
            wanted.after.0,
            wanted.after.1,
            wanted.only,
            wanted.except,
            wanted.limit,
        )
        .fetch_all(conn)
        .await?)
    }

    async fn waits(&self, conn: &mut PgConnection, actor: &Actor, except: &[i64]) -> Result<Waits> {
        if !self.may_review(actor) {
            return Ok(Waits::default());
        }
        Ok(sqlx::query_as!(
            Waits,
            r#"select count(*) as "count!", min(submitted_at) as oldest_at,
                      extract(epoch from percentile_cont(0.5) within group (order by now() - submitted_at))::bigint
                          as median_seconds
               from volunteering.projects where status = 'pending' and not id = any($1)"#,
            except,
        )
        .fetch_one(conn)
        .await?)
    }

    async fn cards(&self, conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Card>> {
        let summaries = project_records::load_summaries(conn, ids).await?;
        let card = summaries.into_iter().map(|project| Card {
            id: project.id.0,
            title: project.title,
            author: project.organizer,
            facts: vec![
                ItemFact::new("volunteer_type", project.volunteer_type.as_str()),
                ItemFact::new("city", project.city),
                ItemFact::new("tasks_count", project.tasks_count),
            ],
            photo_url: project.cover_url,
            photo_hash: project.cover_hash,
            since: project.submitted_at.unwrap_or(project.created_at),
        });
        Ok(card.collect())
    }

    async fn find(&self, conn: &mut PgConnection, actor: &Actor, id: i64) -> Result<Item> {
        let row = sqlx::query!(
            r#"select title, organizer_id as "organizer: UserId", status, version,
                      coalesce(submitted_at, created_at) as "since!",
                      (select reviewer_id from core.review_decisions d
                       where d.kind = 'project' and d.subject_id = p.id and d.state = 'applied'
                       order by d.id desc limit 1) as "decided_by: UserId"
               from volunteering.projects p where id = $1"#,
            id,
        )
        .fetch_one(conn)
        .await?;
        let status = project_records::parse_project_status(&row.status)?;
        let may = actor.require(PROJECT_REVIEW.permission).is_ok() && status != ProjectStatus::Draft;
        Ok(Item {
            version: row.version,
            title: row.title,
            author: row.organizer,
            waits: status == ProjectStatus::Pending,
            rejected: status == ProjectStatus::Rejected,
            since: row.since,
            decided_by: row.decided_by,
            may_decide: may,
            may_judge: may,
            rated: PROJECT_REVIEW.rated,
        })
    }

    async fn lock(&self, conn: &mut PgConnection, id: i64) -> Result<()> {
        sqlx::query_scalar!("select id from volunteering.projects where id = $1 for no key update", id)
            .fetch_one(conn)
            .await?;
        Ok(())
    }

    async fn changes(&self, conn: &mut PgConnection, id: i64) -> Result<Vec<ChangedField>> {
        let project = project_records::load(conn, ProjectId(id), None).await?;
        returns::changes(conn, SUBJECT, id, &project_records::snapshot(&project)).await
    }

    async fn apply(
        &self,
        _ctx: &Ctx,
        conn: &mut PgConnection,
        actor: &Actor,
        id: i64,
        verdict: &Verdict,
    ) -> Result<()> {
        let before = project_records::load(conn, ProjectId(id), None).await?;
        apply(conn, actor, &before, verdict).await
    }

    async fn overturn(
        &self,
        ctx: &Ctx,
        conn: &mut PgConnection,
        actor: &Actor,
        id: i64,
        verdict: &Verdict,
    ) -> Result<()> {
        self.lock(conn, id).await?;
        if !self.find(conn, actor, id).await?.rejected {
            return Err(Error::Conflict(Code::WrongState));
        }
        self.apply(ctx, conn, actor, id, verdict).await
    }
}

/// The decision with its effects. The caller holds the lock and knows that it is due.
pub(super) async fn apply(conn: &mut PgConnection, actor: &Actor, before: &Project, verdict: &Verdict) -> Result<()> {
    let reviewer = actor.require_user()?;
    let (project_id, title) = (before.summary.id, before.summary.title.clone());
    let (status, reason) = match verdict.decision {
        Decision::Approve => (ProjectStatus::Active, None),
        Decision::Return => (ProjectStatus::Returned, before.rejection_reason.clone()),
        Decision::Reject => (ProjectStatus::Rejected, Some(verdict.words.clone())),
    };
    sqlx::query!(
        "update volunteering.projects
         set status = $2, rejection_reason = $3, version = version + 1, updated_at = now(),
             published_at = case when $2 = 'active' then coalesce(published_at, now()) else published_at end
         where id = $1",
        project_id.0,
        status.as_str(),
        reason,
    )
    .execute(&mut *conn)
    .await?;
    let (new, notice) = match verdict.decision {
        Decision::Approve => (json!({ "status": status }), Notice::ProjectApproved { project_id, title }),
        Decision::Return => {
            let snapshot = project_records::snapshot(before);
            returns::open(conn, SUBJECT, project_id.0, reviewer, &verdict.returned(), snapshot).await?;
            let new = json!({ "status": status, "message": verdict.words, "fields": verdict.fields });
            (new, Notice::ProjectReturned { project_id, title, message: verdict.spoken() })
        }
        Decision::Reject => {
            let reason = verdict.words.clone();
            let new = json!({ "status": status, "reason": reason });
            (new, Notice::ProjectRejected { project_id, title, reason })
        }
    };
    let decision = verdict.decision.as_str();
    audit::Entry::new(&format!("project.{decision}"), SUBJECT, project_id.0)
        .old(json!({ "status": before.summary.status }))
        .new_value(new)
        .record(&mut *conn, actor)
        .await?;
    let key = format!("project-{decision}-{project_id}-v{}", before.version);
    notify(conn, Audience::User(before.summary.organizer_id), notice, key).await
}
