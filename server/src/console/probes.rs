//! A look at every service behind the platform. None waits longer than a few seconds, and one
//! that hangs does not hold up the others.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use birqadam_console::ops::health::{down, elapsed, look_at_database, look_at_files, look_at_worker, measure, up};
use birqadam_console::{Finding, HealthState, Service};
use birqadam_core::ssr::mail::Mailer;

use crate::jobs::JobState;

/// A service that has not answered by then is down.
const PATIENCE: Duration = Duration::from_secs(10);
/// A mail server that takes longer to say hello is slow.
const MAIL_SLOW_MS: i32 = 3000;

/// All of them at once.
pub async fn look_at_all(state: &JobState) -> Vec<Finding> {
    let ctx = &state.ctx;
    let (database, files, mail, worker) = tokio::join!(
        within(Service::Database, look_at_database(ctx)),
        within(Service::Files, look_at_files(ctx)),
        within(Service::Mail, look_at_mail(state.mailer.as_ref())),
        within(Service::Worker, look_at_worker(ctx)),
    );
    let disk = look_at_disk(state.data.as_deref());
    vec![database, files, mail, worker, disk]
}

async fn within(service: Service, look: impl Future<Output = Finding>) -> Finding {
    let started = Instant::now();
    match tokio::time::timeout(PATIENCE, look).await {
        Ok(finding) => finding,
        Err(_) => down(service, started, &format!("no answer within {} seconds", PATIENCE.as_secs())),
    }
}

async fn look_at_mail(mailer: Option<&Arc<dyn Mailer>>) -> Finding {
    let Some(mailer) = mailer else { return unused(Service::Mail) };
    let started = Instant::now();
    match mailer.check().await {
        Ok(()) => up(Service::Mail, elapsed(started) > MAIL_SLOW_MS, elapsed(started), Vec::new()),
        Err(error) => down(Service::Mail, started, &error),
    }
}

/// Nearly full is slow, full is down: PostgreSQL stops there.
fn look_at_disk(folder: Option<&Path>) -> Finding {
    let Some(folder) = folder else { return unused(Service::Disk) };
    let started = Instant::now();
    match nix::sys::statvfs::statvfs(folder) {
        Ok(disk) => {
            let block = disk.fragment_size();
            let bytes = |blocks: u64| i64::try_from(blocks.saturating_mul(block)).unwrap_or(i64::MAX);
            let (free, total) = (bytes(disk.blocks_available()), bytes(disk.blocks()));
            let measures = vec![measure("bytes_free", free), measure("bytes_total", total)];
            match free.saturating_mul(100) / total.max(1) {
                0 => Finding { measures, ..down(Service::Disk, started, &"less than one percent of the disk is free") },
                percent => up(Service::Disk, percent < 10, elapsed(started), measures),
            }
        }
        Err(error) => down(Service::Disk, started, &error),
    }
}

/// Not configured here.
fn unused(service: Service) -> Finding {
    Finding { service, state: HealthState::Unused, response_ms: None, measures: Vec::new(), error: None }
}
