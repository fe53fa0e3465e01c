//! The organizer's side of requests: asking, answering other dates, stepping back, thanking.
//! Permission `resources.request`; foreign requests are not found.

use birqadam_core::notice::Notice;
use birqadam_core::ssr::{Ctx, DbResultExt, audit};
use birqadam_core::{
    Actor, Code, Error, FieldCode, Permission, ProjectId, ResourceId, ResourceRequestId, Result, UserId,
};
use serde_json::json;
use sqlx::PgConnection;

use super::resource_records::{REQUEST, load_request, load_resource};
use super::resource_request_steps::{is_taken, lock_both, promise, tell};
use super::resources::lock_resource;
use crate::model::{
    AcceptInput, ResourceRequest, ResourceRequestInput, ResourceRequestStatus, ResourceStatus, ThankInput,
    ValidResourceRequest,
};

/// Asks a partner for a resource, for one of one's own published projects.
///
/// # Errors
/// [`Error::Invalid`] at every field that cannot be accepted: also at the dates, when they are taken or
/// not offered; [`Error::Conflict`] with `project_closed`, or with `already_so` when this was asked.
pub async fn request_resource(ctx: &Ctx, actor: &Actor, input: ResourceRequestInput) -> Result<ResourceRequest> {
    let user = actor.require(Permission::ResourcesRequest)?;
    let valid = input.validate(ctx.now())?;
    let at = if input.starts_at.trim().is_empty() { "date" } else { "starts_at" };
    let mut tx = ctx.begin().await?;
    let unknown =
        |error: Error| if error == Error::NotFound { Error::field("resource_id", FieldCode::Unknown) } else { error };
    lock_resource(&mut tx, valid.resource_id).await.map_err(unknown)?;
    let resource = load_resource(&mut tx, valid.resource_id).await?;
    if resource.status != ResourceStatus::Active || !lends(&mut tx, resource.partner_id).await? {
        return Err(unknown(Error::NotFound));
    }
    check_project(&mut tx, user, valid.project_id).await?;
    if !valid.period.fits(resource.days) {
        return Err(Error::field(at, FieldCode::DayNotOffered));
    }
    if is_taken(&mut tx, valid.resource_id, valid.period).await? {
        return Err(Error::field(at, FieldCode::DatesTaken));
    }
    let id = insert(&mut tx, user, resource.partner_id, &valid).await?;
    let request = load_request(&mut tx, id).await?;
    audit::Entry::new("resource_request.create", REQUEST, id.0)
        .new_value(json!({
            "status": request.status,
            "resource": request.resource,
            "project": request.project,
            "starts_at": request.starts_at,
            "ends_at": request.ends_at,
        }))
        .record(&mut tx, actor)
        .await?;
    let notice = Notice::ResourceRequested {
        request_id: id,
        resource: request.resource.clone(),
        project: request.project.clone(),
        organizer: request.organizer.clone(),
    };
    tell(&mut tx, request.partner_id, &request, notice).await?;
    tx.commit().await?;
    Ok(request)
}

async fn insert(
    conn: &mut PgConnection,
    user: UserId,
    partner: UserId,
    valid: &ValidResourceRequest,
) -> Result<ResourceRequestId> {
    sqlx::query_scalar!(
        r#"insert into funding.resource_requests
               (resource_id, partner_id, project_id, organizer_id, starts_at, ends_at, notes)
           values ($1, $2, $3, $4, $5, $6, $7) returning id as "id: ResourceRequestId""#,
        valid.resource_id.0,
        partner.0,
        valid.project_id.0,
        user.0,
        valid.period.starts_at,
        valid.period.ends_at,
        valid.notes,
    )
    .fetch_one(conn)
    .await
    .on_constraint(&[("resource_requests_asked_once", Error::Conflict(Code::AlreadySo))])
}

/// Whether the partner's account is in order.
async fn lends(conn: &mut PgConnection, partner: UserId) -> Result<bool> {
    let lends = sqlx::query_scalar!(
        r#"select is_approved is true and blocked_at is null as "lends!" from accounts.users where id = $1"#,
        partner.0,
    )
    .fetch_one(conn)
    .await?;
    Ok(lends)
}

/// One's own, and published.
async fn check_project(conn: &mut PgConnection, user: UserId, project: ProjectId) -> Result<()> {
    let status = sqlx::query_scalar!(
        "select status from volunteering.projects where id = $1 and organizer_id = $2",
        project.0,
        user.0,
    )
    .fetch_optional(conn)
    .await?;
    match status.as_deref() {
        None => Err(Error::field("project_id", FieldCode::Unknown)),
        Some("active") => Ok(()),
        Some(_) => Err(Error::Conflict(Code::ProjectClosed)),
    }
}

/// Steps back from a request, or from a promise before it begins.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] with `wrong_state`.
pub async fn withdraw_request(ctx: &Ctx, actor: &Actor, id: ResourceRequestId) -> Result<ResourceRequest> {
    let user = actor.require(Permission::ResourcesRequest)?;
    let mut tx = ctx.begin().await?;
    let before = lock_mine(&mut tx, user, id).await?;
    if before.status == ResourceRequestStatus::Withdrawn {
        return Ok(before);
    }
    if !before.can_be_taken_back(ctx.now()) {
        return Err(Error::Conflict(Code::WrongState));
    }
    let request = end_by_organizer(&mut tx, actor, &before, "resource_request.withdraw").await?;
    tx.commit().await?;
    Ok(request)
}

/// The other dates will not do: the request is over.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] with `wrong_state`.
pub async fn decline_counter(ctx: &Ctx, actor: &Actor, id: ResourceRequestId) -> Result<ResourceRequest> {
    let user = actor.require(Permission::ResourcesRequest)?;
    let mut tx = ctx.begin().await?;
    let before = lock_mine(&mut tx, user, id).await?;
    match before.status {
        ResourceRequestStatus::Withdrawn => return Ok(before),
        ResourceRequestStatus::Countered => {}
        _ => return Err(Error::Conflict(Code::WrongState)),
    }
    let request = end_by_organizer(&mut tx, actor, &before, "resource_request.decline").await?;
    tx.commit().await?;
    Ok(request)
}

async fn end_by_organizer(
    conn: &mut PgConnection,
    actor: &Actor,
    before: &ResourceRequest,
    operation: &str,
) -> Result<ResourceRequest> {
    sqlx::query!(
        "update funding.resource_requests
         set status = 'withdrawn', decided_at = now(), version = version + 1, updated_at = now() where id = $1",
        before.id.0,
    )
    .execute(&mut *conn)
    .await?;
    let request = load_request(conn, before.id).await?;
    audit::Entry::new(operation, REQUEST, before.id.0)
        .old(json!({ "status": before.status }))
        .new_value(json!({ "status": request.status }))
        .record(conn, actor)
        .await?;
    let notice = Notice::ResourceRequestWithdrawn {
        request_id: request.id,
        resource: request.resource.clone(),
        organizer: request.organizer.clone(),
    };
    tell(conn, request.partner_id, &request, notice).await?;
    Ok(request)
}

/// Takes the other dates: it is promised for them.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`] when the partner has offered others since;
/// [`Error::Conflict`] with `wrong_state`, `project_closed`, or `resource_taken`.
pub async fn accept_counter(
    ctx: &Ctx,
    actor: &Actor,
    id: ResourceRequestId,
    input: AcceptInput,
) -> Result<ResourceRequest> {
    let user = actor.require(Permission::ResourcesRequest)?;
    let mut tx = ctx.begin().await?;
    let before = lock_mine(&mut tx, user, id).await?;
    if before.status == ResourceRequestStatus::Approved && before.counter.is_some() {
        return Ok(before);
    }
    let offer = before.counter.clone().filter(|_| before.status == ResourceRequestStatus::Countered);
    let offer = offer.ok_or(Error::Conflict(Code::WrongState))?;
    if input.version.is_some_and(|version| version != before.version) {
        return Err(Error::Stale {
            current_version: before.version,
            current: serde_json::to_string(&before)?,
            yours: serde_json::to_string(&input)?,
        });
    }
    if offer.ends_at <= ctx.now() {
        return Err(Error::Conflict(Code::WrongState));
    }
    check_project(&mut tx, user, before.project_id).await?;
    let request = promise(&mut tx, id, offer.period()).await?;
    audit::Entry::new("resource_request.accept", REQUEST, id.0)
        .old(json!({ "status": before.status, "starts_at": before.starts_at, "ends_at": before.ends_at }))
        .new_value(json!({ "status": request.status, "starts_at": request.starts_at, "ends_at": request.ends_at }))
        .record(&mut tx, actor)
        .await?;
    let notice = Notice::ResourceOfferAccepted {
        request_id: id,
        resource: request.resource.clone(),
        organizer: request.organizer.clone(),
    };
    tell(&mut tx, request.partner_id, &request, notice).await?;
    tx.commit().await?;
    Ok(request)
}

/// Thanks the partner, once, when it has begun.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Invalid`] at `thanks`; [`Error::Conflict`] with `wrong_state`.
pub async fn thank_partner(
    ctx: &Ctx,
    actor: &Actor,
    id: ResourceRequestId,
    input: ThankInput,
) -> Result<ResourceRequest> {
    let user = actor.require(Permission::ResourcesRequest)?;
    let mut tx = ctx.begin().await?;
    let before = lock_mine(&mut tx, user, id).await?;
    let thanks = input.validate()?;
    if before.thanks.as_deref() == Some(&thanks) {
        return Ok(before);
    }
    if !before.can_be_thanked(ctx.now()) {
        return Err(Error::Conflict(Code::WrongState));
    }
    sqlx::query!(
        "update funding.resource_requests
         set thanks = $2, thanked_at = $3, version = version + 1, updated_at = now() where id = $1",
        id.0,
        thanks,
        ctx.now(),
    )
    .execute(&mut *tx)
    .await?;
    let request = load_request(&mut tx, id).await?;
    audit::Entry::new("resource_request.thank", REQUEST, id.0)
        .new_value(json!({ "thanks": thanks }))
        .record(&mut tx, actor)
        .await?;
    let notice = Notice::ResourceThanked {
        request_id: id,
        resource: request.resource.clone(),
        organizer: request.organizer.clone(),
        thanks,
    };
    tell(&mut tx, request.partner_id, &request, notice).await?;
    tx.commit().await?;
    Ok(request)
}

/// Locks the resource and then one's own request.
async fn lock_mine(conn: &mut PgConnection, user: UserId, id: ResourceRequestId) -> Result<ResourceRequest> {
    let resource = sqlx::query_scalar!(
        r#"select resource_id as "id: ResourceId" from funding.resource_requests where id = $1 and organizer_id = $2"#,
        id.0,
        user.0,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(Error::NotFound)?;
    lock_both(conn, resource, id).await
}
