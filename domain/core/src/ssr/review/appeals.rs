//! An author's one word against a rejection. It waits in the queue like everything else (see
//! `appeal_kind`), for another reviewer than the one who decided; approving it turns the rejection
//! over.

use serde_json::json;
use sqlx::PgConnection;

use super::{Review, Stands, appeal_kind::judge, item};
use crate::{
    Actor, Code, Error, Result,
    notice::Notice,
    review::{Appeal, AppealInput, AppealState, Decision},
    ssr::{
        Ctx, DbResultExt,
        audit::Entry,
        notify::{Audience, notify},
    },
};

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
    let text = input.validate();
    let mut tx = ctx.begin().await?;
    let record = reviewable.record(&mut tx, actor, input.id).await?;
    if record.author != user {
        return Err(Error::NotFound);
    }
    let text = text?;
    let kind = reviewable.kind();
    if !kind.appealed || record.stands != Stands::Decided(Decision::Reject) {
        return Err(Error::Conflict(Code::WrongState));
    }
    let id = sqlx::query_scalar!(
        "insert into core.appeals (kind, subject_id, subject_version, appellant_id, title, text, decided_by)
         values ($1, $2, $3, $4, $5, $6, $7) returning id",
        kind.name,
        input.id,
        record.version,
        user.0,
        record.title,
        text,
        record.decided_by.map(|id| id.0),
    )
    .fetch_one(&mut *tx)
    .await
    .on_constraint(&[("appeals_once", Error::Conflict(Code::AppealExists))])?;
    Entry::new("appeal.create", kind.subject, input.id)
        .new_value(json!({ "appeal": id, "text": text }))
        .record(&mut tx, actor)
        .await?;
    let notice = Notice::AppealReceived { appeal_id: id, item_kind: kind.name.to_owned(), title: record.title };
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
    if reviewable.record(&mut conn, actor, id).await?.author != user {
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
    item::find_due(&review.appeals, &mut conn, actor, id).await?;
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
