//! `birqadam admin create`: the first administrator of an installation.

use anyhow::{Context, Result, bail};
use birqadam_accounts::ops::admin;
use birqadam_app::errors;
use birqadam_core::{Error, Locale};
use clap::Subcommand as ClapSubcommand;

use super::{password, with_foundation};
use crate::config::Config;

#[derive(ClapSubcommand)]
pub enum Command {
    /// Creates an administrator. The password is read from BIRQADAM_ADMIN_PASSWORD, else asked
    /// for (or read from standard input when that is no terminal).
    Create {
        /// The address to sign in with.
        #[arg(long)]
        email: String,
        /// The name others see.
        #[arg(long)]
        name: String,
    },
}

/// # Errors
/// In words for the operator.
pub async fn run(config: &Config, command: Command) -> Result<()> {
    let Command::Create { email, name } = command;
    let password = password::read("BIRQADAM_ADMIN_PASSWORD")?;
    with_foundation(config, async |foundation| {
        foundation.migrate().await?;
        match admin::create_admin(&foundation.ctx, &email, &name, &password).await {
            Ok(_) => {
                println!("{email} is an administrator and can sign in.");
                Ok(())
            }
            Err(error) => bail!(words(&error)),
        }
    })
    .await
    .context("no administrator was created")
}

fn words(error: &Error) -> String {
    let mut words = errors::message(Locale::En, error);
    for field in error.fields() {
        words.push_str(&format!("\n  --{}: {}", field.field, errors::field_message(Locale::En, &field.code)));
    }
    words
}
