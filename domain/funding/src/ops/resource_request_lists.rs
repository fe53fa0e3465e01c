//! Requests as either side looks through them: what waits first, then what is promised, then what was.

use birqadam_core::ssr::Ctx;
use birqadam_core::{Actor, Cursor, Error, Page, PageRequest, Permission, ResourceRequestId, Result, UserId};

use chrono::DateTime;

use super::resource_records::{load_request, load_requests};
use crate::model::{RequestFilter, RequestShelf, ResourceRequest, ValidRequestFilter};

/// Whose requests.
#[derive(Clone, Copy)]
enum Side {
    Partner(UserId),
    Organizer(UserId),
}

/// Requests for one's own resources, by shelf (see [`RequestShelf`]) and narrowed further.
///
/// # Errors
/// [`Error::Invalid`] at `show`, `status`, `resource`, `from`, `to` or `cursor`.
pub async fn list_partner_requests(
    ctx: &Ctx,
    actor: &Actor,
    filter: &RequestFilter,
    page: PageRequest,
) -> Result<Page<ResourceRequest>> {
    let user = actor.require(Permission::ResourcesManageOwn)?;
    list(ctx, Side::Partner(user), filter.read()?, page).await
}

/// One's own requests for partners' resources, by shelf and narrowed further.
///
/// # Errors
/// [`Error::Invalid`] at `show`, `status`, `resource`, `from`, `to` or `cursor`.
pub async fn list_organizer_requests(
    ctx: &Ctx,
    actor: &Actor,
    filter: &RequestFilter,
    page: PageRequest,
) -> Result<Page<ResourceRequest>> {
    let user = actor.require(Permission::ResourcesRequest)?;
    list(ctx, Side::Organizer(user), filter.read()?, page).await
}

/// A request for one of one's own resources.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find_partner_request(ctx: &Ctx, actor: &Actor, id: ResourceRequestId) -> Result<ResourceRequest> {
    let user = actor.require(Permission::ResourcesManageOwn)?;
    let request = load_request(&mut *ctx.db.acquire().await?, id).await?;
    if request.partner_id == user { Ok(request) } else { Err(Error::NotFound) }
}

/// One's own request.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find_organizer_request(ctx: &Ctx, actor: &Actor, id: ResourceRequestId) -> Result<ResourceRequest> {
    let user = actor.require(Permission::ResourcesRequest)?;
    let request = load_request(&mut *ctx.db.acquire().await?, id).await?;
    if request.organizer_id == user { Ok(request) } else { Err(Error::NotFound) }
}

/// What waits comes in the order of asking, what is promised in the order of time, everything else the
/// latest first.
async fn list(ctx: &Ctx, side: Side, filter: ValidRequestFilter, page: PageRequest) -> Result<Page<ResourceRequest>> {
    let ValidRequestFilter { shelf, statuses, resource, from, to } = filter;
    let limit = page.limit();
    let (partner, organizer) = match side {
        Side::Partner(user) => (Some(user.0), None),
        Side::Organizer(user) => (None, Some(user.0)),
    };
    let cursor = page.cursor()?;
    let after = cursor.map(|cursor| cursor.id);
    let mut conn = ctx.db.acquire().await?;
    let ids = if shelf == RequestShelf::Waiting {
        sqlx::query_scalar!(
            "select id from funding.resource_requests
             where (partner_id = $1 or organizer_id = $2) and status in ('pending', 'countered') and id > $3
               and ($5::text[] is null or status = any($5)) and ($6::bigint is null or resource_id = $6)
               and ($7::date is null or starts_at >= $7::date::timestamp at time zone 'Asia/Almaty')
               and ($8::date is null or starts_at < ($8::date + 1)::timestamp at time zone 'Asia/Almaty')
             order by id limit $4",
            partner,
            organizer,
            after.unwrap_or(0),
            limit + 1,
            statuses.as_deref(),
            resource,
            from,
            to,
        )
        .fetch_all(&mut *conn)
        .await?
    } else if shelf == RequestShelf::Upcoming {
        sqlx::query_scalar!(
            "select id from funding.resource_requests
             where (partner_id = $1 or organizer_id = $2) and status = 'approved' and ends_at > $3
               and (starts_at, id) > ($4, $5)
               and ($7::text[] is null or status = any($7)) and ($8::bigint is null or resource_id = $8)
               and ($9::date is null or starts_at >= $9::date::timestamp at time zone 'Asia/Almaty')
               and ($10::date is null or starts_at < ($10::date + 1)::timestamp at time zone 'Asia/Almaty')
             order by starts_at, id limit $6",
            partner,
            organizer,
            ctx.now(),
            cursor.map_or(DateTime::UNIX_EPOCH, |cursor| cursor.time()),
            after.unwrap_or(0),
            limit + 1,
            statuses.as_deref(),
            resource,
            from,
            to,
        )
        .fetch_all(&mut *conn)
        .await?
    } else {
        sqlx::query_scalar!(
            "select id from funding.resource_requests
             where (partner_id = $1 or organizer_id = $2) and id < $3
               and case $4
                   when 'lent' then status = 'done' or (status = 'approved' and ends_at <= $5)
                   when 'thanked' then thanked_at is not null
                   when 'closed' then status in ('rejected', 'withdrawn')
                   else true end
               and ($7::text[] is null or status = any($7)) and ($8::bigint is null or resource_id = $8)
               and ($9::date is null or starts_at >= $9::date::timestamp at time zone 'Asia/Almaty')
               and ($10::date is null or starts_at < ($10::date + 1)::timestamp at time zone 'Asia/Almaty')
             order by id desc limit $6",
            partner,
            organizer,
            after.unwrap_or(i64::MAX),
            shelf.as_str(),
            ctx.now(),
            limit + 1,
            statuses.as_deref(),
            resource,
            from,
            to,
        )
        .fetch_all(&mut *conn)
        .await?
    };
    let requests = load_requests(&mut conn, &ids).await?;
    Ok(Page::from_rows(requests, limit, |one| Cursor::at(one.starts_at, one.id.0)))
}
