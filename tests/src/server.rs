//! Which Postgres the tests run on, and where its programs are.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools;

/// The default major version.
pub const DEFAULT_MAJOR: u32 = 15;

/// One installation of Postgres.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Major version.
    pub major: u32,
    /// Folder of `initdb`, `postgres`, `psql`, `pg_dump` and `pgbench`.
    pub bin: PathBuf,
    /// Its `pg_config`.
    pub pg_config: PathBuf,
}

impl Server {
    /// The server that `DRAGONFLY_PG` names (15 when unset).
    pub fn from_env() -> Self {
        let major = env::var("DRAGONFLY_PG").map_or(DEFAULT_MAJOR, |text| text.parse().unwrap());
        Self::find(major).unwrap_or_else(|| panic!("no Postgres {major} here: cargo xtask setup"))
    }

    /// The server of that major version: the private tree that set-up made, else Debian's, else the
    /// `pg_config` on `PATH` when it is of this version.
    pub fn find(major: u32) -> Option<Self> {
        let candidates = [
            tools::dir().join(format!("pg{major}/usr/lib/postgresql/{major}/bin/pg_config")),
            PathBuf::from(format!("/usr/lib/postgresql/{major}/bin/pg_config")),
            PathBuf::from("pg_config"),
        ];
        candidates.into_iter().find_map(|pg_config| Self::at(major, pg_config))
    }

    fn at(major: u32, pg_config: PathBuf) -> Option<Self> {
        let version = ask(&pg_config, "--version")?;
        let number = version.strip_prefix("PostgreSQL ")?.split('.').next()?;
        if number.parse() != Ok(major) {
            return None;
        }
        let bin = PathBuf::from(ask(&pg_config, "--bindir")?);
        bin.join("postgres").exists().then_some(Self { major, bin, pg_config })
    }

    /// Path of one of its programs.
    pub fn program(&self, name: &str) -> PathBuf {
        self.bin.join(name)
    }

    /// A folder that `pg_config` knows, for instance `--pkglibdir` or `--sharedir`.
    pub fn config(&self, option: &str) -> PathBuf {
        ask(&self.pg_config, option).unwrap_or_else(|| panic!("pg_config {option}")).into()
    }

    /// Whether a loadable library, for instance `pg_cron`, is installed for this server.
    pub fn has_library(&self, name: &str) -> bool {
        self.config("--pkglibdir").join(format!("{name}.so")).exists()
    }

    /// Whether an extension can be created on this server.
    pub fn has_extension(&self, name: &str) -> bool {
        self.config("--sharedir").join(format!("extension/{name}.control")).exists()
    }
}

fn ask(pg_config: &Path, option: &str) -> Option<String> {
    let output = Command::new(pg_config).arg(option).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
