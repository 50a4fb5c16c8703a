//! Debian packages.

use std::fs;

use anyhow::{Context, Result};
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

/// Where this machine gets the packages of its own release of Debian.
pub fn archive(shell: &Shell) -> Result<String> {
    if let Some(archive) = configured_archive(shell)? {
        return Ok(archive);
    }
    // Before the first update apt knows of no package lists.
    quietly(apt_get(shell, &["update"]))?;
    configured_archive(shell)?
        .context("no source of apt has the packages of this release of Debian")
}

fn configured_archive(shell: &Shell) -> Result<Option<String>> {
    let about = fs::read_to_string("/etc/os-release")?;
    let name = about.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME="));
    let release = name.context("/etc/os-release names no release of Debian")?;
    let format = "$(REPO_URI) $(RELEASE) $(COMPONENT)";
    let only = "Created-By: Packages";
    let sources = cmd!(shell, "apt-get indextargets --format {format} {only}").quiet().read()?;
    let of_release = |line: &str| {
        let mut words = line.split_whitespace();
        let (address, name, component) = (words.next()?, words.next()?, words.next()?);
        (name == release && component == "main").then(|| address.to_owned())
    };
    Ok(sources.lines().find_map(of_release))
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
