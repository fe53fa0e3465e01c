//! Photo reports in the review queue: for the project's organizer, and for moderators what was
//! left waiting for days.

use birqadam_core::review::{ChangedField, Decision, ItemFact, ReviewKind, Verdict};
use birqadam_core::ssr::review::{Branch, Card, LineSql, Reach, Record, Reviewable, Stands, async_trait};
use birqadam_core::ssr::{Ctx, returns};
use birqadam_core::{Actor, Permission, ReportId, Result, UserId};
use chrono::{DateTime, Duration, Utc};
use sqlx::PgConnection;

use super::report_decision;
use super::report_records::{self, SUBJECT};
use crate::model::{REPORT_REVIEW, REPORT_STAND_IN_DAYS, ReportStatus};

/// Reports of one's own projects; for who stands in, those left waiting too.
pub struct ReportReviewing;

/// Reports sent before this come to who stands in; nothing for others.
fn left_before(actor: &Actor) -> Option<DateTime<Utc>> {
    actor.require(Permission::ReportsModerate).ok().map(|_| Utc::now() - Duration::days(REPORT_STAND_IN_DAYS))
}

#[async_trait]
impl Reviewable for ReportReviewing {
    fn kind(&self) -> &'static ReviewKind {
        &REPORT_REVIEW
    }

    fn line(&self) -> &'static LineSql {
        &LineSql {
            from: "volunteering.photo_reports i join volunteering.projects p on p.id = i.project_id",
            id: "i.id",
            since: "i.submitted_at",
            author: "i.volunteer_id",
            due: "i.status = 'pending'",
        }
    }

    fn reach(&self, actor: &Actor) -> Vec<Branch> {
        let own = actor.require(Permission::ReportsReviewOwn).ok().map(|user| {
            Branch::of(move |w| {
                w.and("p.organizer_id = ").bind(user.0);
            })
        });
        let left = left_before(actor).map(|before| {
            Branch::of(move |w| {
                w.and("i.submitted_at < ").bind(before);
            })
        });
        own.into_iter().chain(left).collect()
    }

    async fn cards(&self, conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Card>> {
        let reports = report_records::load(conn, ids).await?;
        let card = reports.into_iter().map(|report| Card {
            id: report.id.0,
            title: report.task,
            author: report.volunteer,
            facts: vec![
                ItemFact::new("project", report.project),
                ItemFact::new("photos_count", report.photos.len()),
                ItemFact::new("text", report.description),
            ],
            photo_url: report.photos.first().map(|photo| photo.thumb_url.clone()),
            photo_hash: report.photos.first().map(|photo| photo.thumb_hash.clone()),
            since: report.submitted_at,
        });
        Ok(card.collect())
    }

    async fn record(&self, conn: &mut PgConnection, actor: &Actor, id: i64) -> Result<Record> {
        let row = sqlx::query!(
            r#"select t.text as task, r.volunteer_id as "volunteer: UserId", p.organizer_id as "organizer: UserId",
                      r.status, r.version, r.submitted_at, r.reviewed_by as "reviewed_by: UserId"
               from volunteering.photo_reports r
               join volunteering.tasks t on t.id = r.task_id
               join volunteering.projects p on p.id = r.project_id
               where r.id = $1"#,
            id,
        )
        .fetch_one(conn)
        .await?;
        let stands = match report_records::parse_status(&row.status)? {
            ReportStatus::Pending => Stands::Waiting,
            ReportStatus::Approved => Stands::Decided(Decision::Approve),
            ReportStatus::Returned => Stands::Decided(Decision::Return),
            ReportStatus::Rejected => Stands::Decided(Decision::Reject),
        };
        let own = actor.require(Permission::ReportsReviewOwn).ok() == Some(row.organizer);
        let left = left_before(actor).is_some_and(|before| row.submitted_at < before);
        Ok(Record {
            version: row.version,
            title: row.task,
            author: row.volunteer,
            stands,
            since: row.submitted_at,
            decided_by: row.reviewed_by,
            reach: Reach { decide: own || left, judge: actor.require(Permission::ReportsModerate).is_ok() },
            rated: REPORT_REVIEW.rated,
        })
    }

    async fn lock(&self, conn: &mut PgConnection, id: i64) -> Result<()> {
        report_decision::lock(conn, ReportId(id)).await
    }

    async fn changes(&self, conn: &mut PgConnection, id: i64) -> Result<Vec<ChangedField>> {
        let report = report_records::load_one(conn, ReportId(id)).await?;
        returns::changes(conn, SUBJECT, id, &report_records::snapshot(&report)).await
    }

    async fn apply(&self, ctx: &Ctx, conn: &mut PgConnection, actor: &Actor, id: i64, verdict: &Verdict) -> Result<()> {
        report_decision::apply(ctx, conn, actor, ReportId(id), verdict).await
    }
}
