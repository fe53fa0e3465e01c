//! The partner's side of resources: offering, changing, pausing, putting away. Permission
//! `resources.manage_own`; foreign ones are not found.

use birqadam_core::ssr::{Ctx, audit};
use birqadam_core::{Actor, Code, Cursor, Error, FieldCode, Page, PageRequest, Permission, ResourceId, Result, UserId};
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::resource_records::{RESOURCE, load_resource, load_resources};
use crate::model::{PartnerOverview, Resource, ResourceChange, ResourceInput, ResourceStatus, ValidResource};

/// Offers a resource; it can be found at once.
///
/// # Errors
/// [`Error::Invalid`] at every field that cannot be accepted.
pub async fn create_resource(ctx: &Ctx, actor: &Actor, input: ResourceInput) -> Result<Resource> {
    let user = actor.require(Permission::ResourcesManageOwn)?;
    let valid = input.validate()?;
    let mut tx = ctx.begin().await?;
    let id = sqlx::query_scalar!(
        r#"insert into funding.resources
               (partner_id, resource_type, title, description, city, address, availability, days, quantity)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id as "id: ResourceId""#,
        user.0,
        valid.resource_type.as_str(),
        valid.title,
        valid.description,
        valid.city,
        valid.address,
        valid.availability,
        valid.days.as_str(),
        valid.quantity,
    )
    .fetch_one(&mut *tx)
    .await?;
    audit::Entry::new("resource.create", RESOURCE, id.0).new_value(snapshot(&valid)).record(&mut tx, actor).await?;
    let resource = load_resource(&mut tx, id).await?;
    tx.commit().await?;
    Ok(resource)
}

/// Changes what is given; also its state.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`] with both versions; [`Error::Invalid`]; [`Error::Conflict`] with
/// `wrong_state`, or with `requests_open` when it is to be put away while somebody waits for it.
pub async fn update_resource(ctx: &Ctx, actor: &Actor, id: ResourceId, change: ResourceChange) -> Result<Resource> {
    let user = actor.require(Permission::ResourcesManageOwn)?;
    let mut tx = ctx.begin().await?;
    let before = lock_own(&mut tx, user, id).await?;
    if change.version.is_some_and(|version| version != before.version) {
        return Err(Error::Stale {
            current_version: before.version,
            current: serde_json::to_string(&before)?,
            yours: serde_json::to_string(&change)?,
        });
    }
    let valid = change.onto(&before).validate()?;
    let next = match change.status.as_deref() {
        None | Some("") => before.status,
        Some(name) => ResourceStatus::parse(name).ok_or_else(|| Error::field("status", FieldCode::Unknown))?,
    };
    update_content(&mut tx, actor, &before, &valid).await?;
    set_status(ctx, &mut tx, actor, &before, next).await?;
    let resource = load_resource(&mut tx, id).await?;
    tx.commit().await?;
    Ok(resource)
}

async fn update_content(
    conn: &mut PgConnection,
    actor: &Actor,
    before: &Resource,
    valid: &ValidResource,
) -> Result<()> {
    let (old, new) = (snapshot_of(before), snapshot(valid));
    if old == new {
        return Ok(());
    }
    sqlx::query!(
        "update funding.resources
         set (resource_type, title, description, city, address, availability, days, quantity)
                 = row ($2, $3, $4, $5, $6, $7, $8, $9::integer),
             version = version + 1, updated_at = now()
         where id = $1",
        before.id.0,
        valid.resource_type.as_str(),
        valid.title,
        valid.description,
        valid.city,
        valid.address,
        valid.availability,
        valid.days.as_str(),
        valid.quantity,
    )
    .execute(&mut *conn)
    .await?;
    audit::Entry::new("resource.update", RESOURCE, before.id.0).old(old).new_value(new).record(conn, actor).await
}

async fn set_status(
    ctx: &Ctx,
    conn: &mut PgConnection,
    actor: &Actor,
    before: &Resource,
    next: ResourceStatus,
) -> Result<()> {
    if before.status == next {
        return Ok(());
    }
    if !before.status.can_become(next) {
        return Err(Error::Conflict(Code::WrongState));
    }
    let operation = match next {
        ResourceStatus::Active => "resource.resume",
        ResourceStatus::Paused => "resource.pause",
        ResourceStatus::Archived => "resource.archive",
    };
    if next == ResourceStatus::Archived && is_awaited(ctx, conn, before.id).await? {
        return Err(Error::Conflict(Code::RequestsOpen));
    }
    sqlx::query!(
        "update funding.resources set status = $2, version = version + 1, updated_at = now() where id = $1",
        before.id.0,
        next.as_str(),
    )
    .execute(&mut *conn)
    .await?;
    audit::Entry::new(operation, RESOURCE, before.id.0)
        .old(json!({ "status": before.status }))
        .new_value(json!({ "status": next }))
        .record(conn, actor)
        .await
}

/// Whether somebody asks for it or was promised it.
async fn is_awaited(ctx: &Ctx, conn: &mut PgConnection, id: ResourceId) -> Result<bool> {
    let awaited = sqlx::query_scalar!(
        r#"select exists (
               select from funding.resource_requests
               where resource_id = $1
                 and (status in ('pending', 'countered') or (status = 'approved' and ends_at > $2))) as "awaited!""#,
        id.0,
        ctx.now(),
    )
    .fetch_one(conn)
    .await?;
    Ok(awaited)
}

/// One's own resource.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find_own_resource(ctx: &Ctx, actor: &Actor, id: ResourceId) -> Result<Resource> {
    let user = actor.require(Permission::ResourcesManageOwn)?;
    let mut conn = ctx.db.acquire().await?;
    let resource = load_resource(&mut conn, id).await?;
    if resource.partner_id == user { Ok(resource) } else { Err(Error::NotFound) }
}

/// One's own resources, the latest first.
///
/// # Errors
/// [`Error::Invalid`] on `cursor`.
pub async fn list_own_resources(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<Resource>> {
    let user = actor.require(Permission::ResourcesManageOwn)?;
    let before = page.cursor()?.map_or(i64::MAX, |cursor| cursor.id);
    let limit = page.limit();
    let mut conn = ctx.db.acquire().await?;
    let ids = sqlx::query_scalar!(
        "select id from funding.resources where partner_id = $1 and id < $2 order by id desc limit $3",
        user.0,
        before,
        limit + 1,
    )
    .fetch_all(&mut *conn)
    .await?;
    let resources = load_resources(&mut conn, &ids).await?;
    Ok(Page::from_rows(resources, limit, |one| Cursor { key: one.id.0, id: one.id.0 }))
}

/// # Errors
/// Only when the database fails.
pub async fn partner_overview(ctx: &Ctx, actor: &Actor) -> Result<PartnerOverview> {
    let user = actor.require(Permission::ResourcesManageOwn)?;
    let overview = sqlx::query_as!(
        PartnerOverview,
        r#"select count(*) filter (where status = 'pending') as "waiting!",
                  min(created_at) filter (where status = 'pending') as oldest_waiting_at,
                  count(*) filter (where status = 'approved' and ends_at > $2) as "upcoming!",
                  count(*) filter (where status = 'done' or (status = 'approved' and ends_at <= $2)) as "lent!",
                  count(*) filter (where thanked_at is not null) as "thanked!",
                  (select count(*) from funding.resources where partner_id = $1 and status = 'active')
                      as "resources_active!"
           from funding.resource_requests where partner_id = $1"#,
        user.0,
        ctx.now(),
    )
    .fetch_one(&ctx.db)
    .await?;
    Ok(overview)
}

/// Locks one's own resource and reads it.
pub(super) async fn lock_own(conn: &mut PgConnection, user: UserId, id: ResourceId) -> Result<Resource> {
    lock_resource(conn, id).await?;
    let resource = load_resource(conn, id).await?;
    if resource.partner_id == user { Ok(resource) } else { Err(Error::NotFound) }
}

/// Whoever promises a resource or asks for it goes through here first: two who do so at once never
/// wait for each other's dates.
pub(super) async fn lock_resource(conn: &mut PgConnection, id: ResourceId) -> Result<()> {
    sqlx::query_scalar!("select id from funding.resources where id = $1 for no key update", id.0)
        .fetch_optional(conn)
        .await?
        .map(|_| ())
        .ok_or(Error::NotFound)
}

/// What the action log keeps of it.
fn snapshot(valid: &ValidResource) -> Value {
    json!({
        "type": valid.resource_type,
        "title": valid.title,
        "description": valid.description,
        "city": valid.city,
        "address": valid.address,
        "availability": valid.availability,
        "days": valid.days,
        "quantity": valid.quantity,
    })
}

fn snapshot_of(resource: &Resource) -> Value {
    json!({
        "type": resource.resource_type,
        "title": resource.title,
        "description": resource.description,
        "city": resource.city,
        "address": resource.address,
        "availability": resource.availability,
        "days": resource.days,
        "quantity": resource.quantity,
    })
}
