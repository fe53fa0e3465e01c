//! The application under test: the real router over a fresh database and a fresh S3 folder.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use birqadam_app::assets::Assets;
use birqadam_app::state::AppState;
use birqadam_core::ssr::files::FileStore;
use birqadam_core::ssr::payment_provider::Providers;
use birqadam_core::ssr::{Config, Ctx, Live, Replica};
use birqadam_server::adapters::S3Store;
use birqadam_server::embedded::EmbeddedS3;
use birqadam_server::http::{self, HttpOptions};
use birqadam_server::jobs::{self, JobState};
use leptos::config::LeptosOptions;
use sqlx::PgPool;

use super::clock::TestClock;
use super::database::Database;

static COUNTER: AtomicU32 = AtomicU32::new(0);

/// One per test.
pub struct TestApp {
    pub ctx: Ctx,
    pub router: Router,
    pub clock: Arc<TestClock>,
    state: AppState,
    folder: PathBuf,
    _s3: EmbeddedS3,
    // Dropped last: everything above may still hold connections.
    _database: Database,
}

impl TestApp {
    /// Without limits per address and without the visitors' cache, so that tests see what is.
    pub async fn start() -> TestApp {
        TestApp::with(HttpOptions { api_per_minute: None, visitor_cache: false, ..HttpOptions::default() }).await
    }

    pub async fn with(options: HttpOptions) -> TestApp {
        let database = Database::create().await;
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("bq-it-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for files");
        let s3 = EmbeddedS3::start(&folder).await.expect("the S3 server starts");
        let store = S3Store::new(s3.settings());
        store.ensure_bucket().await.expect("the bucket is made");
        let clock = Arc::new(TestClock::default());
        let config = Config {
            base_url: "http://birqadam.test".into(),
            secret: b"a secret for tests, 32 bytes long".to_vec(),
            access_token_seconds: 900,
            refresh_token_days: 30,
            review_undo_seconds: 10,
        };
        let ctx = Ctx {
            db: database.pool.clone(),
            replica: Replica::default(),
            files: Arc::new(store),
            payments: Providers::default(),
            clock: clock.clone(),
            config: Arc::new(config),
            live: Live::default(),
        };
        let leptos_options = LeptosOptions::builder()
            .output_name("birqadam")
            .site_root(folder.join("no-site").display().to_string())
            .site_pkg_dir("pkg")
            .build();
        let assets = Assets {
            js: "/pkg/a.js".into(),
            wasm: "/pkg/a.wasm".into(),
            css: "/pkg/a.css".into(),
            chart: "/pkg/c.js".into(),
            pieces: Default::default(),
        };
        let state = AppState { ctx: ctx.clone(), leptos_options, assets: Arc::new(assets) };
        let router = http::router(state.clone(), options);
        TestApp { ctx, router, clock, state, folder, _s3: s3, _database: database }
    }

    /// A second process over the same database and files.
    pub fn replica(&self, options: HttpOptions) -> Router {
        http::router(self.state.clone(), options)
    }

    /// The same application with its files elsewhere.
    pub fn with_files(&self, files: Arc<dyn FileStore>) -> Router {
        let ctx = Ctx { files, ..self.ctx.clone() };
        let options = HttpOptions { api_per_minute: None, visitor_cache: false, ..HttpOptions::default() };
        http::router(AppState { ctx, ..self.state.clone() }, options)
    }

    /// A process over other parts: another way to the database, another file store.
    pub fn replica_of(&self, ctx: Ctx, options: HttpOptions) -> Router {
        http::router(AppState { ctx, ..self.state.clone() }, options)
    }

    pub fn db(&self) -> &PgPool {
        &self.ctx.db
    }

    /// Runs every job that is due, and what those enqueue.
    pub async fn run_jobs(&self) {
        let state = JobState { ctx: self.ctx.clone(), mailer: None, data: None };
        jobs::run_once(state).await.expect("jobs run");
    }

    /// Runs a statement that only the schema's owner may (`analyze`), on a connection of its own.
    pub async fn as_owner(&self, sql: &'static str) {
        let mut owner = self.db().acquire().await.expect("a connection");
        sqlx::query("reset role").execute(&mut *owner).await.expect("the owner again");
        sqlx::query(sql).execute(&mut *owner).await.expect(sql);
        // Nobody else gets the owner's rights.
        owner.close().await.expect("closed");
    }

    /// The same for several statements.
    pub async fn as_owner_all(&self, sql: &'static str) {
        let mut owner = self.db().acquire().await.expect("a connection");
        sqlx::query("reset role").execute(&mut *owner).await.expect("the owner again");
        sqlx::raw_sql(sql).execute(&mut *owner).await.expect(sql);
        owner.close().await.expect("closed");
    }

    /// A number from the database.
    pub async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(self.db()).await.expect("a number")
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
