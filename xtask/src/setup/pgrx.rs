//! cargo-pgrx, of the version that the extension is pinned to.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use dragonfly_tests::Server;
use xshell::Shell;

use super::{announce, quietly};
use crate::program;

const VERSION: &str = "0.18.1";

/// Installs cargo-pgrx and tells it about Debian's Postgres 15, which plain `cargo build` and clippy
/// use; other versions are named where they are built.
pub fn bring(shell: &Shell) -> Result<()> {
    let version = program::cargo(shell).args(["pgrx", "--version"]).quiet().ignore_stderr().read();
    if !version.is_ok_and(|text| text.split_whitespace().last() == Some(VERSION)) {
        announce(&format!("cargo install cargo-pgrx {VERSION}: two to four minutes on two cores"));
        // It runs other programs and writes files: optimised, it would take far longer to build and save seconds.
        let arguments = ["install", "cargo-pgrx", "--version", VERSION, "--locked", "--force"];
        program::cargo(shell).args(arguments).arg("--debug").quiet().run()?;
    }
    if !knows_15() {
        announce("cargo pgrx init");
        let server = Server::find(15).context("no Postgres 15 after set-up")?;
        let arguments = ["pgrx", "init", "--pg15"];
        quietly(program::cargo(shell).args(arguments).arg(&server.pg_config))?;
    }
    Ok(())
}

fn knows_15() -> bool {
    let home = env::var_os("HOME").map(|home| PathBuf::from(home).join(".pgrx"));
    let dir = env::var_os("PGRX_HOME").map(PathBuf::from).or(home).unwrap_or_default();
    fs::read_to_string(dir.join("config.toml")).is_ok_and(|text| text.contains("pg15"))
}
