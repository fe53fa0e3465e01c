//! The list: first the ids by the index, then their summaries.

use axum::Json;
use axum::extract::{Query, State};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sqlx::postgres::PgRow;
use sqlx::{FromRow, PgConnection, PgPool};

use crate::{Answer, refuse};

#[derive(Deserialize)]
pub struct Filter {
    #[serde(rename = "type")]
    kind: Option<String>,
    city: Option<String>,
}

#[derive(Serialize)]
pub struct List {
    items: Vec<Summary>,
    next: Option<String>,
}

/// A row as it is, under the names of the API.
#[derive(Serialize, sqlx::FromRow)]
pub struct Summary {
    pub id: i64,
    title: String,
    excerpt: String,
    city: String,
    address: String,
    volunteer_type: String,
    status: String,
    organizer: String,
    organizer_id: i64,
    latitude: Option<f64>,
    longitude: Option<f64>,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    has_cover: bool,
    cover_hash: Option<String>,
    published_at: Option<DateTime<Utc>>,
    submitted_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    tasks: i64,
    free: i64,
    volunteers: i64,
}

const LIMIT: i64 = 20;
/// Of the platform's time zone.
const PLATFORM_UTC_OFFSET_HOURS: i32 = 5;

/// `GET /api/volunteer/projects?type=&city=`, the first page.
pub async fn list_projects(State(db): State<PgPool>, Query(filter): Query<Filter>) -> Answer<List> {
    let mut conn = db.acquire().await.map_err(refuse)?;
    let ids: Vec<i64> = match (&filter.city, &filter.kind) {
        (Some(city), Some(kind)) => {
            sqlx::query_scalar(
                "select id from volunteering.projects
                 where status = 'active' and city = $1 and volunteer_type = $2 and (published_at, id) < ('infinity', $3)
                 order by published_at desc, id desc limit $4",
            )
            .bind(city)
            .bind(kind)
            .bind(i64::MAX)
            .bind(LIMIT + 1)
            .fetch_all(&mut *conn)
            .await
        }
        _ => {
            sqlx::query_scalar(
                "select id from volunteering.projects
                 where status = 'active' and (published_at, id) < ('infinity', $1)
                 order by published_at desc, id desc limit $2",
            )
            .bind(i64::MAX)
            .bind(LIMIT + 1)
            .fetch_all(&mut *conn)
            .await
        }
    }
    .map_err(refuse)?;
    let mut items: Vec<Summary> = summaries(&mut conn, &ids, false).await.map_err(refuse)?;
    let more = items.len() as i64 > LIMIT;
    items.truncate(LIMIT as usize);
    let next = if more { items.last().map(|last| format!("{:x}", last.id)) } else { None };
    Ok(Json(List { items, next }))
}

/// The platform's own statement for summaries, in the order of the ids; the rest of a project is
/// empty unless it is wanted `whole`.
pub async fn summaries<T>(conn: &mut PgConnection, ids: &[i64], whole: bool) -> sqlx::Result<Vec<T>>
where
    T: for<'r> FromRow<'r, PgRow> + Send + Unpin,
{
    sqlx::query_as(
        "select p.id, p.title, left(p.description, 200) as excerpt, p.city, p.address, p.volunteer_type, p.status,
                coalesce(nullif(u.organization_name, ''), u.name) as organizer, p.organizer_id, p.latitude, p.longitude,
                p.starts_on, p.ends_on, p.cover_key is not null as has_cover, p.cover_hash, p.version,
                p.published_at, p.submitted_at, p.created_at, t.tasks, t.free, v.volunteers,
                case when $3 then p.description else '' end as description,
                p.max_volunteers, p.budget_needed, p.currency, p.updated_at,
                case when $3 then p.rejection_reason end as rejection_reason
         from unnest((select $1::bigint[])) with ordinality as wanted (id, place)
         join volunteering.projects p on p.id = wanted.id
         join accounts.users u on u.id = p.organizer_id
         cross join lateral (
             select count(*) as tasks,
                    coalesce(sum(greatest(max_volunteers - assigned_count, 0))
                        filter (where p.status = 'active' and status in ('open', 'in_progress')
                                  and deadline >= (now() at time zone 'UTC' + make_interval(hours => $2))::date), 0)::bigint as free
             from volunteering.tasks where project_id = p.id and status <> 'cancelled') t
         cross join lateral (
             select count(distinct a.volunteer_id) as volunteers
             from volunteering.tasks s join volunteering.assignments a on a.task_id = s.id
             where s.project_id = p.id and a.status in ('assigned', 'completed')) v
         order by wanted.place",
    )
    .bind(ids)
    .bind(PLATFORM_UTC_OFFSET_HOURS)
    .bind(whole)
    .fetch_all(conn)
    .await
}
