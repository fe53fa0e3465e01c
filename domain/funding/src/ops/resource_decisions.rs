//! The partner's answers to requests: yes, no with a reason, other dates. Permission
//! `resources.manage_own`; requests for somebody else's resources are not found.

use birqadam_core::notice::Notice;
use birqadam_core::ssr::{Ctx, audit};
use birqadam_core::{Actor, Code, Error, FieldCode, Permission, ResourceId, ResourceRequestId, Result, UserId};
use serde_json::json;
use sqlx::PgConnection;

use super::resource_records::{REQUEST, load_request};
use super::resource_request_steps::{is_taken, lock_both, promise, tell};
use crate::model::{CounterInput, RejectRequestInput, ResourceRequest, ResourceRequestStatus};

/// Promises the resource for the dates asked for. Of two that overlap exactly one is promised, also
/// when they are approved at once.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] with `resource_taken`, `project_closed`, or `wrong_state` (also
/// when the dates are over).
pub async fn approve_request(ctx: &Ctx, actor: &Actor, id: ResourceRequestId) -> Result<ResourceRequest> {
    let user = actor.require(Permission::ResourcesManageOwn)?;
    let mut tx = ctx.begin().await?;
    let before = lock_asked(&mut tx, user, id).await?;
    match before.status {
        ResourceRequestStatus::Approved => return Ok(before),
        ResourceRequestStatus::Pending if before.ends_at > ctx.now() => {}
        _ => return Err(Error::Conflict(Code::WrongState)),
    }
    check_project(&mut tx, &before).await?;
    let request = promise(&mut tx, id, before.period()).await?;
    log(&mut tx, actor, "resource_request.approve", &before, &request).await?;
    let notice = Notice::ResourceRequestApproved {
        request_id: id,
        resource: request.resource.clone(),
        project: request.project.clone(),
    };
    tell(&mut tx, request.organizer_id, &request, notice).await?;
    tx.commit().await?;
    Ok(request)
}

/// Says no, and why; also to what was promised, before it begins.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Invalid`] at `reason`; [`Error::Conflict`] with `wrong_state`.
pub async fn reject_request(
    ctx: &Ctx,
    actor: &Actor,
    id: ResourceRequestId,
    input: RejectRequestInput,
) -> Result<ResourceRequest> {
    let user = actor.require(Permission::ResourcesManageOwn)?;
    let mut tx = ctx.begin().await?;
    let before = lock_asked(&mut tx, user, id).await?;
    let reason = input.validate()?;
    if before.status == ResourceRequestStatus::Rejected && before.reason.as_deref() == Some(&reason) {
        return Ok(before);
    }
    if !before.can_be_taken_back(ctx.now()) {
        return Err(Error::Conflict(Code::WrongState));
    }
    sqlx::query!(
        "update funding.resource_requests
         set status = 'rejected', reason = $2, decided_at = now(), version = version + 1, updated_at = now()
         where id = $1",
        id.0,
        reason,
    )
    .execute(&mut *tx)
    .await?;
    let request = load_request(&mut tx, id).await?;
    log(&mut tx, actor, "resource_request.reject", &before, &request).await?;
    let notice = Notice::ResourceRequestRejected { request_id: id, resource: request.resource.clone(), reason };
    tell(&mut tx, request.organizer_id, &request, notice).await?;
    tx.commit().await?;
    Ok(request)
}

/// Offers other dates, with a word. The partner may offer any day; offered again, the last offer holds.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Invalid`] at every field that cannot be accepted, also at dates that are
/// taken; [`Error::Conflict`] with `wrong_state`.
pub async fn counter_request(
    ctx: &Ctx,
    actor: &Actor,
    id: ResourceRequestId,
    input: CounterInput,
) -> Result<ResourceRequest> {
    let user = actor.require(Permission::ResourcesManageOwn)?;
    let mut tx = ctx.begin().await?;
    let before = lock_asked(&mut tx, user, id).await?;
    let (period, message) = input.validate(ctx.now())?;
    if !before.status.is_waiting() {
        return Err(Error::Conflict(Code::WrongState));
    }
    if is_taken(&mut tx, before.resource_id, period).await? {
        let at = if input.starts_at.trim().is_empty() { "date" } else { "starts_at" };
        return Err(Error::field(at, FieldCode::DatesTaken));
    }
    sqlx::query!(
        "update funding.resource_requests
         set status = 'countered', counter_starts_at = $2, counter_ends_at = $3, counter_message = $4,
             decided_at = now(), version = version + 1, updated_at = now()
         where id = $1",
        id.0,
        period.starts_at,
        period.ends_at,
        message,
    )
    .execute(&mut *tx)
    .await?;
    let request = load_request(&mut tx, id).await?;
    log(&mut tx, actor, "resource_request.counter", &before, &request).await?;
    let notice = Notice::ResourceRequestCountered {
        request_id: id,
        resource: request.resource.clone(),
        starts_at: period.starts_at,
        ends_at: period.ends_at,
    };
    tell(&mut tx, request.organizer_id, &request, notice).await?;
    tx.commit().await?;
    Ok(request)
}

/// Ends what was lent and is over. For the job.
///
/// # Errors
/// Only when the database fails.
pub async fn finish_lendings(ctx: &Ctx) -> Result<()> {
    let actor = Actor::system("lending is over");
    loop {
        let mut tx = ctx.begin().await?;
        let over = sqlx::query_scalar!(
            r#"update funding.resource_requests set status = 'done', version = version + 1, updated_at = now()
               where id in (select id from funding.resource_requests
                            where status = 'approved' and ends_at <= $1
                            order by ends_at limit 200 for update skip locked)
               returning id as "id: ResourceRequestId""#,
            ctx.now(),
        )
        .fetch_all(&mut *tx)
        .await?;
        for id in &over {
            audit::Entry::new("resource_request.finish", REQUEST, id.0)
                .old(json!({ "status": ResourceRequestStatus::Approved }))
                .new_value(json!({ "status": ResourceRequestStatus::Done }))
                .record(&mut tx, &actor)
                .await?;
        }
        tx.commit().await?;
        if over.is_empty() {
            return Ok(());
        }
    }
}

/// Locks a request for one of the actor's resources.
async fn lock_asked(conn: &mut PgConnection, user: UserId, id: ResourceRequestId) -> Result<ResourceRequest> {
    let resource = sqlx::query_scalar!(
        r#"select resource_id as "id: ResourceId" from funding.resource_requests where id = $1 and partner_id = $2"#,
        id.0,
        user.0,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(Error::NotFound)?;
    lock_both(conn, resource, id).await
}

/// Nothing is promised to a project that is over.
async fn check_project(conn: &mut PgConnection, request: &ResourceRequest) -> Result<()> {
    let status = sqlx::query_scalar!("select status from volunteering.projects where id = $1", request.project_id.0)
        .fetch_one(conn)
        .await?;
    if status == "active" { Ok(()) } else { Err(Error::Conflict(Code::ProjectClosed)) }
}

async fn log(
    conn: &mut PgConnection,
    actor: &Actor,
    operation: &str,
    before: &ResourceRequest,
    after: &ResourceRequest,
) -> Result<()> {
    let offer = after.counter.as_ref().filter(|_| after.status == ResourceRequestStatus::Countered);
    audit::Entry::new(operation, REQUEST, after.id.0)
        .old(json!({ "status": before.status }))
        .new_value(json!({
            "status": after.status,
            "reason": after.reason,
            "starts_at": offer.map_or(after.starts_at, |offer| offer.starts_at),
            "ends_at": offer.map_or(after.ends_at, |offer| offer.ends_at),
        }))
        .record(conn, actor)
        .await
}
