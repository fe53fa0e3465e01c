//! Appeals as a kind of the queue: to whom they come, and what answering one does.

use sqlx::PgConnection;

use super::{Branch, Card, LineSql, Reach, Record, Reviewable, Stands, async_trait, claims, decisions};
use crate::{
    Actor, Error, FieldCode, Permission, Result, UserId,
    notice::Notice,
    review::{AppealState, Decision, ItemFact, ReviewKind, Verdict},
    ssr::{
        Ctx,
        audit::Entry,
        notify::{Audience, notify},
    },
};
use serde_json::json;

/// Its own permission is never asked: see [`Appeals::may_review`].
pub(super) const KIND: ReviewKind = ReviewKind {
    name: "appeal",
    subject: "appeal",
    permission: Permission::UsersReview,
    stand_in: Some(Permission::ProjectsModerate),
    fields: &[],
    rated: false,
    appealed: false,
};

/// Appeals against rejections of these kinds.
pub(super) struct Appeals(pub(super) &'static [&'static dyn Reviewable]);

impl Appeals {
    pub fn subject(&self, kind: &str) -> Result<&'static dyn Reviewable> {
        self.0.iter().copied().find(|k| k.kind().name == kind).ok_or(Error::NotFound)
    }

    /// Names of the kinds whose appeals the actor may answer.
    fn kinds_of(&self, actor: &Actor) -> Vec<String> {
        let judges = |kind: &ReviewKind| actor.require(judge(kind)).is_ok();
        self.0.iter().map(|kind| kind.kind()).filter(|kind| judges(kind)).map(|kind| kind.name.to_owned()).collect()
    }
}

/// Answers appeals: who stands in for the decider where there is such, else who decides.
pub(super) fn judge(kind: &ReviewKind) -> Permission {
    kind.stand_in.unwrap_or(kind.permission)
}

#[async_trait]
impl Reviewable for Appeals {
    fn kind(&self) -> &'static ReviewKind {
        &KIND
    }

    fn line(&self) -> &'static LineSql {
        &LineSql {
            from: "core.appeals i",
            id: "i.id",
            since: "i.created_at",
            author: "i.appellant_id",
            due: "i.state = 'open'",
        }
    }

    /// Never what the actor decided themselves.
    fn reach(&self, actor: &Actor) -> Vec<Branch> {
        let (Some(user), kinds) = (actor.id(), self.kinds_of(actor)) else { return Vec::new() };
        vec![Branch::of(move |w| {
            w.and("i.kind = any(").bind(kinds.clone()).push(") and i.decided_by is distinct from ").bind(user.0);
        })]
    }

    async fn cards(&self, conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Card>> {
        let rows = sqlx::query!(
            "select a.id, a.kind, a.title, a.text, a.created_at, u.name from core.appeals a
             join accounts.users u on u.id = a.appellant_id
             where a.id = any($1) order by array_position($1, a.id)",
            ids,
        )
        .fetch_all(conn)
        .await?;
        let card = rows.into_iter().map(|row| Card {
            id: row.id,
            title: row.title,
            author: row.name,
            facts: vec![ItemFact::new("appeal_about", row.kind), ItemFact::new("text", row.text)],
            photo_url: None,
            photo_hash: None,
            since: row.created_at,
        });
        Ok(card.collect())
    }

    async fn record(&self, conn: &mut PgConnection, actor: &Actor, id: i64) -> Result<Record> {
        let row = sqlx::query!(
            r#"select kind, subject_id, appellant_id as "author: UserId", title, state, created_at, version,
                      decided_by as "decided_by: UserId"
               from core.appeals where id = $1"#,
            id,
        )
        .fetch_one(&mut *conn)
        .await?;
        let subject = self.subject(&row.kind)?.record(conn, actor, row.subject_id).await?;
        let decided_it = actor.id().is_none_or(|user| Some(user) == row.decided_by);
        let stands = match AppealState::parse(&row.state) {
            Some(AppealState::Open) => Stands::Waiting,
            Some(AppealState::Overturned) => Stands::Decided(Decision::Approve),
            Some(AppealState::Upheld) => Stands::Decided(Decision::Reject),
            Some(AppealState::Withdrawn) | None => Stands::Aside,
        };
        Ok(Record {
            version: row.version,
            title: row.title,
            author: row.author,
            stands,
            since: row.created_at,
            decided_by: None,
            reach: Reach { decide: subject.reach.judge && !decided_it, judge: false },
            rated: subject.rated,
        })
    }

    async fn lock(&self, conn: &mut PgConnection, id: i64) -> Result<()> {
        let row = sqlx::query!("select kind, subject_id from core.appeals where id = $1 for update", id)
            .fetch_one(&mut *conn)
            .await?;
        self.subject(&row.kind)?.lock(conn, row.subject_id).await
    }

    async fn apply(&self, ctx: &Ctx, conn: &mut PgConnection, actor: &Actor, id: i64, verdict: &Verdict) -> Result<()> {
        let judge = actor.require_user()?;
        let row = sqlx::query!(
            r#"select kind, subject_id, appellant_id as "appellant: UserId", title, decided_by as "decided_by: UserId"
               from core.appeals where id = $1"#,
            id,
        )
        .fetch_one(&mut *conn)
        .await?;
        let state = match verdict.decision {
            Decision::Approve => AppealState::Overturned,
            Decision::Reject => AppealState::Upheld,
            Decision::Return => return Err(Error::field("decision", FieldCode::Unknown)),
        };
        let reviewable = self.subject(&row.kind)?;
        if state == AppealState::Overturned {
            decisions::overturn(reviewable, ctx, conn, actor, row.subject_id, verdict).await?;
        }
        sqlx::query!(
            "update core.appeals set state = $2, answer = nullif($3, ''), resolved_by = $4, resolved_at = now(),
                                     version = version + 1
             where id = $1",
            id,
            state.as_str(),
            verdict.words,
            judge.0,
        )
        .execute(&mut *conn)
        .await?;
        let operation = if state == AppealState::Overturned { "appeal.overturn" } else { "appeal.uphold" };
        Entry::new(operation, reviewable.kind().subject, row.subject_id)
            .new_value(json!({ "appeal": id, "reason": verdict.words }))
            .record(&mut *conn, actor)
            .await?;
        for person in [Some(row.appellant), row.decided_by].into_iter().flatten() {
            let notice = Notice::AppealDecided {
                item_kind: row.kind.clone(),
                item_id: row.subject_id,
                title: row.title.clone(),
                overturned: state == AppealState::Overturned,
                answer: verdict.words.clone(),
                own: person == row.appellant,
            };
            notify(conn, Audience::User(person), notice, format!("appeal-decided-{id}-{person}")).await?;
        }
        claims::drop_claim(conn, KIND.name, id).await
    }

    fn may_review(&self, actor: &Actor) -> bool {
        !self.kinds_of(actor).is_empty()
    }
}
