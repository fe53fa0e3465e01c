//! `birqadam serve` and `birqadam worker`: run until a signal comes.

use std::pin::pin;

use anyhow::{Context, Result};
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use crate::config::{Config, Database};
use crate::foundation::Foundation;
use crate::{first_start, serve as platform, worker as jobs};

/// Serves until SIGINT or SIGTERM.
///
/// # Errors
/// When it cannot start.
pub async fn serve(config: &Config) -> Result<()> {
    let mut signals = Signals::listen()?;
    let mut start = pin!(platform::start(config));
    let running = tokio::select! {
        running = &mut start => running?,
        // Half started is hard to stop: let it get there, then stop it.
        () = signals.received() => {
            println!("\nStopping as soon as all is started …");
            start.await?.stop().await;
            return Ok(());
        }
    };
    // An address given as 0.0.0.0 is none that a browser opens.
    let url = if config.address.ip().is_unspecified() {
        format!("http://127.0.0.1:{}", running.address.port())
    } else {
        config.base_url.clone()
    };
    println!("\nBirQadam is ready: {url}\n");
    if matches!(config.database, Database::Embedded) {
        println!("{}\n", first_start::DEMO_ACCOUNTS);
    }
    println!("Ctrl-C stops it.");
    signals.received().await;
    println!("\nStopping (a second Ctrl-C ends at once) …");
    tokio::spawn(async move {
        signals.received().await;
        std::process::exit(130);
    });
    running.stop().await;
    Ok(())
}

/// Runs jobs until SIGINT or SIGTERM.
///
/// # Errors
/// When it cannot start.
pub async fn worker(config: &Config) -> Result<()> {
    let mut signals = Signals::listen()?;
    let foundation = Foundation::start(config).await?;
    let ending = CancellationToken::new();
    let work = tokio::spawn(jobs::run(foundation.job_state(), ending.clone()));
    println!("The worker is running. Ctrl-C stops it.");
    signals.received().await;
    ending.cancel();
    work.await.context("the worker broke off")?;
    foundation.stop().await;
    Ok(())
}

/// SIGINT and SIGTERM, heard from the moment this is made.
struct Signals {
    received: tokio::sync::watch::Receiver<u32>,
}

impl Signals {
    fn listen() -> Result<Self> {
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        let (count, received) = tokio::sync::watch::channel(0);
        tokio::spawn(async move {
            loop {
                tokio::select! {
                    _ = interrupt.recv() => {}
                    _ = terminate.recv() => {}
                }
                count.send_modify(|count| *count += 1);
            }
        });
        Ok(Signals { received })
    }

    /// Returns when the next signal comes, or one came since the last call.
    async fn received(&mut self) {
        // The sender lives as long as the process.
        let _ = self.received.changed().await;
    }
}
