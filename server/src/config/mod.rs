//! What the operator sets, read once from environment variables. Everything that is wrong is
//! told at once, each with its remedy.

mod payments;
mod problem;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

pub use crate::http::client::Network;
pub use payments::{ClickSettings, KASPI_PAY_URL, KaspiSettings, PaymeSettings, PaymentSettings, StripeSettings};
pub use problem::{Problem, Problems};

/// The configuration of one process.
#[derive(Clone)]
pub struct Config {
    pub environment: Environment,
    /// Where HTTP is served.
    pub address: SocketAddr,
    /// The address under which people reach us, without a slash at the end.
    pub base_url: String,
    /// What the embedded parts keep: database, files, generated secret.
    pub data: PathBuf,
    /// Where the built assets are.
    pub site_root: PathBuf,
    pub database: Database,
    pub database_connections: u32,
    /// A copy of the database that figures are read from; `None`: from the database.
    pub replica: Option<String>,
    pub files: Files,
    /// `None`: mails are kept in the outbox that admins read in the console.
    pub smtp: Option<Smtp>,
    /// With nothing set in development: the simulator.
    pub payments: PaymentSettings,
    /// `None`: generated once into the data folder.
    pub secret: Option<Vec<u8>>,
    /// Where metrics are served, for Prometheus; `None` serves none.
    pub metrics_address: Option<SocketAddr>,
    /// Requests to the API per client address and minute; `None` sets no limit.
    pub api_per_minute: Option<u32>,
    /// How long a reviewer's decision can be taken back.
    pub review_undo_seconds: u32,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
}

/// How strict the checks are and how the log looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Environment {
    Development,
    Production,
}

/// Where records live.
#[derive(Clone)]
pub enum Database {
    /// A private PostgreSQL in the data folder.
    Embedded,
    Url(String),
}

/// Where files live.
#[derive(Clone)]
pub enum Files {
    /// An S3 server inside this process, over the data folder.
    Embedded,
    S3(S3Settings),
}

/// How to reach an S3 service.
#[derive(Clone)]
pub struct S3Settings {
    pub endpoint: String,
    pub region: String,
    pub bucket: String,
    pub access_key: String,
    pub secret_key: String,
}

/// How mail leaves.
#[derive(Clone)]
pub struct Smtp {
    /// `smtp://`, `smtps://`, with user and password as needed; `?tls=required` for STARTTLS.
    pub url: String,
    /// The sender: `BirQadam <noreply@example.kz>`.
    pub from: String,
    /// An authority to trust besides the public ones, for a mail server of one's own: a PEM file.
    pub authority: Option<PathBuf>,
}

impl Config {
    /// Reads the process environment.
    ///
    /// # Errors
    /// All problems at once.
    pub fn from_env() -> Result<Config, Problems> {
        Config::read(|name| std::env::var(name).ok())
    }

    /// Reads variables from any source; an empty one counts as not set.
    ///
    /// # Errors
    /// All problems at once.
    pub fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Config, Problems> {
        let get = |name: &str| variable(name).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
        let mut problems = Problems::default();

        let environment = match get("BIRQADAM_ENV").as_deref() {
            None | Some("development") => Environment::Development,
            Some("production") => Environment::Production,
            Some(other) => {
                let found = format!("is \"{other}\"");
                problems.add("BIRQADAM_ENV", found, "set it to development or production");
                Environment::Development
            }
        };
        let production = environment == Environment::Production;

        let address = get("BIRQADAM_ADDR").unwrap_or_else(|| "127.0.0.1:3000".into());
        let address = address.parse::<SocketAddr>().unwrap_or_else(|_| {
            let found = format!("is \"{address}\", not an address with a port");
            problems.add("BIRQADAM_ADDR", found, "set it to something like 127.0.0.1:3000 or 0.0.0.0:80");
            SocketAddr::from(([127, 0, 0, 1], 3000))
        });

        let base_url = get("BASE_URL").map(|url| url.trim_end_matches('/').to_owned());
        match &base_url {
            Some(url) if !url.starts_with("http://") && !url.starts_with("https://") => {
                problems.add("BASE_URL", format!("is \"{url}\""), "begin it with https:// (or http:// in development)");
            }
            Some(url) if production && !url.starts_with("https://") => {
                problems.add(
                    "BASE_URL",
                    format!("is \"{url}\" in production"),
                    "serve people by https:// and set that",
                );
            }
            None if production => {
                problems.add("BASE_URL", "is missing in production", "set the https:// address people use");
            }
            _ => {}
        }

        let database = match get("DATABASE_URL") {
            Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => Database::Url(url),
            Some(_) => {
                problems.add("DATABASE_URL", "is no PostgreSQL address", "set postgres://user:password@host/database");
                Database::Embedded
            }
            None => {
                if production {
                    let remedy = "set it to a PostgreSQL that you back up; the embedded one is for trying out";
                    problems.add("DATABASE_URL", "is missing in production", remedy);
                }
                Database::Embedded
            }
        };
        let database_connections = number(&get, "DATABASE_CONNECTIONS", 20, 2..=500, &mut problems);

        let replica = get("DATABASE_REPLICA_URL");
        match &replica {
            Some(url) if !url.starts_with("postgres://") && !url.starts_with("postgresql://") => {
                let remedy = "set postgres://user:password@host/database of a read replica, or nothing";
                problems.add("DATABASE_REPLICA_URL", "is no PostgreSQL address", remedy);
            }
            Some(_) if matches!(database, Database::Embedded) => {
                problems.add("DATABASE_REPLICA_URL", "is set without DATABASE_URL", "set both or none");
            }
            _ => {}
        }

        let metrics_address = get("METRICS_ADDR").and_then(|text| match text.parse() {
            Ok(address) => Some(address),
            Err(_) => {
                let found = format!("is \"{text}\", not an address with a port");
                problems.add("METRICS_ADDR", found, "set it to something like 127.0.0.1:9090, or to nothing");
                None
            }
        });

        let api_per_minute = number(&get, "API_PER_MINUTE", 100, 0..=1_000_000, &mut problems);

        let review_undo_seconds = number(&get, "REVIEW_UNDO_SECONDS", 10, 0..=600, &mut problems);

        let secret = get("SECRET").map(String::into_bytes);
        match &secret {
            Some(secret) if secret.len() < MIN_SECRET_BYTES => {
                let found = format!("has {} bytes, at least {MIN_SECRET_BYTES} are needed", secret.len());
                problems.add("SECRET", found, "generate one: openssl rand -hex 32");
            }
            None if production => {
                problems.add("SECRET", "is missing in production", "generate one: openssl rand -hex 32");
            }
            _ => {}
        }

        let files = read_files(&get, production, &mut problems);
        let smtp = read_smtp(&get, production, &mut problems);
        let payments = PaymentSettings::read(&get, production, &mut problems);
        let trusted_proxies = read_proxies(&get, &mut problems);
        let site_root = get("SITE_ROOT").map_or_else(default_site_root, PathBuf::from);

        problems.into_result(Config {
            environment,
            address,
            base_url: base_url.unwrap_or_else(|| format!("http://{address}")),
            data: get("BIRQADAM_DATA").unwrap_or_else(|| ".data".into()).into(),
            site_root,
            database,
            database_connections,
            replica,
            files,
            smtp,
            payments,
            secret,
            metrics_address,
            api_per_minute: (api_per_minute > 0).then_some(api_per_minute),
            review_undo_seconds,
            trusted_proxies,
        })
    }

    /// Whether cookies may be marked `Secure`.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    pub fn is_production(&self) -> bool {
        self.environment == Environment::Production
    }
}

/// HMAC-SHA256 gains nothing from more and loses with less.
pub const MIN_SECRET_BYTES: usize = 32;

fn number(
    get: &impl Fn(&str) -> Option<String>,
    name: &'static str,
    default: u32,
    range: std::ops::RangeInclusive<u32>,
    problems: &mut Problems,
) -> u32 {
    let Some(text) = get(name) else { return default };
    match text.parse() {
        Ok(number) if range.contains(&number) => number,
        _ => {
            let remedy = format!("set a number from {} to {}", range.start(), range.end());
            problems.add(name, format!("is \"{text}\""), remedy);
            default
        }
    }
}

fn read_files(get: &impl Fn(&str) -> Option<String>, production: bool, problems: &mut Problems) -> Files {
    let endpoint = get("S3_ENDPOINT");
    let others = ["S3_BUCKET", "S3_ACCESS_KEY", "S3_SECRET_KEY"];
    let Some(endpoint) = endpoint else {
        if production {
            let remedy = "set the address of an S3 service; the embedded one is for trying out";
            problems.add("S3_ENDPOINT", "is missing in production", remedy);
        }
        if let Some(name) = others.into_iter().find(|name| get(name).is_some()) {
            problems.add(name, "is set without S3_ENDPOINT", "set both or none");
        }
        return Files::Embedded;
    };
    if !endpoint.starts_with("http://") && !endpoint.starts_with("https://") {
        problems.add("S3_ENDPOINT", format!("is \"{endpoint}\""), "begin it with https:// or http://");
    }
    let [bucket, access_key, secret_key] = others.map(|name| {
        get(name).unwrap_or_else(|| {
            problems.add(name, "is missing while S3_ENDPOINT is set", "set it");
            String::new()
        })
    });
    let region = get("S3_REGION").unwrap_or_else(|| "us-east-1".into());
    Files::S3(S3Settings { endpoint, region, bucket, access_key, secret_key })
}

fn read_smtp(get: &impl Fn(&str) -> Option<String>, production: bool, problems: &mut Problems) -> Option<Smtp> {
    let Some(url) = get("SMTP_URL") else {
        if production {
            let remedy = "set smtps://user:password@host; without it nobody can reset a password";
            problems.add("SMTP_URL", "is missing in production", remedy);
        }
        return None;
    };
    if !url.starts_with("smtp://") && !url.starts_with("smtps://") {
        problems.add("SMTP_URL", "is no SMTP address", "begin it with smtps:// or smtp://");
    }
    let from = get("MAIL_FROM").unwrap_or_else(|| {
        problems.add("MAIL_FROM", "is missing while SMTP_URL is set", "set the sender, BirQadam <noreply@example.kz>");
        String::new()
    });
    if !from.is_empty() && from.parse::<lettre::message::Mailbox>().is_err() {
        problems.add("MAIL_FROM", format!("is \"{from}\", not a sender"), "write BirQadam <noreply@example.kz>");
    }
    Some(Smtp { url, from, authority: get("SMTP_CA").map(PathBuf::from) })
}

fn read_proxies(get: &impl Fn(&str) -> Option<String>, problems: &mut Problems) -> Vec<Network> {
    let list = get("TRUSTED_PROXIES").unwrap_or_default();
    let mut networks = Vec::new();
    for part in list.split(',').map(str::trim).filter(|p| !p.is_empty()) {
        match part.parse() {
            Ok(network) => networks.push(network),
            Err(_) => {
                let found = format!("holds \"{part}\"");
                problems.add("TRUSTED_PROXIES", found, "list addresses or networks: 10.0.0.1, 192.168.0.0/16");
            }
        }
    }
    networks
}

/// `site/` beside the executable where it was installed so, else where `make` builds it.
fn default_site_root() -> PathBuf {
    let beside = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join("site")));
    beside.filter(|site| site.is_dir()).unwrap_or_else(|| Path::new("target").join("site"))
}

#[cfg(test)]
mod tests;
