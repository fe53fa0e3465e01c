//! Photos for verification in the review queue.

use birqadam_core::{
    Actor, Result, UserId, VerificationId,
    review::{Decision, ItemFact, ReviewKind, Verdict},
    ssr::{
        Ctx,
        review::{Card, LineSql, Reach, Record, Reviewable, Stands, async_trait},
    },
};
use sqlx::PgConnection;

use super::verification_review::{apply, lock};
use crate::model::{VERIFICATION_REVIEW, VerificationStatus, VerificationStep};

/// People who wait to be recognised.
pub struct VerificationReviewing;

#[async_trait]
impl Reviewable for VerificationReviewing {
    fn kind(&self) -> &'static ReviewKind {
        &VERIFICATION_REVIEW
    }

    fn line(&self) -> &'static LineSql {
        &LineSql {
            from: "accounts.verifications i",
            id: "i.id",
            since: "i.submitted_at",
            author: "i.user_id",
            due: "i.status = 'waiting'",
        }
    }

    async fn cards(&self, conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Card>> {
        let rows = sqlx::query!(
            "select v.id, u.name, u.organization_name, u.role, v.submitted_at
             from accounts.verifications v join accounts.users u on u.id = v.user_id
             where v.id = any($1) order by array_position($1, v.id)",
            ids,
        )
        .fetch_all(conn)
        .await?;
        // The photo itself is not shown in lists: only who opens the item sees it.
        let card = rows.into_iter().map(|row| Card {
            id: row.id,
            title: row.name.clone(),
            author: row.organization_name.unwrap_or(row.name),
            facts: vec![ItemFact::new("role", row.role)],
            photo_url: None,
            photo_hash: None,
            since: row.submitted_at,
        });
        Ok(card.collect())
    }

    async fn record(&self, conn: &mut PgConnection, actor: &Actor, id: i64) -> Result<Record> {
        let row = sqlx::query!(
            r#"select v.user_id as "user_id: UserId", u.name, v.status, v.version, v.submitted_at,
                      v.reviewed_by as "reviewed_by: UserId"
               from accounts.verifications v join accounts.users u on u.id = v.user_id where v.id = $1"#,
            id,
        )
        .fetch_one(conn)
        .await?;
        let stands = match VerificationStatus::parse(&row.status) {
            Some(VerificationStatus::Waiting) => Stands::Waiting,
            Some(VerificationStatus::Confirmed) => Stands::Decided(Decision::Approve),
            Some(VerificationStatus::Rejected) => Stands::Decided(Decision::Reject),
            None => Stands::Aside,
        };
        Ok(Record {
            version: row.version,
            title: row.name,
            author: row.user_id,
            stands,
            since: row.submitted_at,
            decided_by: row.reviewed_by,
            reach: Reach::both(self.may_review(actor)),
            rated: VERIFICATION_REVIEW.rated,
        })
    }

    async fn lock(&self, conn: &mut PgConnection, id: i64) -> Result<()> {
        lock(conn, VerificationId(id)).await.map(|_| ())
    }

    async fn apply(&self, ctx: &Ctx, conn: &mut PgConnection, actor: &Actor, id: i64, verdict: &Verdict) -> Result<()> {
        let (step, reason) = match verdict.decision {
            Decision::Approve => (VerificationStep::Confirm, None),
            Decision::Return | Decision::Reject => (VerificationStep::Reject, Some(verdict.spoken())),
        };
        apply(ctx, conn, actor, VerificationId(id), step, reason).await
    }
}
