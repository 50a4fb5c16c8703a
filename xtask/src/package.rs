//! `cargo xtask package`: a tarball per Postgres version, to be unpacked at `/`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use dragonfly_tests::{Server, tools};
use xshell::{Shell, cmd};

use crate::{extension, program, setup};

/// Arguments of `package`.
#[derive(clap::Args)]
pub struct Options {
    /// Only this Postgres version
    #[arg(long, value_parser = clap::value_parser!(u32).range(15..=18))]
    pg: Option<u32>,
}

/// Builds and packs for one version, or for all that we test on.
pub fn run(options: &Options) -> Result<()> {
    for major in options.pg.map_or_else(|| setup::MAJORS.to_vec(), |major| vec![major]) {
        let tarball = pack(&setup::server(major)?)?;
        println!("{}", tarball.display());
    }
    Ok(())
}

fn pack(server: &Server) -> Result<PathBuf> {
    let shell = program::shell()?;
    let name = format!("dragonfly_queue-{}-pg{}", env!("CARGO_PKG_VERSION"), server.major);
    let dir = tools::workspace().join("target/package");
    let (staging, tarball) = (dir.join(&name), dir.join(format!("{name}.tar.gz")));
    shell.remove_path(&staging)?;
    extension::pgrx(&shell, "package", server).arg("--out-dir").arg(&staging).run()?;
    let root = installed_root(&staging, &server.config("--sharedir"))?;
    root_owned_tar(&shell, &root, &tarball)?;
    Ok(tarball)
}

/// cargo-pgrx lays the files out as on this machine. A private server tree shows up as a prefix, which
/// has no place in a package: everything before `usr` goes.
fn installed_root(staging: &Path, sharedir: &Path) -> Result<PathBuf> {
    let below = sharedir.strip_prefix("/")?;
    let prefix: PathBuf = below.iter().take_while(|part| *part != "usr").collect();
    let root = staging.join(prefix);
    root.join("usr").is_dir().then_some(root).context("cargo pgrx package left no usr directory")
}

fn root_owned_tar(shell: &Shell, root: &Path, tarball: &Path) -> Result<()> {
    cmd!(shell, "tar --create --gzip --file {tarball} --directory {root}")
        .args(["--owner=root:0", "--group=root:0", "--sort=name", "usr"])
        .run()?;
    Ok(())
}
