//! The queue: every kind the actor may decide on in one line, the longest waiting first.

use chrono::{DateTime, Utc};

use super::{Review, Reviewable, Waiting, Wanted, claims, decisions, line};
use crate::{
    Actor, Cursor, Error, FieldCode, PageRequest, Result, UserId,
    review::{ItemRef, KindWaits, QueueFilter, QueueItem, ReviewQueue, TAKEN_MAX},
    ssr::Ctx,
};
use sqlx::PgConnection;

/// A page of the queue, with what the reviewer needs around it.
///
/// # Errors
/// [`Error::Forbidden`] for who may decide on nothing; [`Error::Invalid`] on `kind`, `cursor`.
pub async fn list(
    review: &Review,
    ctx: &Ctx,
    actor: &Actor,
    filter: &QueueFilter,
    page: &PageRequest,
) -> Result<ReviewQueue> {
    let mine = review.of(actor)?;
    let user = actor.require_user()?;
    let all = filter.kind.is_empty();
    let wanted: Vec<_> = mine.iter().copied().filter(|kind| all || kind.kind().name == filter.kind).collect();
    if wanted.is_empty() {
        return Err(Error::field("kind", FieldCode::Unknown));
    }
    let from = Position::parse(page.cursor.as_deref())?;
    let limit = page.limit();
    let mut conn = ctx.db.acquire().await?;
    let mut kinds = Vec::new();
    let mut found: Vec<(Waiting, usize)> = Vec::new();
    for (rank, kind) in mine.iter().enumerate() {
        let name = kind.kind().name;
        let held = decisions::held_ids(&mut conn, name).await?;
        let waits = line::waits(*kind, &mut conn, actor, &held).await?;
        kinds.push(KindWaits {
            kind: name.to_owned(),
            count: waits.count,
            oldest_at: waits.oldest_at,
            median_seconds: waits.median_seconds,
        });
        if !wanted.iter().any(|w| w.kind().name == name) || waits.count == 0 {
            continue;
        }
        let taken = if filter.mine.is_empty() { None } else { Some(claims::taken_by(&mut *conn, name, user).await?) };
        let wanted = Wanted { after: from.after(rank), only: taken.as_deref(), except: &held, limit: limit + 1 };
        let waiting = line::waiting(*kind, &mut conn, actor, &wanted).await?;
        found.extend(waiting.into_iter().map(|waiting| (waiting, rank)));
    }
    found.sort_by_key(|(waiting, rank)| (waiting.since, *rank, waiting.id));
    let more = found.len() as i64 > limit;
    found.truncate(limit as usize);
    let next = found.last().filter(|_| more).map(|(waiting, rank)| Position::at(*waiting, *rank).encode());
    let items = cards(&mut conn, user, &mine, &found).await?;
    Ok(ReviewQueue {
        items,
        next,
        kinds,
        batch: claims::batch_of(&mut conn, user).await?,
        held: decisions::held_by(&mut conn, ctx, user).await?,
    })
}

/// The cards of the page in its order, with who looks at each.
async fn cards(
    conn: &mut PgConnection,
    reader: UserId,
    kinds: &[&dyn Reviewable],
    found: &[(Waiting, usize)],
) -> Result<Vec<QueueItem>> {
    let mut items = Vec::new();
    for (rank, kind) in kinds.iter().enumerate() {
        let ids: Vec<i64> = found.iter().filter(|(_, r)| *r == rank).map(|(waiting, _)| waiting.id).collect();
        items.extend(items_of(conn, reader, *kind, &ids).await?.into_iter().map(|item| (rank, item)));
    }
    items.sort_by_key(|(rank, item)| (item.since, *rank, item.id));
    Ok(items.into_iter().map(|(_, item)| item).collect())
}

pub(super) async fn items_of(
    conn: &mut PgConnection,
    reader: UserId,
    kind: &dyn Reviewable,
    ids: &[i64],
) -> Result<Vec<QueueItem>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let name = kind.kind().name;
    let claims = claims::of_items(conn, reader, name, ids).await?;
    let cards = kind.cards(conn, ids).await?;
    let item = cards.into_iter().map(|card| QueueItem {
        kind: name.to_owned(),
        id: card.id,
        title: card.title,
        author: card.author,
        facts: card.facts,
        photo_url: card.photo_url,
        photo_hash: card.photo_hash,
        since: card.since,
        claim: claims.iter().find(|(id, _)| *id == card.id).map(|(_, claim)| claim.clone()),
    });
    Ok(item.collect())
}

/// What comes after an item: first what the person took themselves, then the next of the same
/// kind that nobody else holds; at the end of the line from its beginning.
pub(super) async fn next(
    conn: &mut PgConnection,
    review: &Review,
    actor: &Actor,
    kind: &dyn Reviewable,
    here: Waiting,
) -> Result<Option<ItemRef>> {
    let user = actor.require_user()?;
    let mut mine: Vec<(Waiting, &str)> = Vec::new();
    for kind in review.of(actor)? {
        let name = kind.kind().name;
        let taken = claims::taken_by(&mut *conn, name, user).await?;
        if taken.is_empty() {
            continue;
        }
        let held = decisions::held_ids(conn, name).await?;
        let wanted = Wanted { after: START, only: Some(&taken), except: &held, limit: TAKEN_MAX };
        mine.extend(line::waiting(kind, conn, actor, &wanted).await?.into_iter().map(|waiting| (waiting, name)));
    }
    mine.sort();
    let name = kind.kind().name;
    let others = mine.iter().filter(|(waiting, kind)| !(*kind == name && waiting.id == here.id));
    let after = others.clone().find(|(waiting, _)| *waiting > here).or_else(|| others.clone().next());
    if let Some((waiting, kind)) = after {
        return Ok(Some(ItemRef { kind: (*kind).to_owned(), id: waiting.id }));
    }
    let held = decisions::held_ids(conn, name).await?;
    let mut except = [held, claims::claimed_by_others(&mut *conn, name, user).await?].concat();
    except.push(here.id);
    for after in [(here.since, here.id), START] {
        let wanted = Wanted { after, only: None, except: &except, limit: 1 };
        if let Some(waiting) = line::waiting(kind, conn, actor, &wanted).await?.first() {
            return Ok(Some(ItemRef { kind: name.to_owned(), id: waiting.id }));
        }
    }
    Ok(None)
}

/// Before everything.
const START: (DateTime<Utc>, i64) = (DateTime::UNIX_EPOCH, 0);

/// The place in the merged line: time, then kind, then id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Position {
    at: Cursor,
    rank: usize,
}

impl Position {
    fn at(waiting: Waiting, rank: usize) -> Self {
        Position { at: Cursor::at(waiting.since, waiting.id), rank }
    }

    fn encode(self) -> String {
        format!("{}-{}", self.rank, self.at.encode())
    }

    fn parse(text: Option<&str>) -> Result<Option<Self>> {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
        let parsed = text
            .split_once('-')
            .and_then(|(rank, cursor)| Some(Position { rank: rank.parse().ok()?, at: Cursor::decode(cursor)? }));
        parsed.map(Some).ok_or_else(|| Error::field("cursor", FieldCode::Malformed))
    }
}

trait After {
    /// Where a kind's own list goes on after this place of the merged line.
    fn after(&self, rank: usize) -> (DateTime<Utc>, i64);
}

impl After for Option<Position> {
    fn after(&self, rank: usize) -> (DateTime<Utc>, i64) {
        let Some(position) = self else { return START };
        let id = match rank.cmp(&position.rank) {
            // At the same moment these came before, ours, and come after.
            std::cmp::Ordering::Less => i64::MAX,
            std::cmp::Ordering::Equal => position.at.id,
            std::cmp::Ordering::Greater => -1,
        };
        (position.at.time(), id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn moment(n: i64) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(n).unwrap_or_default()
    }

    proptest! {
        /// Page after page nothing is shown twice or left out, whatever waits at the same moment.
        #[test]
        fn pages_of_the_merged_line_meet(
            items in proptest::collection::btree_set((0i64..6, 0usize..3, 1i64..20), 0..40),
            limit in 1usize..7,
        ) {
            let mut shown = Vec::new();
            let mut cursor: Option<String> = None;
            loop {
                let from = Position::parse(cursor.as_deref()).expect("our own cursor");
                let mut page: Vec<_> = items
                    .iter()
                    .filter(|(at, rank, id)| (moment(*at), *id) > from.after(*rank))
                    .copied()
                    .collect();
                page.sort();
                page.truncate(limit);
                let Some(&(at, rank, id)) = page.last() else { break };
                cursor = Some(Position::at(Waiting { since: moment(at), id }, rank).encode());
                shown.extend(page);
            }
            prop_assert_eq!(shown, items.into_iter().collect::<Vec<_>>());
        }

        #[test]
        fn a_cursor_edited_by_hand_is_an_error_not_a_panic(text in ".*") {
            let _ = Position::parse(Some(&text));
        }
    }
}
