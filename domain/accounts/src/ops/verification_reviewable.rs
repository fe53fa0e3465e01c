//! Photos for verification in the review queue.

use async_trait::async_trait;
use birqadam_core::{
    Actor, Code, Error, Result, UserId, VerificationId,
    review::{ChangedField, Decision, ItemFact, ReviewKind, Verdict},
    ssr::{
        Ctx,
        review::{Card, Item, Reviewable, Waiting, Waits, Wanted},
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

    async fn waiting(&self, conn: &mut PgConnection, actor: &Actor, wanted: &Wanted<'_>) -> Result<Vec<Waiting>> {
        if !self.may_review(actor) {
            return Ok(Vec::new());
        }
        Ok(sqlx::query_as!(
            Waiting,
            "select submitted_at as since, id from accounts.verifications
             where status = 'waiting' and user_id <> $1 and (submitted_at, id) > ($2, $3)
               and ($4::bigint[] is null or id = any($4)) and not id = any($5)
             order by submitted_at, id limit $6",
            actor.id().map_or(0, |id| id.0),
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
               from accounts.verifications where status = 'waiting' and user_id <> $1 and not id = any($2)"#,
            actor.id().map_or(0, |id| id.0),
            except,
        )
        .fetch_one(conn)
        .await?)
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

    async fn find(&self, conn: &mut PgConnection, actor: &Actor, id: i64) -> Result<Item> {
        let row = sqlx::query!(
            r#"select v.user_id as "user_id: UserId", u.name, v.status, v.version, v.submitted_at,
                      v.reviewed_by as "reviewed_by: UserId"
               from accounts.verifications v join accounts.users u on u.id = v.user_id where v.id = $1"#,
            id,
        )
        .fetch_one(conn)
        .await?;
        let status = VerificationStatus::parse(&row.status);
        let may = self.may_review(actor) && actor.id() != Some(row.user_id);
        Ok(Item {
            version: row.version,
            title: row.name,
            author: row.user_id,
            waits: status == Some(VerificationStatus::Waiting),
            // There is nothing to appeal against: another photo is the way.
            rejected: false,
            since: row.submitted_at,
            decided_by: row.reviewed_by,
            may_decide: may,
            may_judge: may,
            rated: VERIFICATION_REVIEW.rated,
        })
    }

    async fn lock(&self, conn: &mut PgConnection, id: i64) -> Result<()> {
        lock(conn, VerificationId(id)).await.map(|_| ())
    }

    async fn changes(&self, _conn: &mut PgConnection, _id: i64) -> Result<Vec<ChangedField>> {
        Ok(Vec::new())
    }

    async fn apply(&self, ctx: &Ctx, conn: &mut PgConnection, actor: &Actor, id: i64, verdict: &Verdict) -> Result<()> {
        let (step, reason) = match verdict.decision {
            Decision::Approve => (VerificationStep::Confirm, None),
            Decision::Return | Decision::Reject => (VerificationStep::Reject, Some(verdict.spoken())),
        };
        apply(ctx, conn, actor, VerificationId(id), step, reason).await
    }

    async fn overturn(
        &self,
        _ctx: &Ctx,
        _conn: &mut PgConnection,
        _actor: &Actor,
        _id: i64,
        _verdict: &Verdict,
    ) -> Result<()> {
        Err(Error::Conflict(Code::WrongState))
    }
}
