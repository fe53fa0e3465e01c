//! How the services behind the platform are: looked at by a job, kept in a table, told to
//! administrators when one goes down and when it is back. Permission `health.view`.

use std::time::Instant;

use birqadam_core::{
    Actor, Error, Permission, Result,
    notice::Notice,
    ssr::{
        Ctx,
        jobs::{self, Job},
        notify::{Audience, notify},
    },
};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use crate::model::{Finding, HealthState, Incident, Measure, Service, ServiceHealth, redact};

/// A database that answers later than this is slow.
const DATABASE_SLOW_MS: i32 = 500;
/// A file store that takes longer to keep, give and forget a file is slow.
const FILES_SLOW_MS: i32 = 2000;
/// Jobs that are due for longer wait for a worker.
const QUEUE_SLOW_SECONDS: i64 = 60;
/// Changes of state that are shown.
const INCIDENTS_MAX: i64 = 30;

/// The job `check_health`: looks at every service.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct CheckHealth {}

impl Job for CheckHealth {
    const TASK: &'static str = "check_health";
}

/// Every service as it was last seen, in the order of the catalogue. Those never looked at are
/// left out.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn list_services(ctx: &Ctx, actor: &Actor) -> Result<Vec<ServiceHealth>> {
    actor.require(Permission::HealthView)?;
    let rows = sqlx::query!(
        "select service, state, since, checked_at, response_ms, details, last_ok_at, last_error, last_error_at
         from core.service_health"
    )
    .fetch_all(&ctx.db)
    .await?;
    let mut services: Vec<ServiceHealth> = rows
        .into_iter()
        .filter_map(|row| {
            Some(ServiceHealth {
                service: Service::parse(&row.service)?,
                state: HealthState::parse(&row.state)?,
                since: row.since,
                checked_at: row.checked_at,
                response_ms: row.response_ms,
                measures: serde_json::from_value(row.details).unwrap_or_default(),
                last_ok_at: row.last_ok_at,
                last_error: row.last_error,
                last_error_at: row.last_error_at,
            })
        })
        .collect();
    services.sort_by_key(|service| service.service);
    Ok(services)
}

/// The latest changes of state.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn list_incidents(ctx: &Ctx, actor: &Actor) -> Result<Vec<Incident>> {
    actor.require(Permission::HealthView)?;
    let rows = sqlx::query!(
        "select id, service, state, error, at from core.service_incidents order by id desc limit $1",
        INCIDENTS_MAX
    )
    .fetch_all(&ctx.db)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let (service, state) = (Service::parse(&row.service)?, HealthState::parse(&row.state)?);
            Some(Incident { id: row.id, service, state, error: row.error, at: row.at })
        })
        .collect())
}

/// Asks for a look now. Pressed often it is still one look.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn check_now(ctx: &Ctx, actor: &Actor) -> Result<()> {
    actor.require(Permission::HealthView)?;
    let mut conn = ctx.db.acquire().await?;
    jobs::enqueue_as(&mut conn, &CheckHealth {}, Some("check-health")).await
}

/// Keeps what a look found, and tells administrators of what went down or came back. For the
/// job.
///
/// # Errors
/// Only when the database fails.
pub async fn record_findings(ctx: &Ctx, findings: &[Finding]) -> Result<()> {
    for finding in findings {
        let mut tx = ctx.begin().await?;
        record(&mut tx, ctx.now(), finding).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn record(conn: &mut PgConnection, now: DateTime<Utc>, finding: &Finding) -> Result<()> {
    let service = finding.service.as_str();
    // Two looks at once (by the clock and by hand) come one after the other.
    sqlx::query!("select pg_advisory_xact_lock(hashtext('health:' || $1))", service).execute(&mut *conn).await?;
    let before = sqlx::query_scalar!("select state from core.service_health where service = $1", service)
        .fetch_optional(&mut *conn)
        .await?;
    let before = before.as_deref().and_then(HealthState::parse);
    let error = finding.error.as_deref().map(redact::error);
    let ok = finding.state != HealthState::Down;
    sqlx::query!(
        "insert into core.service_health as h
             (service, state, since, checked_at, response_ms, details, last_ok_at, last_error, last_error_at)
         values ($1, $2, $3::timestamptz, $3, $4, $5, case when $6::boolean then $3::timestamptz end, $7,
                 case when not $6 then $3::timestamptz end)
         on conflict (service) do update set
             since = case when h.state = excluded.state then h.since else excluded.since end,
             state = excluded.state, checked_at = excluded.checked_at, response_ms = excluded.response_ms,
             details = excluded.details, last_ok_at = coalesce(excluded.last_ok_at, h.last_ok_at),
             last_error = coalesce(excluded.last_error, h.last_error),
             last_error_at = coalesce(excluded.last_error_at, h.last_error_at)",
        service,
        finding.state.as_str(),
        now,
        finding.response_ms,
        serde_json::to_value(&finding.measures)?,
        ok,
        error,
    )
    .execute(&mut *conn)
    .await?;
    if before == Some(finding.state) {
        return Ok(());
    }
    let incident = sqlx::query_scalar!(
        "insert into core.service_incidents (service, state, error, at) values ($1, $2, $3, $4) returning id",
        service,
        finding.state.as_str(),
        error,
        now,
    )
    .fetch_one(&mut *conn)
    .await?;
    let was_down = before == Some(HealthState::Down);
    let notice = match finding.state {
        HealthState::Down => Notice::ServiceDown { service: service.to_owned(), error: error.unwrap_or_default() },
        _ if was_down => Notice::ServiceBack { service: service.to_owned() },
        _ => return Ok(()),
    };
    notify(conn, Audience::Holders(Permission::HealthView), notice, format!("incident-{incident}")).await
}

/// Looks at the database: how fast it answers, connections, size, replicas.
pub async fn look_at_database(ctx: &Ctx) -> Finding {
    let started = Instant::now();
    let found = async {
        let mut conn = ctx.db.acquire().await?;
        sqlx::query("select 1").execute(&mut *conn).await?;
        let response = elapsed(started);
        let row: (i64, i64, i64, i64, i64) = sqlx::query_as(
            "select (select count(*) from pg_stat_activity where datname = current_database()),
                    current_setting('max_connections')::bigint,
                    pg_database_size(current_database()),
                    (select count(*) from pg_stat_replication),
                    coalesce((select max(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn))::bigint
                              from pg_stat_replication where not pg_is_in_recovery()), 0)",
        )
        .fetch_one(&mut *conn)
        .await?;
        Ok::<_, sqlx::Error>((response, row))
    };
    match found.await {
        Ok((response, (connections, most, bytes, replicas, lag))) => {
            let slow = response > DATABASE_SLOW_MS || connections * 10 > most * 9;
            let mut measures = vec![
                measure("connections", connections),
                measure("connections_max", most),
                measure("bytes", bytes),
                measure("pool", i64::from(ctx.db.size())),
            ];
            if replicas > 0 {
                measures.extend([measure("replicas", replicas), measure("lag_bytes", lag)]);
            }
            up(Service::Database, slow, response, measures)
        }
        Err(error) => down(Service::Database, started, &error),
    }
}

/// Looks at the file store: keeps a file, reads it back, forgets it.
pub async fn look_at_files(ctx: &Ctx) -> Finding {
    let started = Instant::now();
    let found = async {
        // One name for all: two looks at once write the same.
        let (key, bytes) = ("private/health/probe.txt", Bytes::from_static(b"birqadam"));
        ctx.files.put(key, "text/plain", bytes.clone()).await?;
        let read = ctx.files.get(key).await;
        let deleted = ctx.files.delete(key).await;
        let same = match read {
            // The other look was faster to forget it.
            Err(Error::NotFound) => true,
            other => other?.bytes == bytes,
        };
        deleted?;
        Ok::<bool, Error>(same)
    };
    match found.await {
        Ok(true) => up(Service::Files, elapsed(started) > FILES_SLOW_MS, elapsed(started), Vec::new()),
        Ok(false) => down(Service::Files, started, &"a file came back changed"),
        Err(Error::Unavailable) => down(Service::Files, started, &"the file store does not answer; see the log"),
        Err(error) => down(Service::Files, started, &error),
    }
}

/// Looks at the workers and what waits for them.
pub async fn look_at_worker(ctx: &Ctx) -> Finding {
    let started = Instant::now();
    let row: Result<(i64, i64, i64, i64), sqlx::Error> = sqlx::query_as(
        "select (select count(*) from graphile_worker._private_workers
                 where last_heartbeat_at > now() - interval '90 seconds'),
                coalesce(extract(epoch from now() - min(run_at) filter
                    (where locked_at is null and attempts < max_attempts and run_at <= now())), 0)::bigint,
                count(*) filter (where locked_at is null and attempts < max_attempts and run_at <= now()),
                count(*) filter (where locked_at is null and attempts >= max_attempts)
         from graphile_worker._private_jobs",
    )
    .fetch_one(&ctx.db)
    .await;
    match row {
        Ok((workers, lag, waiting, failed)) => {
            let measures = vec![
                measure("workers", workers),
                measure("lag_seconds", lag),
                measure("waiting", waiting),
                measure("failed", failed),
            ];
            up(Service::Worker, lag > QUEUE_SLOW_SECONDS, elapsed(started), measures)
        }
        Err(error) => down(Service::Worker, started, &error),
    }
}

/// A service that answered.
pub fn up(service: Service, slow: bool, response_ms: i32, measures: Vec<Measure>) -> Finding {
    let state = if slow { HealthState::Slow } else { HealthState::Up };
    Finding { service, state, response_ms: Some(response_ms), measures, error: None }
}

/// A service that did not.
pub fn down(service: Service, started: Instant, error: &(impl std::fmt::Display + ?Sized)) -> Finding {
    let response_ms = Some(elapsed(started));
    Finding { service, state: HealthState::Down, response_ms, measures: Vec::new(), error: Some(error.to_string()) }
}

/// Milliseconds since.
pub fn elapsed(started: Instant) -> i32 {
    i32::try_from(started.elapsed().as_millis()).unwrap_or(i32::MAX)
}

/// A number beside a service.
pub fn measure(name: &str, value: i64) -> Measure {
    Measure { name: name.to_owned(), value }
}
