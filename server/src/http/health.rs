//! For load balancers and supervisors.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use birqadam_app::state::AppState;
use serde_json::{Value, json};

/// The process runs.
pub async fn live() -> &'static str {
    "ok"
}

/// The process can serve: the database answers.
pub async fn ready(State(state): State<AppState>) -> (StatusCode, Json<Value>) {
    let ping = sqlx::query("select 1").execute(&state.ctx.db);
    match tokio::time::timeout(Duration::from_secs(2), ping).await {
        Ok(Ok(_)) => (StatusCode::OK, Json(json!({ "status": "ready", "database": "up" }))),
        _ => (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "status": "not ready", "database": "down" }))),
    }
}
