//! What every operation is given: the database, the ports to the outside, the settings.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sqlx::{PgPool, Postgres, Transaction};

use super::files::FileStore;
use crate::{Error, Result};

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
}

/// Cheap to clone; one per process.
#[derive(Clone)]
pub struct Ctx {
    pub db: PgPool,
    pub files: Arc<dyn FileStore>,
    pub clock: Arc<dyn Clock>,
    pub config: Arc<Config>,
}

impl Ctx {
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Today in the platform's time zone (Asia/Almaty, UTC+5 since March 2024).
    pub fn today(&self) -> chrono::NaiveDate {
        (self.now() + chrono::Duration::hours(PLATFORM_UTC_OFFSET_HOURS)).date_naive()
    }

    /// # Errors
    /// [`Error::Unavailable`] when the database does not answer.
    pub async fn begin(&self) -> Result<Transaction<'static, Postgres>> {
        self.db.begin().await.map_err(Error::from)
    }
}

/// All of Kazakhstan has been on UTC+5 since 1 March 2024.
pub const PLATFORM_UTC_OFFSET_HOURS: i64 = 5;
