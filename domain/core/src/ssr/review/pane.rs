//! One item in front of its reviewer.

use super::{Review, Waiting, appeals, claims, decisions, history, item, line, queue, templates};
use crate::{
    Actor, Error, Locale, Result,
    review::{ItemRef, Pane},
    ssr::Ctx,
};

/// Everything that is the same for every kind. Reading changes nothing: who looks says so by
/// [`claims::claim`]. One's own item can be read, not decided on.
///
/// # Errors
/// [`Error::NotFound`] for an item the actor may not decide on, unless `readable` says that the
/// caller made sure of the right to read it.
pub async fn open(review: &Review, ctx: &Ctx, actor: &Actor, item: &ItemRef, readable: Readable) -> Result<Pane> {
    let user = actor.require_user()?;
    let (kind, id) = match readable {
        Readable::IfMayDecide => (review.kind_of(actor, &item.kind)?, item.id),
        Readable::Yes => (review.kind(&item.kind)?, item.id),
    };
    let name = kind.kind().name;
    let mut conn = ctx.db.acquire().await?;
    let found = item::find(kind, &mut conn, actor, id).await?;
    if !found.record.reach.decide && readable == Readable::IfMayDecide {
        return Err(Error::NotFound);
    }
    let held = decisions::held_on(&mut conn, ctx, actor, name, id).await?.map(|(held, _)| held);
    let waits = found.waits() && held.is_none();
    let mut cards = queue::items_of(&mut conn, user, kind, &[id]).await?;
    let card = cards.pop().ok_or(Error::NotFound)?;
    let decides = kind.may_review(actor);
    let (next, waiting) = if decides {
        let held = decisions::held_ids(&mut conn, name).await?;
        let next = queue::next(&mut conn, review, actor, kind, Waiting { since: found.record.since, id }).await?;
        (next, line::waits(kind, &mut conn, actor, &held).await?.count)
    } else {
        (None, 0)
    };
    let locale: Option<String> =
        sqlx::query_scalar!("select locale from accounts.users where id = $1", found.record.author.0)
            .fetch_optional(&mut *conn)
            .await?;
    Ok(Pane {
        item: card,
        version: found.record.version,
        waits,
        may_decide: found.may_decide,
        mine: found.mine,
        fields: kind.kind().fields.iter().map(|field| (*field).to_owned()).collect(),
        rated: found.record.rated,
        held,
        undoable: decisions::held_by(&mut conn, ctx, user).await?,
        history: history::of_item(&mut conn, name, id).await?,
        track: history::of_author(&mut conn, name, found.record.author).await?,
        appeal: appeals::last_about(&mut conn, name, id).await?,
        changes: if found.waits() { kind.changes(&mut conn, id).await? } else { Vec::new() },
        templates: templates::of_kind(&mut conn, name).await?,
        author_locale: locale.as_deref().and_then(Locale::parse).unwrap_or_default(),
        next,
        batch: claims::batch_of(&mut conn, user).await?,
        waiting,
    })
}

/// Whether the right to read was checked before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readable {
    Yes,
    IfMayDecide,
}

/// What comes after an item: what the actor took, then the next of its kind that nobody holds.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn next_after(review: &Review, ctx: &Ctx, actor: &Actor, item: &ItemRef) -> Result<Option<ItemRef>> {
    let kind = review.kind_of(actor, &item.kind)?;
    let mut conn = ctx.db.acquire().await?;
    let since = kind.record(&mut conn, actor, item.id).await?.since;
    queue::next(&mut conn, review, actor, kind, Waiting { since, id: item.id }).await
}
