//! `birqadam analytics rebuild`: all figures anew from the records.

use anyhow::{Result, anyhow};
use birqadam_analytics::ops::rebuild;
use birqadam_app::errors;
use birqadam_core::{Actor, Locale, Via};
use clap::Subcommand as ClapSubcommand;

use super::with_foundation;
use crate::config::Config;

#[derive(ClapSubcommand)]
pub enum Command {
    /// Counts all figures anew. The server may run meanwhile and shows the old ones until it is done.
    Rebuild,
}

/// # Errors
/// In words for the operator.
pub async fn run(config: &Config, command: Command) -> Result<()> {
    let Command::Rebuild = command;
    let actor = Actor { via: Via::Cli, ..Actor::system("operator") };
    with_foundation(config, async |foundation| {
        foundation.migrate().await?;
        rebuild(&foundation.ctx, &actor).await.map_err(|error| anyhow!(errors::message(Locale::En, &error)))?;
        println!("All figures are counted anew.");
        Ok(())
    })
    .await
}
