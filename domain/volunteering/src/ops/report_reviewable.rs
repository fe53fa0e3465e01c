//! Photo reports in the review queue: for the project's organizer, and for moderators what was
//! left waiting for days.

use async_trait::async_trait;
use birqadam_core::review::{ChangedField, ItemFact, ReviewKind, Verdict};
use birqadam_core::ssr::review::{Card, Item, Reviewable, Waiting, Waits, Wanted};
use birqadam_core::ssr::{Ctx, returns};
use birqadam_core::{Actor, Code, Error, Permission, ReportId, Result, UserId};
use chrono::{DateTime, Duration, Utc};
use sqlx::PgConnection;

use super::report_decision;
use super::report_records::{self, SUBJECT};
use crate::model::{REPORT_REVIEW, REPORT_STAND_IN_DAYS};

/// Reports of one's own projects; for who stands in, those left waiting too.
pub struct ReportReviewing;

/// What an actor may see of the queue.
struct Reach {
    /// Whose projects' reports; 0 for nobody's.
    own: i64,
    /// Reports sent before this come to who stands in.
    left_before: Option<DateTime<Utc>>,
    user: i64,
}

impl Reach {
    fn of(actor: &Actor) -> Option<Reach> {
        let user = actor.id()?.0;
        let own = if actor.require(Permission::ReportsReviewOwn).is_ok() { user } else { 0 };
        let stands_in = actor.require(Permission::ReportsModerate).is_ok();
        let left_before = stands_in.then(|| Utc::now() - Duration::days(REPORT_STAND_IN_DAYS));
        (own != 0 || stands_in).then_some(Reach { own, left_before, user })
    }
}

#[async_trait]
impl Reviewable for ReportReviewing {
    fn kind(&self) -> &'static ReviewKind {
        &REPORT_REVIEW
    }

    async fn waiting(&self, conn: &mut PgConnection, actor: &Actor, wanted: &Wanted<'_>) -> Result<Vec<Waiting>> {
        let Some(reach) = Reach::of(actor) else { return Ok(Vec::new()) };
        // Two statements, each with its index: own projects, and what was left by anybody.
        let mut found = if reach.own == 0 {
            Vec::new()
        } else {
            sqlx::query_as!(
                Waiting,
                "select r.submitted_at as since, r.id from volunteering.photo_reports r
                 join volunteering.projects p on p.id = r.project_id
                 where p.organizer_id = $1 and r.status = 'pending' and (r.submitted_at, r.id) > ($2, $3)
                   and ($4::bigint[] is null or r.id = any($4)) and not r.id = any($5)
                 order by r.submitted_at, r.id limit $6",
                reach.own,
                wanted.after.0,
                wanted.after.1,
                wanted.only,
                wanted.except,
                wanted.limit,
            )
            .fetch_all(&mut *conn)
            .await?
        };
        if let Some(left_before) = reach.left_before {
            let left = sqlx::query_as!(
                Waiting,
                "select r.submitted_at as since, r.id from volunteering.photo_reports r
                 where r.status = 'pending' and r.submitted_at < $1 and r.volunteer_id <> $2
                   and (r.submitted_at, r.id) > ($3, $4)
                   and ($5::bigint[] is null or r.id = any($5)) and not r.id = any($6)
                 order by r.submitted_at, r.id limit $7",
                left_before,
                reach.user,
                wanted.after.0,
                wanted.after.1,
                wanted.only,
                wanted.except,
                wanted.limit,
            )
            .fetch_all(conn)
            .await?;
            found.extend(left);
            found.sort();
            found.dedup();
            found.truncate(usize::try_from(wanted.limit).unwrap_or(0));
        }
        Ok(found)
    }

    async fn waits(&self, conn: &mut PgConnection, actor: &Actor, except: &[i64]) -> Result<Waits> {
        let Some(reach) = Reach::of(actor) else { return Ok(Waits::default()) };
        Ok(sqlx::query_as!(
            Waits,
            r#"with mine as (
                   select r.id, r.submitted_at from volunteering.photo_reports r
                   join volunteering.projects p on p.id = r.project_id
                   where p.organizer_id = $1 and r.status = 'pending' and not r.id = any($4)
                   union
                   select r.id, r.submitted_at from volunteering.photo_reports r
                   where r.status = 'pending' and r.submitted_at < $2 and r.volunteer_id <> $3 and not r.id = any($4))
               select count(*) as "count!", min(submitted_at) as oldest_at,
                      extract(epoch from percentile_cont(0.5) within group (order by now() - submitted_at))::bigint
                          as median_seconds
               from mine"#,
            reach.own,
            reach.left_before,
            reach.user,
            except,
        )
        .fetch_one(conn)
        .await?)
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

    async fn find(&self, conn: &mut PgConnection, actor: &Actor, id: i64) -> Result<Item> {
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
        let status = report_records::parse_status(&row.status)?;
        let reach = Reach::of(actor);
        let judges = actor.require(Permission::ReportsModerate).is_ok() && actor.id() != Some(row.volunteer);
        let own = reach.as_ref().is_some_and(|reach| reach.own == row.organizer.0);
        let left = reach.and_then(|reach| reach.left_before).is_some_and(|before| row.submitted_at < before);
        Ok(Item {
            version: row.version,
            title: row.task,
            author: row.volunteer,
            waits: status == crate::model::ReportStatus::Pending,
            rejected: status == crate::model::ReportStatus::Rejected,
            since: row.submitted_at,
            decided_by: row.reviewed_by,
            may_decide: own || (left && judges),
            may_judge: judges,
            rated: REPORT_REVIEW.rated,
        })
    }

    async fn lock(&self, conn: &mut PgConnection, id: i64) -> Result<()> {
        report_decision::lock_any(conn, ReportId(id)).await
    }

    async fn changes(&self, conn: &mut PgConnection, id: i64) -> Result<Vec<ChangedField>> {
        let report = report_records::load_one(conn, ReportId(id)).await?;
        returns::changes(conn, SUBJECT, id, &report_records::snapshot(&report)).await
    }

    async fn apply(&self, ctx: &Ctx, conn: &mut PgConnection, actor: &Actor, id: i64, verdict: &Verdict) -> Result<()> {
        let before = report_records::load_one(conn, ReportId(id)).await?;
        report_decision::apply(ctx, conn, actor, &before, verdict).await.map(|_| ())
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
