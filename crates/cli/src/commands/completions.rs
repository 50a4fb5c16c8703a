//! `dragonfly completions`: what a shell needs to complete our command line.

use std::io::{self, Write};

use clap::{Args, Command};
use clap_complete::Shell;

use crate::exit::Exit;
use crate::failure::Failure;

const AFTER_HELP: &str = "\
Examples:
  dragonfly completions bash > ~/.local/share/bash-completion/completions/dragonfly
  dragonfly completions zsh > \"${fpath[1]}/_dragonfly\"
  dragonfly completions fish > ~/.config/fish/completions/dragonfly.fish";

/// Arguments of `dragonfly completions`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct CompletionsArgs {
    /// The shell.
    shell: Shell,
}

/// Prints the script.
pub fn run(args: &CompletionsArgs, command: &mut Command) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, command, "dragonfly", &mut script);
    match io::stdout().write_all(&script) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Output(error)),
        _ => Ok(Exit::Fine),
    }
}
