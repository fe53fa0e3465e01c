//! The command line of `birqadam`.

mod admin;
mod analytics;
mod check_config;
mod password;
mod serve;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::api;
use crate::config::Config;
use crate::first_start;
use crate::foundation::Foundation;
use crate::logging;

/// BirQadam, the platform for a city's community work. Everything is configured by environment
/// variables; with none set, a private PostgreSQL and file store are started.
#[derive(Parser)]
#[command(name = "birqadam", version)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the web application and the API, and runs jobs (what happens without a command).
    Serve,
    /// Only runs jobs; any number of these may run beside any number of `serve`.
    Worker,
    /// Brings the database schema up to date.
    Migrate,
    /// Loads the demo data. Never into production.
    Demo,
    /// Administrators.
    #[command(subcommand)]
    Admin(admin::Command),
    /// The figures of dashboards and reports.
    #[command(subcommand)]
    Analytics(analytics::Command),
    /// Checks the configuration and what it points to, and says what is wrong.
    CheckConfig,
    /// Prints the description of the API (OpenAPI 3.1). Needs no configuration.
    Openapi,
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if matches!(arguments.command, Some(Command::Openapi)) {
        print!("{}", api::document_text());
        return ExitCode::SUCCESS;
    }
    let config = match Config::from_env() {
        Ok(config) => config,
        Err(problems) => return failed(&problems),
    };
    logging::start(config.environment);
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    match runtime.block_on(run(arguments.command.unwrap_or(Command::Serve), config)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&format_args!("{error:#}")),
    }
}

fn failed(reason: &dyn std::fmt::Display) -> ExitCode {
    eprintln!("birqadam: {reason}");
    ExitCode::FAILURE
}

async fn run(command: Command, config: Config) -> Result<()> {
    match command {
        Command::Serve => serve::serve(&config).await,
        Command::Worker => serve::worker(&config).await,
        Command::CheckConfig => check_config::run(&config).await,
        // Answered before the configuration is read.
        Command::Openapi => Ok(()),
        Command::Migrate => {
            with_foundation(&config, async |foundation| {
                foundation.migrate().await?;
                println!("The database schema is up to date.");
                Ok(())
            })
            .await
        }
        Command::Demo => {
            if config.is_production() {
                anyhow::bail!("demo data has no place in production (BIRQADAM_ENV=production)");
            }
            with_foundation(&config, async |foundation| {
                foundation.migrate().await?;
                first_start::load_demo(&foundation.ctx).await?;
                println!("The demo data is loaded.\n{}", first_start::DEMO_ACCOUNTS);
                Ok(())
            })
            .await
        }
        Command::Admin(command) => admin::run(&config, command).await,
        Command::Analytics(command) => analytics::run(&config, command).await,
    }
}

/// Starts the foundation, does the work, stops it again however the work ended.
async fn with_foundation(config: &Config, work: impl AsyncFnOnce(&Foundation) -> Result<()>) -> Result<()> {
    let foundation = Foundation::start(config).await?;
    let result = work(&foundation).await;
    foundation.stop().await;
    result
}
