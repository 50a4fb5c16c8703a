//! Building the extension and installing it into a server.

use anyhow::Result;
use dragonfly_tests::Server;
use xshell::{Cmd, Shell};

use crate::{program, setup};

/// How the extension is compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Without optimisation: a change is compiled in seconds
    Debug,
    /// What is shipped and measured
    Release,
}

/// Builds the extension and copies it to where the server looks for extensions.
pub fn install(server: &Server, profile: Profile) -> Result<()> {
    let shell = program::shell()?;
    let mut command = pgrx(&shell, "install", server);
    if profile == Profile::Release {
        command = command.arg("--release");
    }
    if !program::may_write(&server.config("--pkglibdir")) {
        command = command.arg("--sudo");
    }
    command.run()?;
    Ok(())
}

/// A command of cargo-pgrx for a server.
pub fn pgrx<'a>(shell: &'a Shell, subcommand: &str, server: &Server) -> Cmd<'a> {
    let feature = format!("pg{}", server.major);
    let command = program::cargo(shell).args(["pgrx", subcommand, "--no-default-features"]);
    let command = command.args(["--features", &feature]).arg("--pg-config").arg(&server.pg_config);
    if server.major == setup::DEFAULT_MAJOR {
        return command;
    }
    // pgrx's build script looks versions up in its own configuration, where set-up put only the default.
    command.env("PGRX_PG_CONFIG_PATH", &server.pg_config)
}
