//! Bare handlers: axum and sqlx with the SQL of the platform's list and detail, and nothing
//! else: no actor, no permissions, no middleware, no cache. What `make bench` compares with.
//! `DATABASE_URL` and `BENCH_ADDR` from the environment.

mod detail;
mod list;
mod statistics;

use anyhow::{Context, Result};
use axum::http::StatusCode;
use axum::{Router, routing::get};
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;

/// As many connections as the platform opens unless told otherwise.
const CONNECTIONS: u32 = 20;

#[tokio::main]
async fn main() -> Result<()> {
    let url = std::env::var("DATABASE_URL").context("DATABASE_URL is not set")?;
    let address = std::env::var("BENCH_ADDR").context("BENCH_ADDR is not set")?;
    let db: PgPool = PgPoolOptions::new().max_connections(CONNECTIONS).connect(&url).await?;
    let router = Router::new()
        .route("/api/volunteer/projects", get(list::list_projects))
        .route("/api/volunteer/projects/{id}", get(detail::find_project))
        .route("/api/statistics", get(statistics::find_days))
        .with_state(db);
    let listener = tokio::net::TcpListener::bind(&address).await?;
    axum::serve(listener, router).await?;
    Ok(())
}

/// A bare handler knows two outcomes.
type Answer<T> = std::result::Result<axum::Json<T>, StatusCode>;

fn refuse(error: sqlx::Error) -> StatusCode {
    match error {
        sqlx::Error::RowNotFound => StatusCode::NOT_FOUND,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
