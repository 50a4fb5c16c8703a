//! Where `cargo xtask setup` keeps what it brought: PostgREST, the trees of Postgres 17 and 18, pgmq's SQL.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::account;

/// The workspace's root directory.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// The folder of tools: `DRAGONFLY_TOOLS`, else `target/tools`. A clone in a private folder of root
/// is out of reach for the account that runs the servers; then it is a folder in `/var/tmp`.
pub fn dir() -> PathBuf {
    if let Some(dir) = env::var_os("DRAGONFLY_TOOLS") {
        return dir.into();
    }
    if account_can_enter(&workspace()) {
        return workspace().join("target/tools");
    }
    PathBuf::from("/var/tmp/dragonfly_queue-tools")
}

fn account_can_enter(dir: &Path) -> bool {
    !rustix::process::geteuid().is_root() || account::is_public(dir)
}

/// A program on `PATH`.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|dir| dir.join(program)).find(|file| is_program(file))
}

fn is_program(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|about| about.is_file())
}

/// PostgREST: `DRAGONFLY_POSTGREST`, else `postgrest` on `PATH`, else the one that set-up brought.
pub fn postgrest() -> PathBuf {
    env::var_os("DRAGONFLY_POSTGREST")
        .map(PathBuf::from)
        .or_else(|| on_path("postgrest"))
        .unwrap_or_else(|| dir().join("postgrest"))
}
