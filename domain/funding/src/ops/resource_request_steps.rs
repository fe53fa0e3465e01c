//! What both sides' steps in a request have in common: its locks, whether its time is taken, the promise,
//! the word to the other side.

use birqadam_core::notice::Notice;
use birqadam_core::ssr::{
    DbResultExt,
    notify::{Audience, notify},
};
use birqadam_core::{Code, Error, ResourceId, ResourceRequestId, Result, UserId};
use sqlx::PgConnection;

use super::resource_records::load_request;
use super::resources::lock_resource;
use crate::model::{LendingPeriod, ResourceRequest};

/// Everyone who decides on a request locks its resource first, then the request.
pub(super) async fn lock_both(
    conn: &mut PgConnection,
    resource: ResourceId,
    id: ResourceRequestId,
) -> Result<ResourceRequest> {
    lock_resource(conn, resource).await?;
    sqlx::query_scalar!("select id from funding.resource_requests where id = $1 for no key update", id.0)
        .fetch_optional(&mut *conn)
        .await?
        .ok_or(Error::NotFound)?;
    load_request(conn, id).await
}

/// Whether it is promised to somebody at that time.
pub(super) async fn is_taken(conn: &mut PgConnection, resource: ResourceId, period: LendingPeriod) -> Result<bool> {
    let taken = sqlx::query_scalar!(
        r#"select exists (
               select from funding.resource_requests
               where resource_id = $1 and status in ('approved', 'done')
                 and tstzrange(starts_at, ends_at) && tstzrange($2, $3)) as "taken!""#,
        resource.0,
        period.starts_at,
        period.ends_at,
    )
    .fetch_one(conn)
    .await?;
    Ok(taken)
}

/// Promises the resource for that time. Of two that overlap the database lets one through.
///
/// # Errors
/// [`Error::Conflict`] with `resource_taken`.
pub(super) async fn promise(
    conn: &mut PgConnection,
    id: ResourceRequestId,
    period: LendingPeriod,
) -> Result<ResourceRequest> {
    sqlx::query!(
        "update funding.resource_requests
         set status = 'approved', starts_at = $2, ends_at = $3, decided_at = now(), version = version + 1,
             updated_at = now()
         where id = $1",
        id.0,
        period.starts_at,
        period.ends_at,
    )
    .execute(&mut *conn)
    .await
    .on_constraint(&[("resource_requests_one_at_a_time", Error::Conflict(Code::ResourceTaken))])?;
    load_request(conn, id).await
}

/// One notice for each version of a request.
pub(super) async fn tell(
    conn: &mut PgConnection,
    user: UserId,
    request: &ResourceRequest,
    notice: Notice,
) -> Result<()> {
    let key = format!("resource-request-{}-v{}", request.id, request.version);
    notify(conn, Audience::User(user), notice, key).await
}
