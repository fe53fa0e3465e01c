//! Reading resources and requests: rows become models here and nowhere else.

use std::collections::HashMap;

use birqadam_core::ssr::db_error::internal;
use birqadam_core::{Error, ProjectId, ResourceId, ResourcePhotoId, ResourceRequestId, Result, UserId};
use sqlx::PgConnection;

use crate::model::{Counter, LendingPeriod, Resource, ResourcePhoto, ResourceRequest};

/// The kinds under which the action log knows them.
pub const RESOURCE: &str = "resource";
pub const REQUEST: &str = "resource_request";

/// Loads resources in the order of the ids. Access was checked by whoever chose the ids.
pub(super) async fn load_resources(conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Resource>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut photos = load_photos(conn, ids).await?;
    let rows = sqlx::query!(
        r#"select r.id, r.resource_type, r.title, r.description, r.city, r.address, r.availability, r.days, r.quantity,
                  r.status, r.partner_id, coalesce(nullif(u.organization_name, ''), u.name) as "partner!", r.version,
                  r.created_at, r.updated_at,
                  (select count(*) from funding.resource_requests q
                   where q.resource_id = r.id and (q.status = 'done' or (q.status = 'approved' and q.ends_at <= now())))
                      as "lent!"
           from unnest((select $1::bigint[])) with ordinality as wanted (id, place)
           join funding.resources r on r.id = wanted.id
           join accounts.users u on u.id = r.partner_id
           order by wanted.place"#,
        ids,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Resource {
                id: ResourceId(row.id),
                resource_type: stored(&row.resource_type, crate::ResourceType::parse)?,
                title: row.title,
                description: row.description,
                city: row.city,
                address: row.address,
                availability: row.availability,
                days: stored(&row.days, crate::ResourceDays::parse)?,
                quantity: row.quantity,
                status: stored(&row.status, crate::ResourceStatus::parse)?,
                partner_id: UserId(row.partner_id),
                partner: row.partner,
                photos: photos.remove(&row.id).unwrap_or_default(),
                lent_count: row.lent,
                version: row.version,
                created_at: row.created_at,
                updated_at: row.updated_at,
            })
        })
        .collect()
}

/// One resource.
///
/// # Errors
/// [`Error::NotFound`].
pub(super) async fn load_resource(conn: &mut PgConnection, id: ResourceId) -> Result<Resource> {
    load_resources(conn, &[id.0]).await?.pop().ok_or(Error::NotFound)
}

async fn load_photos(conn: &mut PgConnection, resources: &[i64]) -> Result<HashMap<i64, Vec<ResourcePhoto>>> {
    let rows = sqlx::query!(
        "select id, resource_id from funding.resource_photos where resource_id = any($1) order by position, id",
        resources,
    )
    .fetch_all(conn)
    .await?;
    let mut photos = HashMap::<i64, Vec<ResourcePhoto>>::new();
    for row in rows {
        photos.entry(row.resource_id).or_default().push(ResourcePhoto {
            id: ResourcePhotoId(row.id),
            large_url: format!("/files/resources/{}/large", row.id),
            thumb_url: format!("/files/resources/{}/thumb", row.id),
        });
    }
    Ok(photos)
}

/// Loads requests in the order of the ids. Access was checked by whoever chose the ids.
pub(super) async fn load_requests(conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<ResourceRequest>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query!(
        r#"select q.id, q.resource_id, r.title as resource, q.project_id, p.title as project, q.organizer_id,
                  coalesce(nullif(o.organization_name, ''), o.name) as "organizer!", q.partner_id,
                  coalesce(nullif(u.organization_name, ''), u.name) as "partner!", q.starts_at, q.ends_at, q.notes,
                  q.status, q.reason, q.counter_starts_at, q.counter_ends_at, q.counter_message, q.thanks, q.thanked_at,
                  q.decided_at, q.version, q.created_at,
                  q.status = 'pending' and exists (
                      select from funding.resource_requests other
                      where other.resource_id = q.resource_id and other.status in ('approved', 'done')
                        and tstzrange(other.starts_at, other.ends_at) && tstzrange(q.starts_at, q.ends_at)) as "clashes!"
           from unnest((select $1::bigint[])) with ordinality as wanted (id, place)
           join funding.resource_requests q on q.id = wanted.id
           join funding.resources r on r.id = q.resource_id
           join volunteering.projects p on p.id = q.project_id
           join accounts.users o on o.id = q.organizer_id
           join accounts.users u on u.id = q.partner_id
           order by wanted.place"#,
        ids,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let counter = row.counter_starts_at.zip(row.counter_ends_at).map(|(starts_at, ends_at)| Counter {
                starts_at,
                ends_at,
                message: row.counter_message.unwrap_or_default(),
            });
            Ok(ResourceRequest {
                id: ResourceRequestId(row.id),
                resource_id: ResourceId(row.resource_id),
                resource: row.resource,
                project_id: ProjectId(row.project_id),
                project: row.project,
                organizer_id: UserId(row.organizer_id),
                organizer: row.organizer,
                partner_id: UserId(row.partner_id),
                partner: row.partner,
                date: LendingPeriod { starts_at: row.starts_at, ends_at: row.ends_at }.first_day(),
                starts_at: row.starts_at,
                ends_at: row.ends_at,
                notes: row.notes,
                status: stored(&row.status, crate::ResourceRequestStatus::parse)?,
                reason: row.reason,
                counter,
                clashes: row.clashes,
                thanks: row.thanks,
                thanked_at: row.thanked_at,
                decided_at: row.decided_at,
                version: row.version,
                created_at: row.created_at,
            })
        })
        .collect()
}

/// One request.
///
/// # Errors
/// [`Error::NotFound`].
pub(super) async fn load_request(conn: &mut PgConnection, id: ResourceRequestId) -> Result<ResourceRequest> {
    load_requests(conn, &[id.0]).await?.pop().ok_or(Error::NotFound)
}

/// A stored name as its value.
fn stored<T>(name: &str, parse: fn(&str) -> Option<T>) -> Result<T> {
    parse(name).ok_or_else(|| internal(&format!("`{name}` is stored and unknown")))
}

#[cfg(test)]
mod tests {
    use birqadam_core::ssr::ctx::PLATFORM_UTC_OFFSET_HOURS;

    use super::*;

    /// The browser knows the platform's time as well.
    #[test]
    fn days_begin_when_the_platform_says() {
        let day = chrono::NaiveDate::default();
        let midnight = LendingPeriod::days(day, day).starts_at;
        assert_eq!((midnight + chrono::TimeDelta::hours(PLATFORM_UTC_OFFSET_HOURS)).date_naive(), day);
    }
}
