//! `cargo xtask test`: everything CI runs. Goes on after a failure, shows all of them, and closes with
//! one line `N passed, N failed`.

mod cargo;
mod counts;
mod output;
mod regress;
mod statements;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use anyhow::{Result, anyhow};
use dragonfly_tests::Server;

use crate::extension::{self, Profile};
use crate::setup;
use counts::Counts;

/// Arguments of `test`.
#[derive(clap::Args)]
pub struct Options {
    /// Everything on this Postgres version; without it everything on 15, then on 17 what needs a database
    #[arg(long, value_parser = clap::value_parser!(u32).range(15..=17))]
    pg: Option<u32>,
    /// Only these stages, for work in between: fmt, clippy, unit, sql, isolation, or a target of tests/
    #[arg(long)]
    only: Vec<String>,
    /// Take what the SQL and isolation tests print as what is expected from now on
    #[arg(long)]
    accept: bool,
    /// Compile the extension without optimisation, in seconds
    #[arg(long)]
    debug: bool,
    /// Test the extension and the program that are installed
    #[arg(long, conflicts_with = "debug")]
    no_build: bool,
}

impl Options {
    fn profile(&self) -> Profile {
        if self.debug { Profile::Debug } else { Profile::Release }
    }

    fn wants(&self, stage: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|name| name == stage)
    }
}

/// What the stages came to.
#[derive(Default)]
struct Summary {
    lines: Vec<(String, Counts)>,
}

impl Summary {
    /// Runs a stage and keeps its counts; one that could not run at all is a failed test. The harness
    /// reports what it cannot do by panicking.
    fn stage(&mut self, name: &str, run: impl FnOnce() -> Result<Counts>) -> bool {
        println!("\n== {name}");
        let ended = catch_unwind(AssertUnwindSafe(run));
        let ended = ended.unwrap_or_else(|_| Err(anyhow!("the stage panicked")));
        let counts = ended.unwrap_or_else(|error| {
            println!("{error:#}");
            Counts::failed(1)
        });
        let counts = counts.strict();
        self.lines.push((name.to_owned(), counts));
        counts.failed == 0
    }

    fn print(&self) -> ExitCode {
        println!("\n== summary");
        for (name, counts) in &self.lines {
            println!("{name}: {counts}");
        }
        let all: Counts = self.lines.iter().map(|(_, counts)| *counts).sum();
        println!("\n{all}");
        if all.failed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }
}

/// Runs the stages and prints the summary.
pub fn run(options: &Options) -> Result<ExitCode> {
    let mut summary = Summary::default();
    let first = options.pg.unwrap_or(setup::DEFAULT_MAJOR);
    let server = setup::server(first)?;
    for (stage, run) in cargo::STAGES {
        if options.wants(stage) {
            summary.stage(stage, run);
        }
    }
    on_server(&mut summary, &server, options);
    if options.pg.is_none() {
        match setup::server(17) {
            Ok(server) => on_server(&mut summary, &server, options),
            Err(error) => _ = summary.stage("set-up of Postgres 17", || Err(error)),
        }
    }
    Ok(summary.print())
}

/// What needs a database, on one server.
fn on_server(summary: &mut Summary, server: &Server, options: &Options) {
    let named = |stage: &str| format!("{stage} on Postgres {}", server.major);
    let targets = cargo::targets().unwrap_or_default();
    let targets: Vec<_> = targets.into_iter().filter(|target| options.wants(target)).collect();
    let suites: Vec<_> = regress::SUITES.iter().filter(|suite| options.wants(suite.name)).collect();
    if targets.is_empty() && suites.is_empty() {
        return;
    }
    let build = || {
        extension::install(server, options.profile())?;
        cargo::build_program()?;
        Ok(Counts::passed(1))
    };
    if !options.no_build && !summary.stage(&named("build"), build) {
        return;
    }
    for suite in suites {
        summary.stage(&named(suite.name), || regress::run(suite, server, options.accept));
    }
    for target in targets {
        summary.stage(&named(&target), || cargo::harness(&target, server));
    }
}
