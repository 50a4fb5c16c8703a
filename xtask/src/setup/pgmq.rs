//! pgmq 1.13: its SQL is inside the Rust crate of that name.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use dragonfly_tests::Server;
use xshell::Shell;

use super::{announce, pgmq_old, quietly};
use crate::program;

const CRATE: &str = "pgmq";
const CRATE_VERSION: &str = "0.34.0-alpha.7";
/// The version that the tests run on.
const VERSION: &str = "1.13.0";

/// Installs pgmq into a server that does not have this version yet.
pub fn bring(shell: &Shell, server: &Server) -> Result<()> {
    let dir = server.config("--sharedir").join("extension");
    let script = dir.join(format!("pgmq--{VERSION}.sql"));
    let old = dir.join(format!("pgmq--{}.sql", pgmq_old::VERSION));
    if script.exists() && old.exists() && server.has_extension("pgmq") {
        return Ok(());
    }
    announce(&format!("pgmq {VERSION} for Postgres {}", server.major));
    let sources = sources(shell)?;
    let text = fs::read_to_string(sources.join("pgmq.sql"))?;
    program::put_file(shell, &old, &pgmq_old::script(&sources)?)?;
    program::put_file(shell, &script, &text)?;
    if !server.has_extension("pgmq") {
        program::put_file(shell, &dir.join("pgmq.control"), &control())?;
    }
    Ok(())
}

fn control() -> String {
    format!(
        "comment = 'A lightweight message queue'\ndefault_version = '{VERSION}'\n\
         schema = 'pgmq'\nrelocatable = false\nsuperuser = false\n"
    )
}

/// The folder of SQL in cargo's own copy of the crate. `cargo info` downloads one crate and nothing that
/// it depends on, checked against the registry's index.
fn sources(shell: &Shell) -> Result<PathBuf> {
    let find = || -> Result<Option<PathBuf>> {
        let registries =
            shell.read_dir(program::cargo_home()?.join("registry/src")).unwrap_or_default();
        let inside = format!("{CRATE}-{CRATE_VERSION}/src/install/embedded/sql");
        Ok(registries.into_iter().map(|dir| dir.join(&inside)).find(|dir| dir.is_dir()))
    };
    if let Some(dir) = find()? {
        return Ok(dir);
    }
    let name = format!("{CRATE}@{CRATE_VERSION}");
    quietly(program::cargo(shell).args(["info", "--registry", "crates-io", &name]))?;
    find()?.with_context(|| format!("cargo info {name} left no sources"))
}
