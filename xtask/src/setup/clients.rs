//! The client libraries that the README's worker examples import.

use anyhow::Result;
use xshell::{Shell, cmd};

use super::{announce, quietly, tools_dir};

const PYTHON: &str = "psycopg[binary]==3.2.*";
const NODE: [&str; 2] = ["pg@8", "tsx@4"];

/// psycopg for Python, node-postgres and tsx for Node, in private folders.
pub fn bring(shell: &Shell) -> Result<()> {
    let tools = tools_dir(shell)?;
    let python = tools.join("python");
    if !python.join("psycopg").is_dir() {
        announce("psycopg (PyPI)");
        quietly(cmd!(shell, "python3 -m pip install --quiet --target {python} {PYTHON}"))?;
    }
    let node = tools.join("node");
    if !node.join("node_modules/tsx").is_dir() {
        announce("node-postgres and tsx (npm)");
        shell.create_dir(&node)?;
        quietly(cmd!(shell, "npm install --silent --no-save --prefix {node} {NODE...}"))?;
    }
    Ok(())
}
