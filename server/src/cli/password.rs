//! Reads a password without showing it.

use std::io::{BufRead, IsTerminal, Write};

use anyhow::{Context, Result, bail};
use nix::sys::termios::{LocalFlags, SetArg, tcgetattr, tcsetattr};

/// From the variable when set, else from the terminal (twice, unseen) or standard input.
///
/// # Errors
/// When nothing can be read or the two entries differ.
pub fn read(variable: &str) -> Result<String> {
    if let Ok(password) = std::env::var(variable) {
        return Ok(password);
    }
    if !std::io::stdin().is_terminal() {
        return line();
    }
    let password = ask("Password: ")?;
    if ask("Once more: ")? != password {
        bail!("the two passwords differ");
    }
    Ok(password)
}

fn ask(prompt: &str) -> Result<String> {
    print!("{prompt}");
    std::io::stdout().flush()?;
    let terminal = std::io::stdin();
    let before = tcgetattr(&terminal).context("the terminal cannot hide what is typed")?;
    let mut hidden = before.clone();
    hidden.local_flags.remove(LocalFlags::ECHO);
    tcsetattr(&terminal, SetArg::TCSANOW, &hidden)?;
    let password = line();
    tcsetattr(&terminal, SetArg::TCSANOW, &before)?;
    println!();
    password
}

fn line() -> Result<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).context("cannot read the password")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
