//! One PostgreSQL data folder: made, started, found running, stopped.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::account::Account;
use super::binaries::Binaries;
use crate::embedded::folder::write_private;

/// The database user of the embedded default.
pub const USER: &str = "birqadam";

/// `cluster/` with the data, `password` and `log`, in one folder of the account's.
pub struct Cluster {
    base: PathBuf,
    binaries: Binaries,
    account: Account,
}

impl Cluster {
    pub fn new(base: PathBuf, binaries: Binaries, account: Account) -> Self {
        Cluster { base, binaries, account }
    }

    /// The major version that made the data, `None` when there is none yet.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn version_in(base: &Path) -> Result<Option<String>> {
        match std::fs::read_to_string(base.join("cluster/PG_VERSION")) {
            Ok(text) => Ok(Some(text.trim().to_owned())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", base.display())),
        }
    }

    /// Makes the data when there is none, starts the server unless it runs; its port.
    ///
    /// # Errors
    /// In words for the operator.
    pub fn ensure_running(&self) -> Result<u16> {
        if Cluster::version_in(&self.base)?.is_none() {
            self.init()?;
        }
        if let Some(port) = self.running_port()? {
            tracing::info!(port, "taking over the PostgreSQL that is already running");
            return Ok(port);
        }
        self.start()
    }

    /// The port of the server that another process is starting or has started.
    ///
    /// # Errors
    /// When there is none after half a minute.
    pub fn wait_for_owner(&self) -> Result<u16> {
        for _ in 0..60 {
            if Cluster::version_in(&self.base)?.is_some()
                && let Some(port) = self.running_port()?
            {
                return Ok(port);
            }
            std::thread::sleep(Duration::from_millis(500));
        }
        bail!("another BirQadam uses {} but its PostgreSQL does not run; stop it and try again", self.base.display())
    }

    /// The password of [`USER`].
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn password(&self) -> Result<String> {
        let path = self.base.join("password");
        let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(text.trim().to_owned())
    }

    /// Open transactions are rolled back, clients disconnected, all is written out.
    ///
    /// # Errors
    /// When it does not stop within a minute.
    pub fn stop(&self) -> Result<()> {
        let output = self.pg_ctl(&["stop", "-m", "fast", "-w", "-t", "60"])?;
        if !output.status.success() {
            bail!("{}", said(&output));
        }
        Ok(())
    }

    fn data(&self) -> PathBuf {
        self.base.join("cluster")
    }

    /// Made beside its place and renamed: an interrupted start leaves nothing half made.
    fn init(&self) -> Result<()> {
        tracing::info!("making a database in {} (some seconds, once)", self.base.display());
        let password = self.base.join("password");
        write_private(&password, &hex::encode(rand::random::<[u8; 24]>()))?;
        self.account.own(&password)?;
        let part = self.base.join("cluster.part");
        let mut last = String::new();
        // Only a UTF-8 locale knows that Я and я are one letter; the last resort still starts.
        for locale in ["C.UTF-8", "C.utf8", "en_US.UTF-8", "C"] {
            if part.exists() {
                std::fs::remove_dir_all(&part).with_context(|| format!("cannot remove {}", part.display()))?;
            }
            let mut initdb = self.account.command(&self.binaries.program("initdb"));
            initdb.arg("-D").arg(&part).args(["-U", USER, "-A", "scram-sha-256", "-E", "UTF8"]);
            initdb.arg(format!("--locale={locale}")).arg("--no-instructions");
            initdb.arg(format!("--pwfile={}", password.display()));
            let output = initdb.output().context("cannot run initdb")?;
            if output.status.success() {
                return std::fs::rename(&part, self.data()).context("cannot put the new database in its place");
            }
            last = said(&output);
        }
        bail!("initdb could not make a database in {}: {last}", self.base.display())
    }

    fn start(&self) -> Result<u16> {
        let mut last = String::new();
        // Somebody may take the free port between our look and the start.
        for _ in 0..3 {
            let port = free_port()?;
            let options = format!(
                "-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' -c max_connections=100"
            );
            let log = self.base.join("log");
            let mut pg_ctl = self.account.command(&self.binaries.program("pg_ctl"));
            pg_ctl.arg("start").arg("-D").arg(self.data()).arg("-l").arg(&log);
            pg_ctl.args(["-w", "-t", "120", "-o", &options]);
            let output = pg_ctl.output().context("cannot run pg_ctl")?;
            if output.status.success() {
                return Ok(port);
            }
            last = format!("{}\n{}", said(&output), tail(&log));
        }
        bail!("PostgreSQL does not start: {last}")
    }

    /// `None` when no server runs on the data; a stale pid file does not fool `pg_ctl`.
    fn running_port(&self) -> Result<Option<u16>> {
        if !self.pg_ctl(&["status"])?.status.success() {
            return Ok(None);
        }
        let path = self.data().join("postmaster.pid");
        let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        // Its lines: pid, data folder, start time, port, …
        Ok(text.lines().nth(3).and_then(|line| line.trim().parse().ok()))
    }

    fn pg_ctl(&self, arguments: &[&str]) -> Result<Output> {
        let mut pg_ctl = self.account.command(&self.binaries.program("pg_ctl"));
        pg_ctl.args(arguments).arg("-D").arg(self.data()).output().context("cannot run pg_ctl")
    }
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no free loopback port for PostgreSQL")?;
    Ok(listener.local_addr()?.port())
}

fn said(output: &Output) -> String {
    let text = if output.stderr.is_empty() { &output.stdout } else { &output.stderr };
    String::from_utf8_lossy(text).trim().to_owned()
}

/// The last lines of the server's log, where the reason stands.
fn tail(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().rev().take(5).collect();
    lines.into_iter().rev().collect::<Vec<_>>().join("\n")
}
