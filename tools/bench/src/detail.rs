//! One project with its tasks.

use axum::Json;
use axum::extract::{Path, State};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::Serialize;
use sqlx::PgPool;

use crate::list::{Summary, summaries};
use crate::{Answer, refuse};

#[derive(Serialize)]
pub struct Project {
    #[serde(flatten)]
    whole: Whole,
    tasks: Vec<Task>,
}

#[derive(Serialize, sqlx::FromRow)]
struct Whole {
    #[serde(flatten)]
    #[sqlx(flatten)]
    summary: Summary,
    #[serde(flatten)]
    #[sqlx(flatten)]
    rest: Rest,
}

#[derive(Serialize, sqlx::FromRow)]
struct Rest {
    description: String,
    max_volunteers: Option<i32>,
    budget_needed: Option<i64>,
    currency: String,
    rejection_reason: Option<String>,
    version: i64,
    updated_at: DateTime<Utc>,
}

#[derive(Serialize, sqlx::FromRow)]
struct Task {
    id: i64,
    project_id: i64,
    text: String,
    status: String,
    deadline: NaiveDate,
    start_time: Option<NaiveTime>,
    end_time: Option<NaiveTime>,
    max_volunteers: i32,
    assigned_count: i32,
    version: i64,
    my_status: Option<String>,
    waiting: i64,
}

/// `GET /api/volunteer/projects/{id}`.
pub async fn find_project(State(db): State<PgPool>, Path(id): Path<i64>) -> Answer<Project> {
    let mut conn = db.acquire().await.map_err(refuse)?;
    let whole = summaries(&mut conn, &[id], true).await.map_err(refuse)?.pop();
    let whole = whole.ok_or(sqlx::Error::RowNotFound).map_err(refuse)?;
    let tasks = sqlx::query_as(
        "select t.id, t.project_id, t.text, t.status, t.deadline, t.start_time, t.end_time, t.max_volunteers,
                t.assigned_count, t.version, a.status as my_status,
                (select count(*) from volunteering.assignments w
                 where w.task_id = t.id and w.status = 'waiting') as waiting
         from unnest(coalesce((select $1::bigint[]), array(
                  select id from volunteering.tasks where project_id = $3 and status <> 'cancelled'
                  order by position, id))) with ordinality as wanted (id, place)
         join volunteering.tasks t on t.id = wanted.id
         left join volunteering.assignments a
           on a.task_id = t.id and a.volunteer_id = $2 and a.status <> 'left'
         order by wanted.place",
    )
    .bind(None::<&[i64]>)
    .bind(None::<i64>)
    .bind(id)
    .fetch_all(&mut *conn)
    .await
    .map_err(refuse)?;
    Ok(Json(Project { whole, tasks }))
}
