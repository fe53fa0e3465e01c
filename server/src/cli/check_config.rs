//! `birqadam check-config`: the configuration and what it points to, checked from here.

use anyhow::{Context, Result, bail};
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};

use crate::adapters::{S3Store, SmtpMailer};
use crate::config::{Config, Database, Files};
use crate::first_start;
use crate::foundation::place;
use crate::payments::http_client::HttpClient;

/// Prints what was checked; the variables themselves were checked when they were read.
///
/// # Errors
/// When anything is not as it should be.
pub async fn run(config: &Config) -> Result<()> {
    let mut wrong = 0;
    let mut report = |what: &str, result: Result<String>| match result {
        Ok(said) => println!("  ok     {what}: {said}"),
        Err(error) => {
            wrong += 1;
            println!("  WRONG  {what}: {error:#}");
        }
    };
    report("variables", Ok(format!("{:?}, {}", config.environment, config.base_url)));
    report("site", check_site(config));
    report("database", check_database(config).await);
    report("files", check_files(config).await);
    report("mail", check_mail(config).await);
    report("payments", check_payments(config));
    if wrong > 0 {
        bail!("{wrong} of 6 checks failed; each line above that begins with WRONG says what to do");
    }
    println!("The configuration can be used.");
    Ok(())
}

fn check_site(config: &Config) -> Result<String> {
    birqadam_app::assets::Assets::load(&config.site_root)?;
    Ok(config.site_root.display().to_string())
}

async fn check_database(config: &Config) -> Result<String> {
    let Database::Url(url) = &config.database else {
        return Ok(format!("embedded, in {}", config.data.display()));
    };
    let options: PgConnectOptions = url.parse().context("DATABASE_URL cannot be read")?;
    let mut connection = PgConnection::connect_with(&options)
        .await
        .with_context(|| format!("{}; is it running, is DATABASE_URL right?", place(&options)))?;
    let version: String = sqlx::query_scalar("show server_version").fetch_one(&mut connection).await?;
    let has_schema: bool =
        sqlx::query_scalar("select to_regclass('accounts.users') is not null").fetch_one(&mut connection).await?;
    if config.is_production() && has_schema && first_start::demo_accounts_exist(&mut connection).await? {
        bail!("demo accounts (…@demo.birqadam.kz) are in it, and everybody knows their password; delete them");
    }
    let schema = if has_schema { "schema present" } else { "empty, will be filled at the first start" };
    Ok(format!("PostgreSQL {version}, {schema}"))
}

async fn check_files(config: &Config) -> Result<String> {
    let Files::S3(settings) = &config.files else {
        return Ok(format!("embedded, in {}", config.data.display()));
    };
    S3Store::new(settings).check().await?;
    Ok(format!("bucket \"{}\" at {}", settings.bucket, settings.endpoint))
}

async fn check_mail(config: &Config) -> Result<String> {
    let Some(smtp) = &config.smtp else {
        return Ok("kept in the outbox of the admin console".into());
    };
    SmtpMailer::new(smtp)?.check().await?;
    Ok(format!("the server lets us in, sender {}", smtp.from))
}

/// What is set was checked when it was read; nothing is asked of providers here.
fn check_payments(config: &Config) -> Result<String> {
    if let Some(stripe) = &config.payments.stripe {
        HttpClient::for_address(&stripe.api)?;
    }
    Ok(config.payments.words())
}
