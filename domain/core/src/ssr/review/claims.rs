//! Soft locks: who looks at what. A claim ends by itself and can be taken over, knowingly.

use sqlx::{PgConnection, PgExecutor};

use super::{Review, Wanted, item, line};
use crate::{
    Actor, ActorKind, Code, Error, Result, UserId,
    review::{Batch, Claim, ItemRef, TAKEN_MAX, Taken, check_take},
    ssr::{Ctx, audit::Entry},
};

/// How long a look lasts without a sign of life.
const LOOK_SECONDS: f64 = 120.0;
/// How long what was taken by "give me 20" stays with a person who does nothing.
const TAKEN_SECONDS: f64 = 1800.0;
/// Serialises "give me 20": two at once get different items.
const TAKE_LOCK: i64 = 0x7461_6b65;

/// Looks at an item: it is the actor's when nobody else has it, or when they take it over.
/// Returns whose it is now. Renews a claim that is the actor's.
///
/// # Errors
/// [`Error::NotFound`] for an item that is not the actor's to decide on, [`Error::Forbidden`] with
/// [`Code::OwnItem`] for their own; [`Error::Conflict`] with [`Code::AlreadyDecided`].
pub async fn claim(
    review: &Review,
    ctx: &Ctx,
    actor: &Actor,
    kind: &str,
    id: i64,
    take_over: TakeOver,
) -> Result<Claim> {
    let reviewable = review.kind_of(actor, kind)?;
    let mut tx = ctx.begin().await?;
    let item = item::find_due(reviewable, &mut tx, actor, id).await?;
    // Nothing is left to look at; who still has the page open is told.
    if !item.waits() || super::decisions::held_ids(&mut tx, kind).await?.contains(&id) {
        return Err(Error::Conflict(Code::AlreadyDecided));
    }
    let claim = look(&mut tx, actor, kind, id, take_over).await?;
    if take_over == TakeOver::Yes {
        Entry::new("review.take_over", reviewable.kind().subject, subject_id(kind, id)).record(&mut tx, actor).await?;
    }
    tx.commit().await?;
    claim.ok_or(Error::NotFound)
}

/// Whether somebody else's claim gives way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakeOver {
    Yes,
    No,
}

/// Appeals are written down under their own number, which is no record's.
pub(super) fn subject_id(kind: &str, id: i64) -> Option<i64> {
    (kind != super::appeal_kind::KIND.name).then_some(id)
}

/// The same inside a transaction, without asking whether the actor may.
pub(super) async fn look(
    conn: &mut PgConnection,
    actor: &Actor,
    kind: &str,
    id: i64,
    take_over: TakeOver,
) -> Result<Option<Claim>> {
    let ActorKind::User { id: user, name, .. } = &actor.kind else { return Err(Error::Unauthenticated) };
    sqlx::query!(
        "insert into core.review_claims as c (kind, subject_id, user_id, user_name, expires_at)
         values ($1, $2, $3, $4, now() + make_interval(secs => $5))
         on conflict (kind, subject_id) do update
         set user_id = excluded.user_id, user_name = excluded.user_name,
             since = case when c.user_id = excluded.user_id and c.expires_at > now() then c.since else now() end,
             batch_id = case when c.user_id = excluded.user_id then c.batch_id end,
             expires_at = case when c.user_id = excluded.user_id then greatest(c.expires_at, excluded.expires_at)
                               else excluded.expires_at end
         where c.user_id = excluded.user_id or c.expires_at <= now() or $6",
        kind,
        id,
        user.0,
        name,
        LOOK_SECONDS,
        take_over == TakeOver::Yes,
    )
    .execute(&mut *conn)
    .await?;
    // Whoever works through a batch keeps all of it.
    sqlx::query!(
        "update core.review_claims set expires_at = now() + make_interval(secs => $2)
         where user_id = $1 and batch_id is not null and expires_at > now()",
        user.0,
        TAKEN_SECONDS,
    )
    .execute(&mut *conn)
    .await?;
    Ok(of_items(conn, *user, kind, &[id]).await?.pop().map(|(_, claim)| claim))
}

/// Gives up one's own claim.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub async fn release(review: &Review, ctx: &Ctx, actor: &Actor, kind: &str, id: i64) -> Result<()> {
    review.kind_of(actor, kind)?;
    let user = actor.require_user()?;
    let done = sqlx::query!(
        "delete from core.review_claims where kind = $1 and subject_id = $2 and user_id = $3",
        kind,
        id,
        user.0,
    )
    .execute(&ctx.db)
    .await?;
    if done.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Ends a look that leaves the page; what was taken stays taken.
///
/// # Errors
/// Only when the database fails.
pub async fn look_away(ctx: &Ctx, actor: &Actor, kind: &str, id: i64) -> Result<()> {
    let user = actor.require_user()?;
    sqlx::query!(
        "delete from core.review_claims where kind = $1 and subject_id = $2 and user_id = $3 and batch_id is null",
        kind,
        id,
        user.0,
    )
    .execute(&ctx.db)
    .await?;
    Ok(())
}

/// Nobody looks at a decided item any more.
pub(super) async fn drop_claim(conn: &mut PgConnection, kind: &str, id: i64) -> Result<()> {
    sqlx::query!("delete from core.review_claims where kind = $1 and subject_id = $2", kind, id).execute(conn).await?;
    Ok(())
}

/// "Give me 20": the longest waiting that nobody holds become the actor's. Never more than
/// [`TAKEN_MAX`] at a time.
///
/// # Errors
/// [`Error::Invalid`] on `count` (1 to [`TAKEN_MAX`]); [`Error::NotFound`] for an unknown kind.
pub async fn take(review: &Review, ctx: &Ctx, actor: &Actor, kind: &str, count: i64) -> Result<Taken> {
    let kinds = if kind.is_empty() { review.of(actor)? } else { vec![review.kind_of(actor, kind)?] };
    let ActorKind::User { id: user, name, .. } = &actor.kind else { return Err(Error::Unauthenticated) };
    let count = check_take(count)?;
    let mut tx = ctx.begin().await?;
    sqlx::query!("select pg_advisory_xact_lock($1)", TAKE_LOCK).execute(&mut *tx).await?;
    let open = sqlx::query!(
        r#"select max(batch_id) as batch, count(*) as "held!" from core.review_claims
           where user_id = $1 and batch_id is not null and expires_at > now()"#,
        user.0,
    )
    .fetch_one(&mut *tx)
    .await?;
    let room = count.min(TAKEN_MAX - open.held);
    let mut found = Vec::new();
    for kind in kinds {
        let name = kind.kind().name;
        let except = [super::decisions::held_ids(&mut tx, name).await?, claimed_ids(&mut *tx, name).await?].concat();
        let wanted = Wanted { after: (chrono::DateTime::UNIX_EPOCH, 0), only: None, except: &except, limit: room };
        let waiting = line::waiting(kind, &mut tx, actor, &wanted).await?;
        found.extend(waiting.into_iter().map(|waiting| (waiting, name)));
    }
    found.sort();
    found.truncate(usize::try_from(room).unwrap_or(0));
    if !found.is_empty() {
        let batch = match open.batch {
            Some(batch) => batch,
            None => {
                sqlx::query_scalar!("insert into core.review_batches (user_id) values ($1) returning id", user.0)
                    .fetch_one(&mut *tx)
                    .await?
            }
        };
        let kinds: Vec<String> = found.iter().map(|(_, kind)| (*kind).to_owned()).collect();
        let ids: Vec<i64> = found.iter().map(|(waiting, _)| waiting.id).collect();
        sqlx::query!(
            "insert into core.review_claims (kind, subject_id, user_id, user_name, batch_id, expires_at)
             select kind, id, $3, $4, $5, now() + make_interval(secs => $6)
             from unnest($1::text[], $2::bigint[]) as wanted (kind, id)
             on conflict (kind, subject_id) do update
             set user_id = excluded.user_id, user_name = excluded.user_name, batch_id = excluded.batch_id,
                 since = now(), expires_at = excluded.expires_at",
            &kinds,
            &ids,
            user.0,
            name,
            batch,
            TAKEN_SECONDS,
        )
        .execute(&mut *tx)
        .await?;
    }
    let batch = batch_of(&mut tx, *user).await?;
    tx.commit().await?;
    let items = found.into_iter().map(|(waiting, kind)| ItemRef { kind: kind.to_owned(), id: waiting.id }).collect();
    Ok(Taken { items, batch })
}

/// How far the actor is with what they took.
///
/// # Errors
/// Only when the database fails.
pub async fn find_batch(ctx: &Ctx, actor: &Actor) -> Result<Option<Batch>> {
    batch_of(&mut *ctx.db.acquire().await?, actor.require_user()?).await
}

/// How far the person is with what they took; nothing when none of it is left.
pub(super) async fn batch_of(conn: &mut PgConnection, user: UserId) -> Result<Option<Batch>> {
    let row = sqlx::query!(
        r#"with mine as (
               select batch_id, count(*) as left from core.review_claims
               where user_id = $1 and batch_id is not null and expires_at > now()
               group by batch_id order by batch_id desc limit 1)
           select mine.left as "left!",
                  (select count(*) from core.review_decisions d
                   where d.batch_id = mine.batch_id and d.state in ('held', 'applied')) as "done!"
           from mine"#,
        user.0,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Batch { done: row.done, total: row.done + row.left }))
}

/// The live claims on these items.
pub(super) async fn of_items(
    conn: &mut PgConnection,
    reader: UserId,
    kind: &str,
    ids: &[i64],
) -> Result<Vec<(i64, Claim)>> {
    let rows = sqlx::query!(
        r#"select subject_id, user_id as "user_id: UserId", user_name, since, expires_at from core.review_claims
           where kind = $1 and subject_id = any($2) and expires_at > now()"#,
        kind,
        ids,
    )
    .fetch_all(conn)
    .await?;
    let claim = rows.into_iter().map(|row| {
        let mine = row.user_id == reader;
        let claim =
            Claim { user_id: row.user_id, name: row.user_name, since: row.since, expires_at: row.expires_at, mine };
        (row.subject_id, claim)
    });
    Ok(claim.collect())
}

/// Items of a kind that anybody holds.
pub(super) async fn claimed_ids(conn: impl PgExecutor<'_>, kind: &str) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar!("select subject_id from core.review_claims where kind = $1 and expires_at > now()", kind)
        .fetch_all(conn)
        .await?)
}

/// Items of a kind that others hold.
pub(super) async fn claimed_by_others(conn: impl PgExecutor<'_>, kind: &str, user: UserId) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar!(
        "select subject_id from core.review_claims where kind = $1 and user_id <> $2 and expires_at > now()",
        kind,
        user.0,
    )
    .fetch_all(conn)
    .await?)
}

/// Items of a kind that the person took.
pub(super) async fn taken_by(conn: impl PgExecutor<'_>, kind: &str, user: UserId) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar!(
        "select subject_id from core.review_claims
         where kind = $1 and user_id = $2 and batch_id is not null and expires_at > now()",
        kind,
        user.0,
    )
    .fetch_all(conn)
    .await?)
}

/// Removes what ended a day ago.
///
/// # Errors
/// Only when the database fails.
pub async fn clean_up(conn: impl PgExecutor<'_>) -> Result<()> {
    sqlx::query!("delete from core.review_claims where expires_at < now() - interval '1 day'").execute(conn).await?;
    Ok(())
}
