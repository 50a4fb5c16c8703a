//! `cargo xtask test`: everything CI runs. Goes on after a failure, shows all of them, and closes with
//! one line `N passed, N failed`.

mod cargo;
mod counts;
mod output;
mod regress;
mod statements;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use anyhow::{Result, anyhow, ensure};
use dragonfly_tests::Server;

use crate::extension::{self, Profile};
use crate::setup;
use counts::Counts;

/// Arguments of `test`.
#[derive(clap::Args)]
pub struct Options {
    /// Only this stage: fmt, clippy, unit, sql, isolation, or a target of tests/
    stage: Option<String>,
    /// Only this test of the stage: its name or a part of it
    #[arg(requires = "stage")]
    name: Option<String>,
    /// Everything on this Postgres version: 15, 17 or 18; without it everything on 15, then on 17 what needs a
    /// database
    #[arg(long, value_parser = clap::value_parser!(u32).range(setup::ALLOWED))]
    pg: Option<u32>,
    /// Only these stages
    #[arg(long, conflicts_with = "stage")]
    only: Vec<String>,
    /// Take what the SQL and isolation tests print as what is expected from now on
    #[arg(long)]
    accept: bool,
    /// Compile the extension without optimisation, in seconds
    #[arg(long)]
    debug: bool,
    /// Test the extension that is installed; refused when a source is newer
    #[arg(long, conflicts_with = "debug")]
    no_build: bool,
}

impl Options {
    fn profile(&self) -> Profile {
        if self.debug { Profile::Debug } else { Profile::Release }
    }

    fn wants(&self, stage: &str) -> bool {
        match &self.stage {
            Some(only) => only == stage,
            None => self.only.is_empty() || self.only.iter().any(|name| name == stage),
        }
    }

    /// The stages that need a database.
    fn on_server(&self) -> Result<OnServer> {
        let mut targets = cargo::targets()?;
        targets.retain(|target| self.wants(target));
        let suites = regress::SUITES.iter().filter(|suite| self.wants(suite.name)).collect();
        Ok(OnServer { targets, suites })
    }

    fn require_known_stage(&self, on_server: &OnServer) -> Result<()> {
        let is_known = cargo::STAGES.iter().any(|stage| self.wants(stage.name));
        ensure!(is_known || !on_server.is_empty(), "no such stage; see cargo xtask test --help");
        Ok(())
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

/// `cargo xtask statements`: writes the dump of statements under docs/statements anew.
pub fn dump_statements() -> Result<ExitCode> {
    let server = setup::server(setup::DEFAULT_MAJOR)?;
    extension::install_changed(&server, Profile::Debug)?;
    let mut summary = Summary::default();
    let accept = regress::Accept { statements: true, ..regress::Accept::default() };
    for suite in regress::SUITES.iter().filter(|suite| suite.name == "sql") {
        summary.stage(suite.name, || regress::run(suite, &server, None, accept));
    }
    Ok(summary.print())
}

/// The stages that need a database.
struct OnServer {
    targets: Vec<String>,
    suites: Vec<&'static regress::Suite>,
}

impl OnServer {
    fn is_empty(&self) -> bool {
        self.targets.is_empty() && self.suites.is_empty()
    }
}

/// Runs the stages and prints the summary.
pub fn run(options: &Options) -> Result<ExitCode> {
    let mut summary = Summary::default();
    let on_server = options.on_server()?;
    options.require_known_stage(&on_server)?;
    // Format and unit tests need nothing that set-up brings.
    let needs_set_up = |stage: &&cargo::Stage| stage.needs_set_up && options.wants(stage.name);
    let needs_server = !on_server.is_empty() || cargo::STAGES.iter().any(|it| needs_set_up(&it));
    let first = options.pg.unwrap_or(setup::DEFAULT_MAJOR);
    let server = if needs_server { set_up(&mut summary, first) } else { None };
    if needs_server && server.is_none() {
        return Ok(summary.print());
    }
    for stage in cargo::STAGES.iter().filter(|stage| options.wants(stage.name)) {
        summary.stage(stage.name, || (stage.run)(options.name.as_deref()));
    }
    let Some(server) = server.filter(|_| !on_server.is_empty()) else { return Ok(summary.print()) };
    run_on(&server, &mut summary, &on_server, options);
    if options.pg.is_none()
        && options.name.is_none()
        && let Some(server) = set_up(&mut summary, 17)
    {
        run_on(&server, &mut summary, &on_server, options);
    }
    Ok(summary.print())
}

/// The server of a version; one that cannot be set up is a failed test.
fn set_up(summary: &mut Summary, major: u32) -> Option<Server> {
    match setup::server(major) {
        Ok(server) => Some(server),
        Err(error) => {
            summary.stage(&format!("set-up of Postgres {major}"), || Err(error));
            None
        }
    }
}

/// What needs a database, on one server.
fn run_on(server: &Server, summary: &mut Summary, stages: &OnServer, options: &Options) {
    let named = |stage: &str| format!("{stage} on Postgres {}", server.major);
    let name = options.name.as_deref();
    let accept = regress::Accept { outputs: options.accept, statements: options.accept };
    let build = || {
        if options.no_build {
            extension::require_current(server)?;
        } else {
            extension::install_changed(server, options.profile())?;
        }
        extension::install_released(server)?;
        cargo::build_program()?;
        Ok(Counts::passed(1))
    };
    if !summary.stage(&named("build"), build) {
        return;
    }
    for suite in &stages.suites {
        summary.stage(&named(suite.name), || regress::run(suite, server, name, accept));
    }
    for target in &stages.targets {
        summary.stage(&named(target), || cargo::harness(target, name, server));
    }
}
