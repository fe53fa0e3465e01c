//! Settings and feature flags in memory. While a process listens for their change (`listen`),
//! it reads them once and again after every change, its own or another process's, so they are
//! right within a fraction of a second; without a listener (tests, commands) every read goes to
//! the database. When the database is away, what was known last holds.

use std::sync::{
    Arc, PoisonError, RwLock,
    atomic::{AtomicBool, AtomicU64, Ordering},
};
use std::time::{Duration, Instant};

use sqlx::{PgPool, postgres::PgListener};

use super::{flags::Rules, settings};
use crate::{Result, Settings};

/// Channel on which the database tells of a change (migration `settings_and_flags`).
const CHANNEL: &str = "settings_changed";
/// Even a listener that hears nothing looks again after this long: a connection can be dead
/// without either side knowing.
const KEPT_FOR: Duration = Duration::from_secs(20);

/// See the module. Cheap to clone; one per process.
#[derive(Clone, Default)]
pub struct Live(Arc<Inner>);

#[derive(Default)]
struct Inner {
    known: RwLock<Option<Kept>>,
    listening: AtomicBool,
    /// Counts changes heard of: what was read before the last one is not kept.
    changes: AtomicU64,
}

#[derive(Clone)]
struct Kept {
    read_at: Instant,
    change: u64,
    values: Values,
}

/// The values at one moment.
#[derive(Clone)]
pub struct Values {
    pub settings: Arc<Settings>,
    pub flags: Arc<Rules>,
}

impl Live {
    /// The values now.
    ///
    /// # Errors
    /// Only when the database fails and nothing is known from before.
    pub async fn read(&self, db: &PgPool) -> Result<Values> {
        let change = self.0.changes.load(Ordering::Acquire);
        let known = self.0.known.read().unwrap_or_else(PoisonError::into_inner).clone();
        let listening = self.0.listening.load(Ordering::Acquire);
        if let Some(kept) = &known
            && listening
            && kept.change == change
            && kept.read_at.elapsed() < KEPT_FOR
        {
            return Ok(kept.values.clone());
        }
        match load(db).await {
            Ok(values) => {
                let kept = Kept { read_at: Instant::now(), change, values: values.clone() };
                *self.0.known.write().unwrap_or_else(PoisonError::into_inner) = Some(kept);
                Ok(values)
            }
            Err(error) => known.map(|kept| kept.values).ok_or(error),
        }
    }

    /// Forgets what is known, after a change made by this process.
    pub fn forget(&self) {
        self.0.changes.fetch_add(1, Ordering::AcqRel);
    }

    /// Listens for changes until dropped, through every outage of the database.
    pub async fn listen(&self, db: &PgPool) {
        loop {
            if let Err(error) = self.listen_once(db).await {
                tracing::debug!(%error, "cannot listen for changed settings; reading them each time meanwhile");
            }
            self.0.listening.store(false, Ordering::Release);
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    /// Whether changes are being listened for right now.
    pub fn is_listening(&self) -> bool {
        self.0.listening.load(Ordering::Acquire)
    }

    async fn listen_once(&self, db: &PgPool) -> Result<(), sqlx::Error> {
        let mut listener = PgListener::connect_with(db).await?;
        listener.listen(CHANNEL).await?;
        self.forget();
        self.0.listening.store(true, Ordering::Release);
        // `None` is a lost connection: whatever was told meanwhile is missed.
        while listener.try_recv().await?.is_some() {
            self.forget();
        }
        Ok(())
    }
}

async fn load(db: &PgPool) -> Result<Values> {
    let mut conn = db.acquire().await?;
    let settings = settings::load(&mut conn).await?;
    let flags = Rules::load(&mut conn).await?;
    Ok(Values { settings: Arc::new(settings), flags: Arc::new(flags) })
}
