//! A copy of the database to read figures from, when there is one (`DATABASE_REPLICA_URL`). When it
//! does not answer, the database itself is asked instead for half a minute, then the copy again.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::Utc;
use sqlx::pool::PoolConnection;
use sqlx::{PgPool, Postgres};

use super::Ctx;
use crate::Result;

/// Cheap to clone. `Replica::default()` is none.
#[derive(Clone, Default)]
pub struct Replica(Option<Arc<Inner>>);

struct Inner {
    pool: PgPool,
    /// Unix seconds until which it is not asked.
    resting_until: AtomicI64,
}

/// How long a copy that did not answer is left alone.
const REST_SECONDS: i64 = 30;

impl Replica {
    pub fn new(pool: PgPool) -> Self {
        Replica(Some(Arc::new(Inner { pool, resting_until: AtomicI64::new(0) })))
    }

    async fn connection(&self) -> Option<PoolConnection<Postgres>> {
        let inner = self.0.as_ref()?;
        let now = Utc::now().timestamp();
        if inner.resting_until.load(Ordering::Relaxed) > now {
            return None;
        }
        match inner.pool.acquire().await {
            Ok(connection) => Some(connection),
            Err(error) => {
                inner.resting_until.store(now + REST_SECONDS, Ordering::Relaxed);
                tracing::warn!(%error, "the read replica does not answer; reading from the database itself");
                None
            }
        }
    }

    /// Closes its connections.
    pub async fn close(&self) {
        if let Some(inner) = &self.0 {
            inner.pool.close().await;
        }
    }
}

impl Ctx {
    /// A connection for reading what may be a moment old: figures, never what a decision rests on.
    ///
    /// # Errors
    /// Only when the database itself does not answer either.
    pub async fn read_conn(&self) -> Result<PoolConnection<Postgres>> {
        match self.replica.connection().await {
            Some(connection) => Ok(connection),
            None => Ok(self.db.acquire().await?),
        }
    }
}
