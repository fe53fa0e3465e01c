//! Accounts in the review queue.

use birqadam_core::{
    Actor, Approval, Permission, Result, UserId,
    notice::Notice,
    review::{ChangedField, Decision, ItemFact, Return, ReturnedField, ReviewKind, Verdict},
    ssr::{
        Ctx, returns,
        review::{Branch, Card, Effects, LineSql, Reach, Record, Reviewable, Stands, async_trait, conclude},
    },
};
use sqlx::PgConnection;

use super::details::{SUBJECT, find_details, snapshot};
use crate::model::{ACCOUNT_REVIEW, PublicRole, review_permission};

/// Applications for accounts.
pub struct AccountReview;

#[async_trait]
impl Reviewable for AccountReview {
    fn kind(&self) -> &'static ReviewKind {
        &ACCOUNT_REVIEW
    }

    fn line(&self) -> &'static LineSql {
        &LineSql {
            from: "accounts.users i",
            id: "i.id",
            since: "i.submitted_at",
            author: "i.id",
            due: "i.is_approved = false and i.blocked_at is null",
        }
    }

    /// Moderators are let in by who manages roles.
    fn reach(&self, actor: &Actor) -> Vec<Branch> {
        match (self.may_review(actor), actor.can(Permission::RolesManage)) {
            (false, _) => Vec::new(),
            (true, true) => vec![Branch::all()],
            (true, false) => vec![Branch::of(|w| {
                w.and("i.role <> 'moderator'");
            })],
        }
    }

    async fn cards(&self, conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Card>> {
        let rows = sqlx::query!(
            r#"select u.id, u.name, u.organization_name, u.role, u.email, u.submitted_at,
                      (select count(*) from accounts.documents d where d.user_id = u.id) as "documents!"
               from accounts.users u where u.id = any($1) order by array_position($1, u.id)"#,
            ids,
        )
        .fetch_all(conn)
        .await?;
        let card = rows.into_iter().map(|row| Card {
            id: row.id,
            title: row.organization_name.unwrap_or_else(|| row.name.clone()),
            author: row.name,
            facts: vec![
                ItemFact::new("role", row.role),
                ItemFact::new("email", row.email),
                ItemFact::new("documents_count", row.documents),
            ],
            photo_url: None,
            photo_hash: None,
            since: row.submitted_at,
        });
        Ok(card.collect())
    }

    async fn record(&self, conn: &mut PgConnection, actor: &Actor, id: i64) -> Result<Record> {
        let row = sqlx::query!(
            r#"select name, organization_name, role, is_approved, version, submitted_at,
                      reviewed_by as "reviewed_by: UserId", blocked_at is not null as "blocked!"
               from accounts.users where id = $1"#,
            id,
        )
        .fetch_one(conn)
        .await?;
        let stands = match (row.blocked, Approval::from_column(row.is_approved)) {
            (true, _) => Stands::Aside,
            (false, Approval::Pending) => Stands::Waiting,
            (false, Approval::Approved) => Stands::Decided(Decision::Approve),
            (false, Approval::Rejected) => Stands::Decided(Decision::Reject),
        };
        Ok(Record {
            version: row.version,
            title: row.organization_name.unwrap_or(row.name),
            author: UserId(id),
            stands,
            since: row.submitted_at,
            decided_by: row.reviewed_by,
            reach: Reach::both(actor.require(needed(&row.role)).is_ok()),
            rated: ACCOUNT_REVIEW.rated,
        })
    }

    async fn lock(&self, conn: &mut PgConnection, id: i64) -> Result<()> {
        sqlx::query_scalar!("select id from accounts.users where id = $1 for update", id).fetch_one(conn).await?;
        Ok(())
    }

    async fn changes(&self, conn: &mut PgConnection, id: i64) -> Result<Vec<ChangedField>> {
        Ok(find_details(conn, UserId(id)).await?.changes)
    }

    async fn apply(
        &self,
        _ctx: &Ctx,
        conn: &mut PgConnection,
        actor: &Actor,
        id: i64,
        verdict: &Verdict,
    ) -> Result<()> {
        let (reviewer, id) = (actor.require_user()?, UserId(id));
        let details = find_details(conn, id).await?;
        let (approved, reason) = match verdict.decision {
            Decision::Approve => (Some(true), None),
            Decision::Return | Decision::Reject => (None, Some(verdict.spoken())),
        };
        // What an earlier rejection opened, when that is turned over.
        returns::close(conn, SUBJECT, id.0).await?;
        sqlx::query!(
            "update accounts.users
             set is_approved = $2, rejection_reason = $3, reviewed_by = $4, reviewed_at = now(), updated_at = now()
             where id = $1",
            id.0,
            approved,
            reason,
            reviewer.0,
        )
        .execute(&mut *conn)
        .await?;
        let (snapshot, reason) = (snapshot(&details), reason.unwrap_or_default());
        let (after, notice) = match verdict.decision {
            Decision::Approve => ("active", Notice::AccountApproved),
            Decision::Return => ("returned", Notice::AccountReturned { message: reason }),
            Decision::Reject => {
                // The whole application reopens; its values now show the next reviewer what was corrected.
                let fields = snapshot.as_object().map(|fields| fields.keys()).into_iter().flatten();
                let field = |field: &String| ReturnedField { field: field.clone(), comment: String::new() };
                let returned = Return { message: reason.clone(), fields: fields.map(field).collect() };
                returns::open_rejection(conn, SUBJECT, id.0, reviewer, &returned, snapshot.clone()).await?;
                ("rejected", Notice::AccountRejected { reason })
            }
        };
        let done = Effects {
            id: id.0,
            version: details.version,
            author: id,
            before: details.user.status.as_str().to_owned(),
            after: after.to_owned(),
            snapshot,
            notice,
        };
        conclude(conn, actor, &ACCOUNT_REVIEW, verdict, done).await
    }
}

/// What a decision on an account that asked for this role needs.
pub(super) fn needed(role: &str) -> Permission {
    PublicRole::parse(role).map_or(Permission::RolesManage, review_permission)
}
