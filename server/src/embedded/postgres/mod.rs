//! A private PostgreSQL: installed binaries, our own data folder, loopback only, a random
//! password. Started with the first process that needs it, stopped with it.

mod account;
mod binaries;
mod cluster;

use std::time::Duration;

use anyhow::{Context, Result};
use sqlx::{Connection, PgConnection};

use super::DataFolder;
use account::Account;
use binaries::Binaries;
use cluster::Cluster;

/// A running server of ours.
pub struct EmbeddedPostgres {
    cluster: Cluster,
    url: String,
    /// Another process owns the data folder: it stops the server, we don't.
    borrowed: bool,
}

impl EmbeddedPostgres {
    /// Starts the server, or takes over one that a crash left running. When another process
    /// owns the data folder, its server is used.
    ///
    /// # Errors
    /// In words for the operator: no binaries, data of another version, folder not usable.
    /// Nothing in an existing data folder is changed then.
    pub async fn start(folder: &DataFolder) -> Result<Self> {
        let base = folder.path().to_owned();
        let borrowed = !folder.is_owner();
        let (cluster, port) = tokio::task::spawn_blocking(move || {
            let account = Account::choose()?;
            let base = account.place(&base)?;
            let version = Cluster::version_in(&base)?;
            let binaries = Binaries::find(version.as_deref(), &base)?;
            let cluster = Cluster::new(base, binaries, account);
            let port = if borrowed { cluster.wait_for_owner()? } else { cluster.ensure_running()? };
            anyhow::Ok((cluster, port))
        })
        .await
        .context("the launcher of PostgreSQL stopped")??;

        let server = format!("postgres://{}:{}@127.0.0.1:{port}", cluster::USER, cluster.password()?);
        create_database(&server).await?;
        Ok(EmbeddedPostgres { cluster, url: format!("{server}/{DATABASE}"), borrowed })
    }

    /// The address of our database, with the password.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Ends open transactions and stops the server, if it is ours to stop.
    pub async fn stop(self) {
        if self.borrowed {
            return;
        }
        match tokio::task::spawn_blocking(move || self.cluster.stop()).await {
            Ok(Ok(())) => tracing::info!("PostgreSQL stopped"),
            Ok(Err(error)) => tracing::warn!("PostgreSQL did not stop: {error:#}"),
            Err(error) => tracing::warn!("PostgreSQL did not stop: {error}"),
        }
    }
}

const DATABASE: &str = "birqadam";

async fn create_database(server: &str) -> Result<()> {
    let mut connection = connect(&format!("{server}/postgres")).await?;
    let exists: bool = sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
        .bind(DATABASE)
        .fetch_one(&mut connection)
        .await?;
    if !exists {
        sqlx::raw_sql("create database birqadam").execute(&mut connection).await?;
    }
    connection.close().await?;
    Ok(())
}

/// A server taken over from a crash may still be replaying its log.
async fn connect(url: &str) -> Result<PgConnection> {
    let mut last = None;
    for _ in 0..120 {
        match PgConnection::connect(url).await {
            Ok(connection) => return Ok(connection),
            Err(error) => last = Some(error),
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    let cause = last.map(|e| e.to_string()).unwrap_or_default();
    anyhow::bail!("the embedded PostgreSQL does not accept connections: {cause}")
}
