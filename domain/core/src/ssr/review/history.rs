//! What was decided before: on an item, and on everything of its author.

use sqlx::PgConnection;

use crate::{
    Result, UserId,
    review::{Decision, PastDecision, Track, Verdict},
};

/// Decisions on an item that took effect, the last first.
pub(super) async fn of_item(conn: &mut PgConnection, kind: &str, id: i64) -> Result<Vec<PastDecision>> {
    let rows = sqlx::query!(
        "select verdict, reviewer_name, decided_at from core.review_decisions
         where kind = $1 and subject_id = $2 and state = 'applied' order by id desc limit 20",
        kind,
        id,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let verdict: Verdict = serde_json::from_value(row.verdict)?;
            Ok(PastDecision {
                decision: verdict.decision,
                words: verdict.words,
                fields: verdict.fields,
                rating: verdict.rating,
                reviewer: row.reviewer_name,
                at: row.decided_at,
            })
        })
        .collect()
}

/// How decisions on this person's items of a kind went.
pub(super) async fn of_author(conn: &mut PgConnection, kind: &str, author: UserId) -> Result<Track> {
    let rows = sqlx::query!(
        r#"select decision, count(*) as "count!" from core.review_decisions
           where author_id = $1 and kind = $2 and state = 'applied' group by decision"#,
        author.0,
        kind,
    )
    .fetch_all(conn)
    .await?;
    let mut track = Track::default();
    for row in rows {
        match Decision::parse(&row.decision) {
            Some(Decision::Approve) => track.approved = row.count,
            Some(Decision::Return) => track.returned = row.count,
            Some(Decision::Reject) => track.rejected = row.count,
            None => {}
        }
    }
    Ok(track)
}
