//! The operating-system account that servers run under: Postgres refuses root.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

/// User and group id of `postgres`, when we are root and must step down; `None` otherwise.
pub fn unprivileged() -> Option<(u32, u32)> {
    if !rustix::process::geteuid().is_root() {
        return None;
    }
    let passwd = fs::read_to_string("/etc/passwd").unwrap();
    let line = passwd.lines().find(|line| line.starts_with("postgres:"));
    let line =
        line.expect("root needs an account `postgres` to run servers under: cargo xtask setup");
    let mut ids = line.split(':').skip(2).map(|id| id.parse().unwrap());
    Some((ids.next().unwrap(), ids.next().unwrap()))
}

/// Makes `command` run unprivileged, and aside as [`step_aside`] says.
pub fn step_down(command: &mut Command) -> &mut Command {
    if let Some((uid, gid)) = unprivileged() {
        command.uid(uid).gid(gid);
    }
    step_aside(command)
}

/// Puts `command` into its own process group, so that Ctrl-C on a terminal reaches us first, and takes
/// away the back-trace variables that make pgrx add stacks to every error's DETAIL.
pub fn step_aside(command: &mut Command) -> &mut Command {
    command.env_remove("RUST_BACKTRACE").env_remove("RUST_LIB_BACKTRACE").process_group(0)
}

/// Gives a file or directory to that account.
pub fn hand_over(path: &Path) {
    if let Some((uid, gid)) = unprivileged() {
        chown(path, Some(uid), Some(gid)).unwrap();
    }
}

/// Whether everybody may enter `path`, an existing directory, and all directories above it.
pub fn is_public(path: &Path) -> bool {
    path.ancestors()
        .all(|dir| fs::metadata(dir).is_ok_and(|about| about.permissions().mode() & 0o001 != 0))
}
