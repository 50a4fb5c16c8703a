//! Debian packages.

use anyhow::Result;
use xshell::{Shell, cmd};

use super::{announce, quietly};
use crate::program;

/// What every task needs. curl is what the documented calls are made with.
pub const PACKAGES: [&str; 10] = [
    "postgresql-15",
    "postgresql-server-dev-15",
    "postgresql-15-cron",
    "libclang-dev",
    "clang",
    "pkg-config",
    "build-essential",
    "curl",
    "python3-pip",
    // One test has a server that speaks German.
    "locales",
];

/// Installs those of the packages that are missing.
pub fn bring(shell: &Shell, packages: &[&str]) -> Result<()> {
    let missing: Vec<_> = packages.iter().filter(|name| !is_installed(shell, name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.iter().map(|name| **name).collect::<Vec<_>>().join(" ");
    announce(&format!("apt-get install {names}"));
    quietly(apt_get(shell, &["update"]))?;
    quietly(apt_get(shell, &["install", "--yes", "--no-install-recommends"]).args(missing))?;
    Ok(())
}

fn apt_get<'a>(shell: &'a Shell, arguments: &[&str]) -> xshell::Cmd<'a> {
    // Through env, since sudo drops variables.
    program::as_root(shell, "env")
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .args(arguments)
}

fn is_installed(shell: &Shell, name: &str) -> bool {
    let format = "--showformat=${db:Status-Status}";
    let status = cmd!(shell, "dpkg-query --show {format} {name}");
    status.quiet().ignore_stderr().read().is_ok_and(|status| status == "installed")
}
