//! `dragonfly`, the operator's program.
#![forbid(unsafe_code)]

mod cli;
mod commands;
mod db;
mod env_file;
mod failure;
mod out;
mod target;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::start()
}
