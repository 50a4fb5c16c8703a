//! Running other programs: cargo without our own environment, and root's programs when we are not root.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use dragonfly_tests::tools;
use xshell::{Cmd, Shell, cmd};

/// A shell in the workspace's root.
pub fn shell() -> Result<Shell> {
    let shell = Shell::new()?;
    shell.change_dir(tools::workspace());
    Ok(shell)
}

/// cargo, as if called from a terminal: what `cargo run` set for us would make build scripts run anew,
/// and RUSTFLAGS hides pgrx's schema section.
pub fn cargo(shell: &Shell) -> Cmd<'_> {
    let ours = env::vars_os().map(|(name, _)| name).filter(|name| {
        let name = name.to_string_lossy();
        name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
    });
    let command = ours.fold(cmd!(shell, "cargo"), Cmd::env_remove);
    command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("CARGO")
}

/// A program that changes the system: by sudo when we are not root.
pub fn as_root<'a>(shell: &'a Shell, program: &str) -> Cmd<'a> {
    if rustix::process::geteuid().is_root() {
        cmd!(shell, "{program}")
    } else {
        cmd!(shell, "sudo {program}")
    }
}

/// Whether we may write into a directory, without which its files are root's business.
pub fn may_write(dir: &Path) -> bool {
    tempfile::tempfile_in(dir).is_ok()
}

/// Puts a text where the server looks for it, readable by everybody; nothing when it is there already.
/// True when something was written.
pub fn put_file(shell: &Shell, target: &Path, text: &str) -> Result<bool> {
    if fs::read_to_string(target).is_ok_and(|present| present == text) {
        return Ok(false);
    }
    let draft = tempfile::NamedTempFile::new()?;
    fs::write(draft.path(), text)?;
    let (from, dir) = (draft.path(), target.parent().context("a file's directory")?);
    let copy = if may_write(dir) { cmd!(shell, "install") } else { as_root(shell, "install") };
    copy.args(["-m", "644"]).arg(from).arg(target).quiet().run()?;
    Ok(true)
}

/// cargo's home directory, where it keeps downloaded crates.
pub fn cargo_home() -> Result<PathBuf> {
    let home = || env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo"));
    env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(home)
        .context("neither CARGO_HOME nor HOME")
}
