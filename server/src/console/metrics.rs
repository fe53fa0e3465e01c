//! Metrics in Prometheus' text format on a port of their own (`METRICS_ADDR`): requests and their
//! durations, the connection pool, jobs. Holds no path of a record and nothing about people.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use axum::routing::get;
use birqadam_console::ops::health::look_at_worker;
use birqadam_core::ssr::Ctx;
use metrics::{counter, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// Seconds; from a cached page to an upload.
const BUCKETS: &[f64] = &[0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];
/// How often what is kept is put in order, so that memory stays bounded.
const UPKEEP: Duration = Duration::from_secs(5);

/// Starts to count in this process and serves the counts until the end.
///
/// # Errors
/// When counting was started before.
pub fn serve(listener: TcpListener, ctx: Ctx, ending: CancellationToken) -> Result<()> {
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".into()), BUCKETS)?
        .install_recorder()
        .context("metrics were started twice")?;
    let router = Router::new().route("/metrics", get(render)).with_state((handle.clone(), ctx));
    tokio::spawn(axum::serve(listener, router).with_graceful_shutdown(ending.clone().cancelled_owned()).into_future());
    tokio::spawn(async move {
        while !ending.is_cancelled() {
            tokio::time::sleep(UPKEEP).await;
            handle.run_upkeep();
        }
    });
    Ok(())
}

/// The counts now; the pool and the queue are looked at when asked.
async fn render(State((handle, ctx)): State<(PrometheusHandle, Ctx)>) -> String {
    gauge!("birqadam_database_connections").set(f64::from(ctx.db.size()));
    gauge!("birqadam_database_connections_idle").set(ctx.db.num_idle() as f64);
    let queue = tokio::time::timeout(Duration::from_secs(2), look_at_worker(&ctx)).await;
    for measure in queue.map(|finding| finding.measures).unwrap_or_default() {
        gauge!("birqadam_queue", "what" => measure.name).set(measure.value as f64);
    }
    handle.render()
}

/// Middleware: counts a request by the pattern of its route, so that no number of a record gets
/// into a name. Costs next to nothing while nobody serves metrics.
pub async fn count(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let route = request.extensions().get::<MatchedPath>().map_or_else(|| "other".to_owned(), |p| p.as_str().to_owned());
    let method = request.method().as_str().to_owned();
    let response = next.run(request).await;
    let labels = [("route", route), ("method", method), ("status", response.status().as_u16().to_string())];
    counter!("birqadam_http_requests_total", &labels).increment(1);
    histogram!("birqadam_http_request_seconds", &labels[..2]).record(started.elapsed().as_secs_f64());
    response
}
