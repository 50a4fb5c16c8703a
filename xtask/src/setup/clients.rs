//! The client libraries that the README's worker examples import.

use anyhow::Result;
use xshell::{Shell, cmd};

use super::{announce, quietly, tools_dir};

const PYTHON: &str = "psycopg[binary]==3.2.*";
const NODE: [&str; 6] =
    ["pg@8", "tsx@4", "typescript@5", "@types/node@20", "@types/pg@8", "@supabase/supabase-js@2"];

/// psycopg for Python; node-postgres, tsx, supabase-js and the TypeScript compiler for Node, in private folders.
pub fn bring(shell: &Shell) -> Result<()> {
    let tools = tools_dir(shell)?;
    let python = tools.join("python");
    if !python.join("psycopg").is_dir() {
        announce("psycopg (PyPI)");
        quietly(cmd!(shell, "python3 -m pip install --quiet --target {python} {PYTHON}"))?;
    }
    let node = tools.join("node");
    if !node.join("node_modules/@supabase/supabase-js").is_dir() {
        announce("node-postgres, tsx, TypeScript and supabase-js (npm)");
        shell.create_dir(&node)?;
        quietly(cmd!(shell, "npm install --silent --no-save --prefix {node} {NODE...}"))?;
    }
    Ok(())
}
