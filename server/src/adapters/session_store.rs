//! Web sessions in PostgreSQL. The table holds only a hash of what the cookie holds, so that a
//! copy of the table opens nobody's session.

use async_trait::async_trait;
use birqadam_accounts::ops::sessions;
use chrono::{DateTime, Utc};
use sqlx::PgPool;
use tower_sessions::SessionStore;
use tower_sessions::cookie::time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};

/// Sessions over one pool.
#[derive(Clone, Debug)]
pub struct PgSessionStore {
    db: PgPool,
}

impl PgSessionStore {
    pub fn new(db: PgPool) -> Self {
        PgSessionStore { db }
    }
}

#[async_trait]
impl SessionStore for PgSessionStore {
    async fn create(&self, record: &mut Record) -> Result<()> {
        let (data, expires) = stored(record)?;
        // Ids are 128 random bits: a second round is a precaution, a third never happens.
        while !sessions::create_session(&self.db, &hash(&record.id), &data, expires).await.map_err(backend)? {
            record.id = Id::default();
        }
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let (data, expires) = stored(record)?;
        sessions::save_session(&self.db, &hash(&record.id), &data, expires).await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let Some(found) = sessions::load_session(&self.db, &hash(id)).await.map_err(backend)? else {
            return Ok(None);
        };
        let data = serde_json::from_value(found.data).map_err(|e| Error::Decode(e.to_string()))?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(found.expires_at.timestamp());
        Ok(Some(Record { id: *id, data, expiry_date: expiry_date.map_err(|e| Error::Decode(e.to_string()))? }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        sessions::delete_session(&self.db, &hash(id)).await.map_err(backend)
    }
}

fn hash(id: &Id) -> String {
    sessions::stored_id(&id.to_string())
}

fn stored(record: &Record) -> Result<(serde_json::Value, DateTime<Utc>)> {
    let data = serde_json::to_value(&record.data).map_err(|e| Error::Encode(e.to_string()))?;
    let expires = DateTime::from_timestamp(record.expiry_date.unix_timestamp(), 0);
    Ok((data, expires.ok_or_else(|| Error::Encode("expiry out of range".into()))?))
}

fn backend(error: impl std::fmt::Display) -> Error {
    Error::Backend(error.to_string())
}
