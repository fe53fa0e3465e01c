//! Accounts in the review queue.

use async_trait::async_trait;
use birqadam_core::{
    Actor, Approval, Code, Error, Permission, Result, UserId,
    notice::Notice,
    review::{ChangedField, Decision, ItemFact, Return, ReturnedField, ReviewKind, Verdict},
    ssr::{
        Ctx,
        audit::Entry,
        notify::{Audience, notify},
        returns,
        review::{Card, Item, Reviewable, Waiting, Waits, Wanted},
    },
};
use serde_json::json;
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

    async fn waiting(&self, conn: &mut PgConnection, actor: &Actor, wanted: &Wanted<'_>) -> Result<Vec<Waiting>> {
        if !self.may_review(actor) {
            return Ok(Vec::new());
        }
        Ok(sqlx::query_as!(
            Waiting,
            "select submitted_at as since, id from accounts.users
             where is_approved = false and blocked_at is null and ($1 or role <> 'moderator') and id <> $2
               and (submitted_at, id) > ($3, $4) and ($5::bigint[] is null or id = any($5)) and not id = any($6)
             order by submitted_at, id limit $7",
            actor.can(Permission::RolesManage),
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
               from accounts.users
               where is_approved = false and blocked_at is null and ($1 or role <> 'moderator') and not id = any($2)"#,
            actor.can(Permission::RolesManage),
            except,
        )
        .fetch_one(conn)
        .await?)
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

    async fn find(&self, conn: &mut PgConnection, actor: &Actor, id: i64) -> Result<Item> {
        let row = sqlx::query!(
            r#"select name, organization_name, role, is_approved, version, submitted_at,
                      reviewed_by as "reviewed_by: UserId", blocked_at is not null as "blocked!"
               from accounts.users where id = $1"#,
            id,
        )
        .fetch_one(conn)
        .await?;
        let approval = Approval::from_column(row.is_approved);
        let may = actor.require(needed(&row.role)).is_ok() && actor.id() != Some(UserId(id));
        Ok(Item {
            version: row.version,
            title: row.organization_name.unwrap_or(row.name),
            author: UserId(id),
            waits: approval == Approval::Pending && !row.blocked,
            rejected: approval == Approval::Rejected && !row.blocked,
            since: row.submitted_at,
            decided_by: row.reviewed_by,
            may_decide: may,
            may_judge: may,
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
        apply(conn, actor, UserId(id), "pending", verdict).await
    }

    async fn overturn(
        &self,
        _ctx: &Ctx,
        conn: &mut PgConnection,
        actor: &Actor,
        id: i64,
        verdict: &Verdict,
    ) -> Result<()> {
        self.lock(conn, id).await?;
        if !self.find(conn, actor, id).await?.rejected {
            return Err(Error::Conflict(Code::WrongState));
        }
        returns::close(conn, SUBJECT, id).await?;
        apply(conn, actor, UserId(id), "rejected", verdict).await
    }
}

/// What a decision on an account that asked for this role needs.
pub(super) fn needed(role: &str) -> Permission {
    PublicRole::parse(role).map_or(Permission::RolesManage, review_permission)
}

/// The decision with its effects. The caller holds the lock and knows that it is due.
pub(super) async fn apply(
    conn: &mut PgConnection,
    actor: &Actor,
    id: UserId,
    before: &str,
    verdict: &Verdict,
) -> Result<()> {
    let reviewer = actor.require_user()?;
    let details = find_details(conn, id).await?;
    let version = details.version;
    let (approved, reason) = match verdict.decision {
        Decision::Approve => (Some(true), None),
        Decision::Return | Decision::Reject => (None, Some(verdict.spoken())),
    };
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
    let reason = reason.unwrap_or_default();
    let (operation, new, notice) = match verdict.decision {
        Decision::Approve => ("approve", json!({ "status": "active" }), Notice::AccountApproved),
        Decision::Return => {
            returns::open(conn, SUBJECT, id.0, reviewer, &verdict.returned(), snapshot(&details)).await?;
            let new = json!({ "status": "returned", "message": verdict.words, "fields": verdict.fields });
            ("return", new, Notice::AccountReturned { message: reason })
        }
        Decision::Reject => {
            // The whole application reopens; its values now show the next reviewer what was corrected.
            let snapshot = snapshot(&details);
            let fields = snapshot.as_object().map(|fields| fields.keys()).into_iter().flatten();
            let fields = fields.map(|field| ReturnedField { field: field.clone(), comment: String::new() }).collect();
            let returned = Return { message: reason.clone(), fields };
            returns::open_rejection(conn, SUBJECT, id.0, reviewer, &returned, snapshot).await?;
            ("reject", json!({ "status": "rejected", "reason": reason }), Notice::AccountRejected { reason })
        }
    };
    Entry::new(&format!("user.{operation}"), SUBJECT, id.0)
        .old(json!({ "status": before }))
        .new_value(new)
        .record(&mut *conn, actor)
        .await?;
    let done = match verdict.decision {
        Decision::Approve => "approved",
        Decision::Return => "returned",
        Decision::Reject => "rejected",
    };
    notify(conn, Audience::User(id), notice, format!("account-{done}-{id}-v{version}")).await
}
