//! What every decision leaves behind, whatever it is about: the fields that reopen, the entry in
//! the action log, the word to the author.

use serde_json::{Value, json};
use sqlx::PgConnection;

use crate::{
    Actor, Result, UserId,
    notice::Notice,
    review::{Decision, ReviewKind, Verdict},
    ssr::{
        audit::Entry,
        notify::{Audience, notify},
        returns,
    },
};

/// What a decision did to a record.
#[derive(Debug)]
pub struct Effects {
    pub id: i64,
    /// The version that was decided on.
    pub version: i64,
    pub author: UserId,
    /// Names of the states before and after.
    pub before: String,
    pub after: String,
    /// The values of what can be returned, flat: they show later what was corrected.
    pub snapshot: Value,
    /// The word to the author.
    pub notice: Notice,
}

/// Opens the marked fields of a return, writes `noun.decision` down and tells the author.
///
/// # Errors
/// Only when the database fails.
pub async fn conclude(
    conn: &mut PgConnection,
    actor: &Actor,
    kind: &ReviewKind,
    verdict: &Verdict,
    done: Effects,
) -> Result<()> {
    let reviewer = actor.require_user()?;
    let (subject, id, version) = (kind.subject, done.id, done.version);
    if verdict.decision == Decision::Return {
        returns::open(conn, subject, id, reviewer, &verdict.returned(), done.snapshot).await?;
    }
    let decision = verdict.decision.as_str();
    Entry::new(&format!("{subject}.{decision}"), subject, id)
        .old(json!({ "status": done.before }))
        .new_value(written_down(verdict, &done.after))
        .record(&mut *conn, actor)
        .await?;
    notify(conn, Audience::User(done.author), done.notice, format!("{subject}-{decision}-{id}-v{version}")).await
}

/// What the action log keeps of a decision: the state it led to, and what was said.
fn written_down(verdict: &Verdict, status: &str) -> Value {
    match (verdict.decision, verdict.rating) {
        (Decision::Approve, Some(rating)) => json!({ "status": status, "rating": rating, "comment": verdict.words }),
        (Decision::Approve, None) => json!({ "status": status }),
        (Decision::Return, _) => json!({ "status": status, "message": verdict.words, "fields": verdict.fields }),
        (Decision::Reject, _) => json!({ "status": status, "reason": verdict.words }),
    }
}
