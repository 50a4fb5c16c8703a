//! Building the extension and installing it into a server.

use anyhow::Result;
use dragonfly_tests::Server;

use crate::program;

/// Builds the release and copies it to where the server looks for extensions.
pub fn install(server: &Server) -> Result<()> {
    let shell = program::shell()?;
    let feature = format!("pg{}", server.major);
    let mut command = program::cargo(&shell).args(["pgrx", "install", "--release"]);
    command = command.arg("--pg-config").arg(&server.pg_config);
    command = command.args(["--no-default-features", "--features", &feature]);
    if !program::may_write(&server.config("--pkglibdir")) {
        command = command.arg("--sudo");
    }
    command.run()?;
    Ok(())
}
