//! The platform, running: embedded parts, schema, demo data, worker and HTTP; and its orderly end.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use birqadam_app::assets::Assets;
use birqadam_app::state::AppState;
use birqadam_core::ssr::Ctx;
use leptos::config::{Env, LeptosOptions};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::config::{Config, Database};
use crate::console::metrics;
use crate::foundation::{Foundation, open_folder};
use crate::http::{self, HttpOptions};
use crate::{first_start, worker};

/// How long requests that are under way may still take when the end comes.
const DRAIN: Duration = Duration::from_secs(20);

/// A running server. It ends only by [`Running::stop`].
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    foundation: Foundation,
    ending: CancellationToken,
    http: JoinHandle<std::io::Result<()>>,
    worker: JoinHandle<()>,
}

/// Starts everything and begins to answer.
///
/// # Errors
/// In words for the operator, each with the remedy. Nothing stays running.
pub async fn start(config: &Config) -> Result<Running> {
    // First what fails fast and costs nothing to undo.
    let listener = listen(config.address, "BIRQADAM_ADDR").await?;
    let metrics = match config.metrics_address {
        Some(address) => Some(listen(address, "METRICS_ADDR").await?),
        None => None,
    };
    let assets = load_assets(config)?;
    let folder = open_folder(config)?;
    if let Some(folder) = &folder {
        folder.require_owner()?;
    }
    let foundation = Foundation::start_in(config, folder).await?;
    match prepare(config, &foundation).await {
        Ok(()) => run(config, (listener, metrics), assets, foundation).await,
        Err(error) => {
            foundation.stop().await;
            Err(error)
        }
    }
}

impl Running {
    /// Stops accepting, lets requests and jobs finish, then stops what was started.
    pub async fn stop(self) {
        self.ending.cancel();
        if tokio::time::timeout(DRAIN, self.http).await.is_err() {
            tracing::warn!("some requests did not finish in {} seconds and were cut", DRAIN.as_secs());
        }
        if tokio::time::timeout(DRAIN, self.worker).await.is_err() {
            tracing::warn!("some jobs did not finish and will be tried again at the next start");
        }
        self.foundation.stop().await;
    }
}

async fn prepare(config: &Config, foundation: &Foundation) -> Result<()> {
    foundation.migrate().await?;
    if config.is_production() && first_start::demo_accounts_exist(&foundation.ctx.db).await? {
        bail!(
            "demo accounts (…@demo.birqadam.kz) are in the production database; everybody knows their password: delete them"
        );
    }
    if matches!(config.database, Database::Embedded) {
        first_start::load_demo_if_empty(&foundation.ctx).await.context("the demo data cannot be loaded")?;
    }
    Ok(())
}

/// `listeners` are that of the pages and that of the metrics.
async fn run(
    config: &Config,
    listeners: (TcpListener, Option<TcpListener>),
    assets: Assets,
    foundation: Foundation,
) -> Result<Running> {
    let listener = listeners.0;
    let address = listener.local_addr()?;
    let state =
        AppState { ctx: foundation.ctx.clone(), leptos_options: leptos_options(config), assets: Arc::new(assets) };
    let ending = CancellationToken::new();
    let options = HttpOptions {
        trusted_proxies: config.trusted_proxies.clone(),
        api_per_minute: config.api_per_minute,
        payments: foundation.payments.clone(),
        loopback: Some(address),
        ending: ending.clone(),
        ..HttpOptions::default()
    };
    let router = http::router(state, options).into_make_service_with_connect_info::<SocketAddr>();
    let http = tokio::spawn(
        axum::serve(listener, router).with_graceful_shutdown(ending.clone().cancelled_owned()).into_future(),
    );
    if let Some(listener) = listeners.1 {
        metrics::serve(listener, foundation.ctx.clone(), ending.clone())?;
    }
    tokio::spawn(follow_settings(foundation.ctx.clone(), ending.clone()));
    let worker = tokio::spawn(worker::run(foundation.job_state(), ending.clone()));
    Ok(Running { address, foundation, ending, http, worker })
}

/// Keeps settings and feature flags right in memory until the end.
async fn follow_settings(ctx: Ctx, ending: CancellationToken) {
    tokio::select! {
        () = ctx.live.listen(&ctx.db) => {}
        () = ending.cancelled() => {}
    }
}

/// `variable` is the one that changes the address.
async fn listen(address: SocketAddr, variable: &str) -> Result<TcpListener> {
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => bail!(
            "port {} is in use on {}; stop the program that has it, or choose another: {variable}={}:{}",
            address.port(),
            address.ip(),
            address.ip(),
            address.port().checked_add(1).unwrap_or(3000)
        ),
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => bail!(
            "port {} may be opened only by root; choose one above 1023: {variable}={}:3000",
            address.port(),
            address.ip()
        ),
        Err(error) => Err(error).with_context(|| format!("cannot listen on {address}; change {variable}")),
    }
}

fn load_assets(config: &Config) -> Result<Assets> {
    Assets::load(&config.site_root).with_context(|| {
        format!(
            "the browser part is not built in {}; build it (make run does), or set SITE_ROOT to where it is",
            config.site_root.display()
        )
    })
}

/// What Leptos wants to know; the names of the files come from [`Assets`].
fn leptos_options(config: &Config) -> LeptosOptions {
    LeptosOptions::builder()
        .output_name("birqadam")
        .site_root(config.site_root.display().to_string())
        .site_pkg_dir("pkg")
        .site_addr(config.address)
        .env(if config.is_production() { Env::PROD } else { Env::DEV })
        .build()
}
