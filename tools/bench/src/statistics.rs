//! A single indexed read of sums kept ready: what a page of statistics is measured by.

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use serde::Serialize;
use sqlx::PgPool;

use crate::{Answer, refuse};

#[derive(Serialize, sqlx::FromRow)]
pub struct Day {
    day: NaiveDate,
    n: i64,
}

/// `GET /api/statistics`: reports of the last 90 days, by day.
pub async fn find_days(State(db): State<PgPool>) -> Answer<Vec<Day>> {
    sqlx::query_as(
        "select day, n from analytics.daily
         where measure = 'reports_sent' and city = '' and role = '' and kind = '' and day > current_date - 90
         order by day",
    )
    .fetch_all(&db)
    .await
    .map(Json)
    .map_err(refuse)
}
