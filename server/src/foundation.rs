//! What every command stands on: the database with its schema, the files, the mail, and the
//! context that operations are given. Embedded or elsewhere, as configured.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use birqadam_core::ssr::mail::Mailer;
use birqadam_core::ssr::{Config as DomainConfig, Ctx, Live, Replica, SystemClock};
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, PgConnection, PgPool};

use crate::adapters::{S3Store, SmtpMailer};
use crate::config::{Config, Database, Files};
use crate::embedded::{DataFolder, EmbeddedPostgres, EmbeddedS3};
use crate::jobs::JobState;
use crate::payments::Setup;
use crate::{app_role, jobs};

/// The schema, compiled in: a binary always carries the migrations it needs.
pub static MIGRATIONS: Migrator = sqlx::migrate!("../migrations");

/// The parts, started. Stop them with [`Foundation::stop`].
pub struct Foundation {
    pub ctx: Ctx,
    /// `None`: mails stay in the outbox.
    pub mailer: Option<Arc<dyn Mailer>>,
    /// The ways to pay, for the routes by which they tell us.
    pub payments: Setup,
    /// The data folder, when anything embedded lives in it.
    pub folder: Option<DataFolder>,
    /// How the owner of the schema connects; requests and jobs work with less ([`app_role`]).
    owner: PgConnectOptions,
    postgres: Option<EmbeddedPostgres>,
    _s3: Option<EmbeddedS3>,
}

impl Foundation {
    /// Starts what is embedded, connects to what is not.
    ///
    /// # Errors
    /// In words for the operator, each with the remedy. Nothing stays running.
    pub async fn start(config: &Config) -> Result<Self> {
        Foundation::start_in(config, open_folder(config)?).await
    }

    /// The same with the data folder opened before, to check who owns it.
    ///
    /// # Errors
    /// As [`Foundation::start`].
    pub async fn start_in(config: &Config, folder: Option<DataFolder>) -> Result<Self> {
        let postgres = match (&config.database, &folder) {
            (Database::Embedded, Some(folder)) => Some(EmbeddedPostgres::start(folder).await?),
            _ => None,
        };
        match Foundation::connect(config, folder.as_ref(), postgres.as_ref()).await {
            Ok((ctx, mailer, payments, owner, s3)) => {
                Ok(Foundation { ctx, mailer, payments, folder, owner, postgres, _s3: s3 })
            }
            Err(error) => {
                if let Some(postgres) = postgres {
                    postgres.stop().await;
                }
                Err(error)
            }
        }
    }

    async fn connect(
        config: &Config,
        folder: Option<&DataFolder>,
        postgres: Option<&EmbeddedPostgres>,
    ) -> Result<Connected> {
        let url = match (&config.database, postgres) {
            (Database::Url(url), _) => url.as_str(),
            (Database::Embedded, Some(postgres)) => postgres.url(),
            (Database::Embedded, None) => anyhow::bail!("the embedded PostgreSQL was not started"),
        };
        let (db, owner) = connect_database(url, config.database_connections).await?;
        let replica = match &config.replica {
            Some(url) => connect_replica(url, config.database_connections)?,
            None => Replica::default(),
        };

        let (store, s3) = match (&config.files, folder) {
            (Files::S3(settings), _) => (S3Store::new(settings), None),
            (Files::Embedded, Some(folder)) => {
                let s3 = EmbeddedS3::start(&folder.path().join("s3")).await?;
                let store = S3Store::new(s3.settings());
                store.ensure_bucket().await?;
                (store, Some(s3))
            }
            (Files::Embedded, None) => anyhow::bail!("the data folder was not opened"),
        };
        let mailer = match &config.smtp {
            Some(smtp) => Some(Arc::new(SmtpMailer::new(smtp)?) as Arc<dyn Mailer>),
            None => None,
        };
        let secret = match (&config.secret, folder) {
            (Some(secret), _) => secret.clone(),
            (None, Some(folder)) => folder.secret()?,
            (None, None) => anyhow::bail!("SECRET is missing; generate one: openssl rand -hex 32"),
        };
        let payments =
            Setup::new(&config.payments, &config.base_url, &secret, &db).context("the ways to pay cannot be used")?;
        let domain = DomainConfig {
            base_url: config.base_url.clone(),
            secret,
            access_token_seconds: ACCESS_TOKEN_SECONDS,
            refresh_token_days: REFRESH_TOKEN_DAYS,
            review_undo_seconds: config.review_undo_seconds,
        };
        let ctx = Ctx {
            db,
            replica,
            files: Arc::new(store),
            payments: payments.providers(),
            clock: Arc::new(SystemClock),
            config: Arc::new(domain),
            live: Live::default(),
        };
        Ok((ctx, mailer, payments, owner, s3))
    }

    /// What the jobs of this process are given.
    pub fn job_state(&self) -> JobState {
        let data = self.folder.as_ref().map(|folder| folder.path().to_owned());
        JobState { ctx: self.ctx.clone(), mailer: self.mailer.clone(), data }
    }

    /// Brings the schema up to date. Safe to run from several processes at once.
    ///
    /// # Errors
    /// When a migration fails (it is rolled back) or the database is newer than this binary.
    pub async fn migrate(&self) -> Result<()> {
        let owner = PgPoolOptions::new().max_connections(2).connect_with(self.owner.clone()).await?;
        // Nothing to do also for a login that could not do it.
        if !app_role::is_up_to_date(&owner, &MIGRATIONS).await? {
            MIGRATIONS.run(&owner).await.context(
                "the database schema cannot be brought up to date; if this binary is older than the database, run the newer one",
            )?;
        }
        jobs::migrate_queue(&owner).await.context("the tables of the job queue cannot be brought up to date")?;
        app_role::prepare(&owner).await.context("the rights of the server's role cannot be set")?;
        owner.close().await;
        Ok(())
    }

    /// Closes the connections and stops what was started here.
    pub async fn stop(self) {
        // Connections still out (a request that hangs) do not hold up the end.
        let _ = tokio::time::timeout(Duration::from_secs(5), self.ctx.db.close()).await;
        let _ = tokio::time::timeout(Duration::from_secs(1), self.ctx.replica.close()).await;
        if let Some(postgres) = self.postgres {
            postgres.stop().await;
        }
    }
}

/// What [`Foundation::connect`] makes.
type Connected = (Ctx, Option<Arc<dyn Mailer>>, Setup, PgConnectOptions, Option<EmbeddedS3>);

/// Short: a stolen access token is soon worthless; the refresh token is rotated.
const ACCESS_TOKEN_SECONDS: i64 = 15 * 60;
const REFRESH_TOKEN_DAYS: i64 = 30;

/// Opens the data folder when anything is kept in it.
///
/// # Errors
/// When it cannot be made or written.
pub fn open_folder(config: &Config) -> Result<Option<DataFolder>> {
    let elsewhere = matches!((&config.database, &config.files), (Database::Url(_), Files::S3(_)));
    if elsewhere && config.secret.is_some() { Ok(None) } else { DataFolder::open(&config.data).map(Some) }
}

/// Where a database is, without the password.
pub fn place(options: &PgConnectOptions) -> String {
    format!("{}:{}/{}", options.get_host(), options.get_port(), options.get_database().unwrap_or_default())
}

async fn connect_database(url: &str, connections: u32) -> Result<(PgPool, PgConnectOptions)> {
    let options: PgConnectOptions = url.parse().context("DATABASE_URL cannot be read")?;
    let place = place(&options);
    let options = options.application_name("birqadam");
    // The pool would only say that it waited; this says why.
    let first = PgConnection::connect_with(&options)
        .await
        .with_context(|| format!("the database at {place} cannot be reached; is it running, is DATABASE_URL right?"))?;
    first.close().await?;
    let pool = PgPoolOptions::new()
        .max_connections(connections)
        // Longer than a restart's hiccup, shorter than people's patience.
        .acquire_timeout(Duration::from_secs(5));
    // The first connection is opened when it is needed: before the first migration there is no role.
    Ok((app_role::as_app(tried_when_idle(pool)).connect_lazy_with(options.clone()), options))
}

/// Asks a connection whether it is alive only when it was unused for a while: what was answered a
/// moment ago is, and asking each time costs every request a round trip.
fn tried_when_idle(pool: PgPoolOptions) -> PgPoolOptions {
    const UNUSED: Duration = Duration::from_secs(1);
    pool.test_before_acquire(false).before_acquire(|conn, about| {
        Box::pin(async move {
            if about.idle_for >= UNUSED {
                conn.ping().await?;
            }
            Ok(true)
        })
    })
}

/// The copy to read figures from. That it does not answer now is no reason not to start.
fn connect_replica(url: &str, connections: u32) -> Result<Replica> {
    let options: PgConnectOptions = url.parse().context("DATABASE_REPLICA_URL cannot be read")?;
    let pool = PgPoolOptions::new()
        .max_connections(connections)
        // There is another to ask.
        .acquire_timeout(Duration::from_secs(2));
    Ok(Replica::new(app_role::as_app(tried_when_idle(pool)).connect_lazy_with(options.application_name("birqadam"))))
}
