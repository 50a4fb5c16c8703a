//! The command line: what can be asked, and the way from there to an exit code.

use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand};
use tokio::runtime;

use crate::commands::{
    alert_test, completions, dead_letters, dispatch, doctor, enqueue, install, job, peek, queues,
    serve, uninstall, workers,
};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::Out;
use crate::target::Environment;

const AFTER_HELP: &str = "\
Data goes to standard output, talk to standard error. Exit codes: 0 fine, 1 something was found (a failed \
check, a missing worker, a refused job), 2 could not look (no database, an unreadable file, a wrong \
argument), 3 there was nothing to replay.

Examples:
  dragonfly doctor
  dragonfly --env prod queues --watch
  dragonfly --env prod workers --alert
  dragonfly enqueue enrich case:4711 --payload '{\"judgment_id\": 4711}'
  DATABASE_URL=postgres://me@db.example.com/postgres dragonfly queues --json
  dragonfly help dispatch";

/// Operates the queues, workers and dispatcher of `dragonfly_queue`.
#[derive(Debug, Parser)]
#[command(name = "dragonfly", version, after_help = AFTER_HELP, arg_required_else_help = true,
          max_term_width = 110)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options of every command.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Global {
    /// The database; else `DATABASE_URL`, else `SUPABASE_DB_URL`.
    #[arg(long, global = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// Names the environment and reads `.env.dev` or `.env.prod`, which must be there unless --database-url
    /// is given; else `SUPABASE_MODE`, else `ENVIRONMENT`, which read the file where it is there. What is
    /// already set in the environment wins over the file.
    #[arg(long, global = true, value_name = "dev|prod")]
    pub env: Option<Environment>,
    /// One JSON document on standard output instead of text for people.
    #[arg(long, global = true)]
    pub json: bool,
    /// Seconds to wait for an answer over HTTP.
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 10,
          value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub timeout: u64,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Says whether everything is there, in the database and in front of it.
    Doctor(doctor::DoctorArgs),
    /// Shows how deep every queue is, and who works on it.
    Queues(queues::QueuesArgs),
    /// Shows the first messages of a queue and takes none.
    Peek(peek::PeekArgs),
    /// Says where a job is.
    Job(job::JobArgs),
    /// Shows every worker, and alerts about those that are missing.
    Workers(workers::WorkersArgs),
    /// Posts a test message to the webhooks of alerts.
    AlertTest(alert_test::AlertTestArgs),
    /// Lists jobs that nobody could do, sends them back or removes them.
    DeadLetters(dead_letters::DeadLettersArgs),
    /// Puts a job, or a file of jobs, on its queue.
    Enqueue(enqueue::EnqueueArgs),
    /// Starts workers for staged content, once or every minute.
    Dispatch(dispatch::DispatchArgs),
    /// Serves health, metrics and the dispatcher over HTTP.
    Serve(serve::ServeArgs),
    /// Puts the extension into a database, or brings it up to date.
    Install(install::InstallArgs),
    /// Takes the extension out of a database, with or without its data.
    Uninstall(uninstall::UninstallArgs),
    /// Prints a script that completes this command line in a shell.
    Completions(completions::CompletionsArgs),
}

/// Parses the arguments, runs the command, reports its failure.
pub fn start() -> ExitCode {
    let Cli { global, command } = Cli::parse();
    let out = Out::new(global.json);
    match run(global, &command) {
        Ok(exit) => ExitCode::from(exit.code()),
        Err(failure) => {
            out.failure(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}

fn run(global: Global, command: &Command) -> Result<Exit, Failure> {
    if let Command::Completions(args) = command {
        return completions::run(args, &mut Cli::command());
    }
    let context = Context::new(global)?;
    let runtime =
        runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::Runtime)?;
    runtime.block_on(async {
        match command {
            Command::Doctor(args) => doctor::run(args, &context).await,
            Command::Queues(args) => queues::run(args, &context).await,
            Command::Peek(args) => peek::run(args, &context).await,
            Command::Job(args) => job::run(args, &context).await,
            Command::Workers(args) => workers::run(args, &context).await,
            Command::AlertTest(args) => alert_test::run(args, &context).await,
            Command::DeadLetters(args) => dead_letters::run(args, &context).await,
            Command::Enqueue(args) => enqueue::run(args, &context).await,
            Command::Dispatch(args) => dispatch::run(args, &context).await,
            Command::Serve(args) => serve::run(args, context).await,
            Command::Install(args) => install::run(args, &context).await,
            Command::Uninstall(args) => uninstall::run(args, &context).await,
            Command::Completions(_) => Ok(Exit::Fine),
        }
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
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
