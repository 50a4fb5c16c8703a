//! `cargo xtask`: set-up, demo, tests, benchmarks and packages of this workspace.

mod bench;
mod demo;
mod extension;
mod package;
mod program;
mod setup;
mod test;

use std::process::ExitCode;

use clap::Parser;

/// What a developer or CI does with this workspace.
#[derive(Parser)]
#[command(name = "cargo xtask")]
enum Task {
    /// Bring what is missing: Debian packages, cargo-pgrx, PostgREST, pgmq
    Setup(setup::Options),
    /// Show the seeds' examples on a throw-away cluster; leave it running until Ctrl-C
    Demo(demo::Options),
    /// Everything CI runs; the last line reads `N passed, N failed`
    Test(test::Options),
    /// Write the text of every kept statement to docs/statements, as the SQL tests have it prepared
    Statements,
    /// Benchmarks, as ratios measured in one run
    Bench(BenchOptions),
    /// A tarball and a Debian package of the extension per Postgres version, and a package of the program
    Package(package::Options),
}

#[derive(clap::Args)]
struct BenchOptions {
    /// Only this one, for instance `queue` or `queue:enqueue`
    name: Option<String>,
}

fn main() -> ExitCode {
    match run(Task::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<ExitCode> {
    match task {
        Task::Setup(options) => setup::run(&options)?,
        Task::Demo(options) => demo::run(&options)?,
        Task::Test(options) => return test::run(&options),
        Task::Statements => return test::dump_statements(),
        Task::Bench(options) => {
            let server = setup::server(setup::DEFAULT_MAJOR)?;
            extension::install(&server, extension::Profile::Release)?;
            bench::run(options.name.as_deref())?;
        }
        Task::Package(options) => package::run(&options)?,
    }
    Ok(ExitCode::SUCCESS)
}
