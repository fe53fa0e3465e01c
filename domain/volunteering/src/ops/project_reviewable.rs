//! Projects in the review queue.

use birqadam_core::notice::Notice;
use birqadam_core::review::{ChangedField, Decision, ItemFact, ReviewKind, Verdict};
use birqadam_core::ssr::review::{Card, Effects, LineSql, Reach, Record, Reviewable, Stands, async_trait, conclude};
use birqadam_core::ssr::{Ctx, returns};
use birqadam_core::{Actor, ProjectId, Result, UserId};
use sqlx::PgConnection;

use super::project_records::{self, SUBJECT};
use crate::model::{PROJECT_REVIEW, ProjectStatus};

/// Projects that wait to be published.
pub struct ProjectModeration;

#[async_trait]
impl Reviewable for ProjectModeration {
    fn kind(&self) -> &'static ReviewKind {
        &PROJECT_REVIEW
    }

    fn line(&self) -> &'static LineSql {
        &LineSql {
            from: "volunteering.projects i",
            id: "i.id",
            since: "i.submitted_at",
            author: "i.organizer_id",
            due: "i.status = 'pending'",
        }
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

    async fn record(&self, conn: &mut PgConnection, actor: &Actor, id: i64) -> Result<Record> {
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
        let stands = match status {
            ProjectStatus::Pending => Stands::Waiting,
            // Also when it was published and has ended since.
            ProjectStatus::Active | ProjectStatus::Completed => Stands::Decided(Decision::Approve),
            ProjectStatus::Returned => Stands::Decided(Decision::Return),
            ProjectStatus::Rejected => Stands::Decided(Decision::Reject),
            ProjectStatus::Draft | ProjectStatus::Archived => Stands::Aside,
        };
        // Drafts are their organizer's own business.
        let may = actor.require(PROJECT_REVIEW.permission).is_ok() && status != ProjectStatus::Draft;
        Ok(Record {
            version: row.version,
            title: row.title,
            author: row.organizer,
            stands,
            since: row.since,
            decided_by: row.decided_by,
            reach: Reach::both(may),
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
        let (project_id, title) = (before.summary.id, before.summary.title.clone());
        let (status, reason, notice) = match verdict.decision {
            Decision::Approve => (ProjectStatus::Active, None, Notice::ProjectApproved { project_id, title }),
            Decision::Return => {
                let notice = Notice::ProjectReturned { project_id, title, message: verdict.spoken() };
                (ProjectStatus::Returned, before.rejection_reason.clone(), notice)
            }
            Decision::Reject => {
                let reason = verdict.words.clone();
                let notice = Notice::ProjectRejected { project_id, title, reason: reason.clone() };
                (ProjectStatus::Rejected, Some(reason), notice)
            }
        };
        sqlx::query!(
            "update volunteering.projects
             set status = $2, rejection_reason = $3, version = version + 1, updated_at = now(),
                 published_at = case when $2 = 'active' then coalesce(published_at, now()) else published_at end
             where id = $1",
            id,
            status.as_str(),
            reason,
        )
        .execute(&mut *conn)
        .await?;
        let done = Effects {
            id,
            version: before.version,
            author: before.summary.organizer_id,
            before: before.summary.status.to_string(),
            after: status.to_string(),
            snapshot: project_records::snapshot(&before),
            notice,
        };
        conclude(conn, actor, &PROJECT_REVIEW, verdict, done).await
    }
}
