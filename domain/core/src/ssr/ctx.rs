//! What every operation is given: the database, the ports to the outside, the settings.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use sqlx::{PgPool, Postgres, Transaction};

use super::db_error::internal;
use super::files::FileStore;
use super::live::Live;
use super::payment_provider::Providers;
use super::replica::Replica;
use crate::{Actor, Error, Flag, Result, Settings};

/// Tells the time; a fixed one in tests.
pub trait Clock: Send + Sync {
    fn now(&self) -> DateTime<Utc>;
}

pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// What the operator sets once, at start.
#[derive(Clone, Debug)]
pub struct Config {
    /// Address under which people reach us, without a slash at the end.
    pub base_url: String,
    /// Key that signs access tokens and file links; at least 32 bytes.
    pub secret: Vec<u8>,
    /// How long an access token of the API is good for.
    pub access_token_seconds: i64,
    /// How long a refresh token is good for.
    pub refresh_token_days: i64,
    /// How long a reviewer's decision can be taken back before it takes effect; 0 for not at all.
    pub review_undo_seconds: u32,
}

/// Cheap to clone; one per process.
#[derive(Clone)]
pub struct Ctx {
    pub db: PgPool,
    /// Where figures are read, when there is one: [`Ctx::read_conn`].
    pub replica: Replica,
    pub files: Arc<dyn FileStore>,
    /// The ways to pay.
    pub payments: Providers,
    pub clock: Arc<dyn Clock>,
    pub config: Arc<Config>,
    /// Settings and feature flags as they are now; `Live::default()` reads them each time.
    pub live: Live,
}

impl Ctx {
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Today in the platform's time zone (Asia/Almaty, UTC+5 since March 2024).
    pub fn today(&self) -> chrono::NaiveDate {
        (self.now() + chrono::Duration::hours(PLATFORM_UTC_OFFSET_HOURS)).date_naive()
    }

    /// What an administrator has set; never older than a second.
    ///
    /// # Errors
    /// Only when the database fails and nothing is known from before.
    pub async fn settings(&self) -> Result<Arc<Settings>> {
        Ok(self.live.read(&self.db).await?.settings.clone())
    }

    /// The features that are on for an actor; those on for all when the rules cannot be read.
    pub async fn flags_for(&self, actor: &Actor) -> BTreeSet<Flag> {
        let rules = self.live.read(&self.db).await.map(|values| values.flags).unwrap_or_default();
        rules.on_for(actor)
    }

    /// Begins in a task of its own, which comes to its end also when nobody waits for it any more:
    /// sqlx takes nothing back of a beginning that was given up, and the transaction would go on
    /// in the pool, under the next request.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database does not answer.
    pub async fn begin(&self) -> Result<Transaction<'static, Postgres>> {
        let db = self.db.clone();
        match tokio::spawn(async move { db.begin().await }).await {
            Ok(begun) => begun.map_err(Error::from),
            Err(failed) => Err(internal(&failed)),
        }
    }
}

/// All of Kazakhstan has been on UTC+5 since 1 March 2024.
pub const PLATFORM_UTC_OFFSET_HOURS: i64 = 5;
