//! `cargo xtask package`: a tarball and a Debian package of the extension per Postgres version, and a Debian
//! package of the program.

mod deb;
#[cfg(test)]
mod deb_tests;
#[cfg(test)]
mod licences;
#[cfg(test)]
mod versions;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use dragonfly_tests::{Server, tools};
use xshell::{Shell, cmd};

use crate::{extension, program, setup};
use deb::Package;

/// Version of everything that is packed.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Arguments of `package`.
#[derive(clap::Args)]
pub struct Options {
    /// Only this Postgres version
    #[arg(long, value_parser = clap::value_parser!(u32).range(setup::ALLOWED))]
    pg: Option<u32>,
    /// Compile without optimisation, to try the packages
    #[arg(long)]
    debug: bool,
}

/// Builds and packs for one version, or for all that we test on; then the program.
pub fn run(options: &Options) -> Result<()> {
    let shell = program::shell()?;
    let dir = tools::workspace().join("target/package");
    shell.create_dir(&dir)?;
    for major in options.pg.map_or_else(|| setup::MAJORS.to_vec(), |major| vec![major]) {
        let server = setup::server(major)?;
        let root = build_extension(&shell, &server, &dir, options.debug)?;
        println!("{}", tarball(&shell, major, &root, &dir)?.display());
        pack_deb(&shell, &deb::extension(major), &root, &dir)?;
    }
    let root = build_program(&shell, &dir, options.debug)?;
    pack_deb(&shell, &deb::program(), &root, &dir)
}

fn pack_deb(shell: &Shell, package: &Package, root: &Path, dir: &Path) -> Result<()> {
    if deb::can_pack(shell) {
        println!("{}", deb::pack(shell, package, root, dir)?.display());
    } else {
        println!("no dpkg-deb on this machine: {} is not packed", package.name);
    }
    Ok(())
}

/// The folder whose `usr` holds what is installed at `/usr`.
fn build_extension(shell: &Shell, server: &Server, dir: &Path, debug: bool) -> Result<PathBuf> {
    let staging = dir.join(format!("dragonfly_queue-{VERSION}-pg{}", server.major));
    shell.remove_path(&staging)?;
    let profile = debug.then_some("--debug");
    let command = extension::pgrx(shell, "package", server).args(profile);
    command.arg("--out-dir").arg(&staging).run()?;
    installed_root(&staging, &server.config("--sharedir"))
}

/// cargo-pgrx lays the files out as on this machine. A private server tree shows up as a prefix, which
/// has no place in a package: everything before `usr` goes.
fn installed_root(staging: &Path, sharedir: &Path) -> Result<PathBuf> {
    let below = sharedir.strip_prefix("/")?;
    let prefix: PathBuf = below.iter().take_while(|part| *part != "usr").collect();
    let root = staging.join(prefix);
    root.join("usr").is_dir().then_some(root).context("cargo pgrx package left no usr directory")
}

fn build_program(shell: &Shell, dir: &Path, debug: bool) -> Result<PathBuf> {
    let (profile, folder) = if debug { ("dev", "debug") } else { ("release", "release") };
    let build = program::cargo(shell).args(["build", "--package", "dragonfly"]);
    build.args(["--profile", profile]).run()?;
    let root = dir.join(format!("dragonfly-{VERSION}"));
    shell.remove_path(&root)?;
    let bin = root.join("usr/bin");
    shell.create_dir(&bin)?;
    let binary = tools::workspace().join("target").join(folder).join("dragonfly");
    cmd!(shell, "install -m 755 {binary} {bin}").run()?;
    Ok(root)
}

/// To be unpacked at `/`.
fn tarball(shell: &Shell, major: u32, root: &Path, dir: &Path) -> Result<PathBuf> {
    let tarball = dir.join(format!("dragonfly_queue-{VERSION}-pg{major}.tar.gz"));
    cmd!(shell, "tar --create --gzip --file {tarball} --directory {root}")
        .args(["--owner=root:0", "--group=root:0", "--sort=name", "usr"])
        .run()?;
    Ok(tarball)
}
