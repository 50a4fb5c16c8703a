//! The command line: what can be asked, and the way from there to an exit code.

use std::env;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use tokio::runtime;

use crate::commands::{self, enqueue};
use crate::env_file;
use crate::failure::Failure;
use crate::out::Out;
use crate::target::{Environment, Target};

const AFTER_HELP: &str = "\
Exit codes: 0 fine, 1 something was found (a job was refused), 2 could not look (no database, an
unreadable file, a wrong argument).

Examples:
  dragonfly enqueue enrich case:4711 --payload '{\"judgment_id\": 4711}'
  dragonfly --env prod enqueue --from-jsonl jobs.jsonl
  DATABASE_URL=postgres://service@db.example.com/postgres dragonfly enqueue enforce case:4711 --json";

/// Operates the job queues of `dragonfly_queue`.
#[derive(Debug, Parser)]
#[command(name = "dragonfly", version, after_help = AFTER_HELP, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Global {
    /// The database; else `DATABASE_URL`, else `SUPABASE_DB_URL`.
    #[arg(long, global = true, value_name = "URL")]
    database_url: Option<String>,
    /// Names the environment and reads `.env.dev` or `.env.prod` where the file is there; else
    /// `SUPABASE_MODE`, else `ENVIRONMENT`. What is already set in the environment wins over the file.
    #[arg(long, global = true, value_name = "dev|prod")]
    env: Option<Environment>,
    /// One JSON document on standard output instead of text for people.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Puts a job, or a file of jobs, on its queue.
    Enqueue(enqueue::EnqueueArgs),
}

impl Global {
    /// Which database is meant.
    fn target(&self) -> Result<Target, Failure> {
        let process = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
        let environment = self.env.or_else(|| Environment::from_variables(process));
        let file = match environment {
            Some(environment) => env_file::read(&format!(".env.{environment}"))?,
            None => env_file::EnvFile::default(),
        };
        Target::resolve(self.database_url.as_deref(), environment, process, &file)
    }
}

/// Parses the arguments, runs the command, reports its failure.
pub fn start() -> ExitCode {
    let cli = Cli::parse();
    let out = Out::new(cli.global.json);
    match run(&cli, &out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            out.failure(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}

fn run(cli: &Cli, out: &Out) -> Result<(), Failure> {
    let runtime =
        runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::Runtime)?;
    runtime.block_on(async {
        match &cli.command {
            Command::Enqueue(args) => {
                commands::enqueue::run(args, || cli.global.target(), out).await
            }
        }
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_job_needs_kind_and_key_unless_a_file_has_them() {
        let parse = |line: &str| Cli::try_parse_from(line.split(' '));
        assert!(parse("dragonfly enqueue enrich k").is_ok());
        assert!(parse("dragonfly enqueue --from-jsonl f --json").is_ok());
        for wrong in [
            "dragonfly enqueue",
            "dragonfly enqueue enrich",
            "dragonfly enqueue enrich k --from-csv f",
            "dragonfly enqueue --from-csv f --from-jsonl f",
            "dragonfly enqueue --from-csv f --payload {}",
            "dragonfly enqueue enrich k --run-at t --delay-seconds 1",
            "dragonfly enqueue enrich k --env staging",
        ] {
            assert_eq!(parse(wrong).unwrap_err().exit_code(), 2, "{wrong}");
        }
    }
}
