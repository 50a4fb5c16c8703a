//! The client programs against a cluster: `psql`, `pg_dump`, restore.

use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::thread;

use crate::Cluster;
use crate::cluster::SUPERUSER;

/// How psql ended and what it said.
#[derive(Debug, Clone)]
pub struct PsqlOutput {
    /// Exit code: 0 fine, 3 a statement failed.
    pub status: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error, where messages go.
    pub stderr: String,
}

impl PsqlOutput {
    /// Standard output of a run that must have gone well.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!(self.status, 0, "psql failed: {}", self.stderr);
        self.stdout
    }
}

impl Cluster {
    /// Runs a script with psql, which stops at the first error.
    pub fn psql(&self, database: &str, user: &str, script: &str) -> PsqlOutput {
        self.psql_with(database, user, script, &[])
    }

    /// Like [`Cluster::psql`], with SQLSTATE, DETAIL, HINT and the place in every message.
    pub fn psql_verbose(&self, database: &str, user: &str, script: &str) -> PsqlOutput {
        self.psql_with(database, user, script, &["-v", "VERBOSITY=verbose"])
    }

    /// Like [`Cluster::psql`], with more arguments, for instance `-At`.
    pub fn psql_with(&self, db: &str, user: &str, script: &str, arguments: &[&str]) -> PsqlOutput {
        let mut command = self.client("psql", db, user);
        command.args(["-X", "-q", "-v", "ON_ERROR_STOP=1"]).args(arguments).args(["-f", "-"]);
        let output = feed(&mut command, script);
        PsqlOutput {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// `pg_dump` as superuser, in plain text, without the `\restrict` lines, whose random keys would
    /// make two dumps of one database differ.
    #[track_caller]
    pub fn dump(&self, database: &str, extra_arguments: &[&str]) -> String {
        let output =
            self.client("pg_dump", database, SUPERUSER).args(extra_arguments).output().unwrap();
        assert!(output.status.success(), "pg_dump: {}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        let keep =
            |line: &&str| !line.starts_with("\\restrict") && !line.starts_with("\\unrestrict");
        text.split_inclusive('\n').filter(keep).collect()
    }

    /// Plays a dump into a database as superuser; stops at the first error.
    pub fn restore(&self, database: &str, dump: &str) -> PsqlOutput {
        self.psql(database, SUPERUSER, dump)
    }

    /// One of the server's client programs, told where this cluster is; for pgbench and the like.
    pub fn client(&self, program: &str, database: &str, user: &str) -> Command {
        let mut command = Command::new(self.server.program(program));
        command.env("PGHOST", "127.0.0.1").env("PGPORT", self.port.to_string());
        command.env("PGUSER", user).env("PGDATABASE", database);
        for variable in ["PGOPTIONS", "PGSERVICE", "PGPASSWORD", "PGSSLMODE"] {
            command.env_remove(variable);
        }
        command
    }
}

/// Runs a command with `input` on its standard input; the input is written beside the reading, so a
/// long script and a long answer cannot block each other.
fn feed(command: &mut Command, input: &str) -> Output {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("psql");
    let mut stdin = child.stdin.take().unwrap();
    thread::scope(|scope| {
        // psql that stopped at an error closes its end early; that is no failure of ours.
        scope.spawn(move || stdin.write_all(input.as_bytes()).ok());
        child.wait_with_output().unwrap()
    })
}
