//! `cargo xtask setup`: brings what is missing to build, run and test, says what it does, and is quick
//! and quiet when everything is there.

mod clients;
mod debian;
mod pgmq;
mod pgmq_old;
mod pgrx;
mod postgrest;
mod tree;

use anyhow::{Context, Result};
use dragonfly_tests::Server;
use xshell::Shell;

use crate::program;

/// The Postgres versions that everything is tested on.
pub const MAJORS: [u32; 3] = [15, 17, 18];

/// The versions that a command may be given.
pub const ALLOWED: std::ops::RangeInclusive<i64> = 15..=18;

/// The version that the extension builds for when nobody says otherwise.
pub const DEFAULT_MAJOR: u32 = 15;

/// Arguments of `setup`.
#[derive(clap::Args)]
pub struct Options {
    /// Also bring this Postgres version beside 15
    #[arg(long, default_value_t = DEFAULT_MAJOR, value_parser = clap::value_parser!(u32).range(ALLOWED))]
    pg: u32,
}

/// Set-up as a command.
pub fn run(options: &Options) -> Result<()> {
    let server = server(options.pg)?;
    println!("ready: Postgres {}, {}", server.major, server.bin.display());
    Ok(())
}

/// Makes sure that everything is there for one Postgres version, and finds it.
pub fn server(major: u32) -> Result<Server> {
    let shell = program::shell()?;
    debian::bring(&shell, &debian::PACKAGES)?;
    pgrx::bring(&shell)?;
    postgrest::bring(&shell)?;
    clients::bring(&shell)?;
    if major != DEFAULT_MAJOR {
        tree::bring(&shell, major)?;
    }
    let server =
        Server::find(major).with_context(|| format!("no Postgres {major} after set-up"))?;
    pgmq::bring(&shell, &server)?;
    Ok(server)
}

/// Says what is about to happen, before something that takes a while.
fn announce(what: &str) {
    eprintln!("setup: {what}");
}

/// Runs what is quiet when it goes well, and shows what it said when it does not.
fn quietly(command: xshell::Cmd<'_>) -> Result<String> {
    let shown = command.to_string();
    let output = command.quiet().ignore_status().output()?;
    anyhow::ensure!(
        output.status.success(),
        "{shown}\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A private folder for tools, made when it is not there.
fn tools_dir(shell: &Shell) -> Result<std::path::PathBuf> {
    let dir = dragonfly_tests::tools::dir();
    shell.create_dir(&dir)?;
    Ok(dir)
}
