//! An author's one word against a rejection. It waits in the queue like everything else, for
//! another reviewer than the one who decided; approving it turns the rejection over.

use async_trait::async_trait;
use serde_json::json;
use sqlx::PgConnection;

use super::{
    Card, Item, Review, Reviewable, Waiting, Waits, Wanted, claims,
    decisions::{self, Decided},
};
use crate::{
    Actor, Code, Error, FieldCode, Permission, Result, UserId,
    notice::Notice,
    review::{Appeal, AppealInput, AppealState, ChangedField, Decision, ItemFact, ReviewKind, Verdict},
    ssr::{
        Ctx, DbResultExt,
        audit::Entry,
        notify::{Audience, notify},
    },
    validate::Validator,
};

/// Longest appeal, in characters.
const TEXT_MAX: usize = 2000;

/// Its own permission is never asked: see [`Appeals::may_review`].
pub const KIND: ReviewKind = ReviewKind {
    name: "appeal",
    subject: "appeal",
    permission: Permission::UsersReview,
    stand_in: Some(Permission::ProjectsModerate),
    fields: &[],
    rated: false,
};

/// Appeals against rejections of these kinds.
pub struct Appeals(pub(super) &'static [&'static dyn Reviewable]);

impl Appeals {
    fn subject(&self, kind: &str) -> Result<&'static dyn Reviewable> {
        self.0.iter().copied().find(|k| k.kind().name == kind).ok_or(Error::NotFound)
    }

    /// Names of the kinds whose appeals the actor may answer.
    fn kinds_of(&self, actor: &Actor) -> Vec<String> {
        let judges = |kind: &ReviewKind| actor.require(judge(kind)).is_ok();
        self.0.iter().map(|kind| kind.kind()).filter(|kind| judges(kind)).map(|kind| kind.name.to_owned()).collect()
    }
}

/// Answers appeals: who stands in for the decider where there is such, else who decides.
pub fn judge(kind: &ReviewKind) -> Permission {
    kind.stand_in.unwrap_or(kind.permission)
}

/// Appeals against a rejection of one's own item. Any signed-in person, also one whose account
/// was rejected.
///
/// # Errors
/// [`Error::NotFound`] for an unknown kind or somebody else's item; [`Error::Conflict`] with
/// [`Code::WrongState`] when it is not rejected, [`Code::AppealExists`] the second time;
/// [`Error::Invalid`] on `text`.
pub async fn create(review: &Review, ctx: &Ctx, actor: &Actor, input: &AppealInput) -> Result<Appeal> {
    let user = actor.require_user()?;
    let reviewable = review.appeals.subject(&input.kind)?;
    let mut v = Validator::new();
    let text = v.text("text", &input.text, 1, TEXT_MAX);
    let mut tx = ctx.begin().await?;
    let item = reviewable.find(&mut tx, actor, input.id).await?;
    if item.author != user {
        return Err(Error::NotFound);
    }
    v.finish()?;
    if !item.rejected {
        return Err(Error::Conflict(Code::WrongState));
    }
    let kind = reviewable.kind();
    let id = sqlx::query_scalar!(
        "insert into core.appeals (kind, subject_id, subject_version, appellant_id, title, text, decided_by)
         values ($1, $2, $3, $4, $5, $6, $7) returning id",
        kind.name,
        input.id,
        item.version,
        user.0,
        item.title,
        text,
        item.decided_by.map(|id| id.0),
    )
    .fetch_one(&mut *tx)
    .await
    .on_constraint(&[("appeals_once", Error::Conflict(Code::AppealExists))])?;
    Entry::new("appeal.create", kind.subject, input.id)
        .new_value(json!({ "appeal": id, "text": text }))
        .record(&mut tx, actor)
        .await?;
    let notice = Notice::AppealReceived { appeal_id: id, item_kind: kind.name.to_owned(), title: item.title };
    notify(&mut tx, Audience::Holders(judge(kind)), notice, format!("appeal-{id}")).await?;
    let appeal = last_about(&mut tx, kind.name, input.id).await?.ok_or(Error::NotFound)?;
    tx.commit().await?;
    Ok(appeal)
}

/// The last appeal about one's own item, if there is one.
///
/// # Errors
/// [`Error::NotFound`] for an unknown kind or somebody else's item.
pub async fn find_mine(review: &Review, ctx: &Ctx, actor: &Actor, kind: &str, id: i64) -> Result<Option<Appeal>> {
    let user = actor.require_user()?;
    let reviewable = review.appeals.subject(kind)?;
    let mut conn = ctx.db.acquire().await?;
    if reviewable.find(&mut conn, actor, id).await?.author != user {
        return Err(Error::NotFound);
    }
    last_about(&mut conn, kind, id).await
}

/// The appeal a reviewer has in front of them.
///
/// # Errors
/// [`Error::NotFound`] when it is not theirs to answer.
pub async fn find(review: &Review, ctx: &Ctx, actor: &Actor, id: i64) -> Result<Appeal> {
    review.of(actor)?;
    let mut conn = ctx.db.acquire().await?;
    if !review.appeals.find(&mut conn, actor, id).await?.may_decide {
        return Err(Error::NotFound);
    }
    let row = sqlx::query_as!(
        Row,
        "select id, kind, subject_id, title, text, state, answer, created_at from core.appeals where id = $1",
        id,
    )
    .fetch_one(&mut *conn)
    .await?;
    Ok(row.into())
}

/// Who asks anew instead takes the appeal back.
///
/// # Errors
/// Only when the database fails.
pub async fn withdraw(conn: &mut PgConnection, kind: &str, id: i64) -> Result<()> {
    sqlx::query!(
        "update core.appeals set state = 'withdrawn', resolved_at = now(), version = version + 1
         where kind = $1 and subject_id = $2 and state = 'open'",
        kind,
        id,
    )
    .execute(conn)
    .await?;
    Ok(())
}

struct Row {
    id: i64,
    kind: String,
    subject_id: i64,
    title: String,
    text: String,
    state: String,
    answer: Option<String>,
    created_at: chrono::DateTime<chrono::Utc>,
}

impl From<Row> for Appeal {
    fn from(row: Row) -> Self {
        Appeal {
            id: row.id,
            kind: row.kind,
            subject_id: row.subject_id,
            title: row.title,
            text: row.text,
            state: AppealState::parse(&row.state).unwrap_or(AppealState::Open),
            answer: row.answer,
            created_at: row.created_at,
        }
    }
}

/// The last appeal about an item; an appeal's own pane shows itself.
pub(super) async fn last_about(conn: &mut PgConnection, kind: &str, id: i64) -> Result<Option<Appeal>> {
    let row = sqlx::query_as!(
        Row,
        "select id, kind, subject_id, title, text, state, answer, created_at from core.appeals
         where ($1 = 'appeal' and id = $2) or (kind = $1 and subject_id = $2) order by id desc limit 1",
        kind,
        id,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(Appeal::from))
}

#[async_trait]
impl Reviewable for Appeals {
    fn kind(&self) -> &'static ReviewKind {
        &KIND
    }

    async fn waiting(&self, conn: &mut PgConnection, actor: &Actor, wanted: &Wanted<'_>) -> Result<Vec<Waiting>> {
        let Some(user) = actor.id() else { return Ok(Vec::new()) };
        Ok(sqlx::query_as!(
            Waiting,
            "select created_at as since, id from core.appeals
             where state = 'open' and kind = any($1) and appellant_id <> $2 and decided_by is distinct from $2
               and (created_at, id) > ($3, $4) and ($5::bigint[] is null or id = any($5)) and not id = any($6)
             order by created_at, id limit $7",
            &self.kinds_of(actor),
            user.0,
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
        let Some(user) = actor.id() else { return Ok(Waits::default()) };
        Ok(sqlx::query_as!(
            Waits,
            r#"select count(*) as "count!", min(created_at) as oldest_at,
                      extract(epoch from percentile_cont(0.5) within group (order by now() - created_at))::bigint
                          as median_seconds
               from core.appeals
               where state = 'open' and kind = any($1) and appellant_id <> $2 and decided_by is distinct from $2
                 and not id = any($3)"#,
            &self.kinds_of(actor),
            user.0,
            except,
        )
        .fetch_one(conn)
        .await?)
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

    async fn find(&self, conn: &mut PgConnection, actor: &Actor, id: i64) -> Result<Item> {
        let row = sqlx::query!(
            r#"select kind, subject_id, appellant_id as "author: UserId", title, state, created_at, version,
                      decided_by as "decided_by: UserId"
               from core.appeals where id = $1"#,
            id,
        )
        .fetch_one(&mut *conn)
        .await?;
        let reviewable = self.subject(&row.kind)?;
        let subject = reviewable.find(conn, actor, row.subject_id).await?;
        let concerned = actor.id().is_none_or(|user| user == row.author || Some(user) == row.decided_by);
        let may = subject.may_judge && !concerned;
        Ok(Item {
            version: row.version,
            title: row.title,
            author: row.author,
            waits: row.state == AppealState::Open.as_str(),
            rejected: false,
            since: row.created_at,
            decided_by: None,
            may_decide: may,
            may_judge: false,
            rated: reviewable.kind().rated,
        })
    }

    async fn lock(&self, conn: &mut PgConnection, id: i64) -> Result<()> {
        let row = sqlx::query!("select kind, subject_id from core.appeals where id = $1 for update", id)
            .fetch_one(&mut *conn)
            .await?;
        self.subject(&row.kind)?.lock(conn, row.subject_id).await
    }

    async fn changes(&self, _conn: &mut PgConnection, _id: i64) -> Result<Vec<ChangedField>> {
        Ok(Vec::new())
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
            let subject = reviewable.find(conn, actor, row.subject_id).await?;
            reviewable.overturn(ctx, conn, actor, row.subject_id, verdict).await?;
            let decided = Decided::of(reviewable.kind().name, row.subject_id, &subject);
            decisions::record(conn, actor, &decided, verdict).await?;
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

    async fn overturn(
        &self,
        _ctx: &Ctx,
        _conn: &mut PgConnection,
        _actor: &Actor,
        _id: i64,
        _verdict: &Verdict,
    ) -> Result<()> {
        // There is no appeal against the answer to an appeal.
        Err(Error::Conflict(Code::WrongState))
    }

    fn may_review(&self, actor: &Actor) -> bool {
        !self.kinds_of(actor).is_empty()
    }
}
