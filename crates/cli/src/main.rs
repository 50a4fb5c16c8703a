//! `dragonfly`, the operator's program.
#![forbid(unsafe_code)]

mod cli;
mod commands;
mod confirm;
mod context;
mod db;
mod discord;
mod env_file;
mod exit;
mod failure;
mod figures;
mod http;
mod out;
mod progress;
mod screen;
mod target;
mod tls;
mod watch;
mod webhooks;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::start()
}
