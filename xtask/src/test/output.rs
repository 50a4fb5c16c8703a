//! A command whose output is shown while it runs, and kept to be read afterwards.

use std::io::{self, BufRead, BufReader};
use std::process::Command;

use anyhow::{Context, Result};

/// Exit status and everything that was printed.
pub struct Output {
    /// Whether the command ended with 0.
    pub success: bool,
    /// Standard output and standard error, in the order they came.
    pub text: String,
}

/// Runs a command, echoing its output line by line.
pub fn echo(command: impl Into<Command>) -> Result<Output> {
    let mut command = command.into();
    let (reader, writer) = io::pipe()?;
    command.stdin(std::process::Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command.spawn().with_context(|| name)?;
    // The command holds the pipe's other end; without this we would wait for ourselves.
    drop(command);
    let mut text = String::new();
    for line in BufReader::new(reader).split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        text.push_str(&line);
        text.push('\n');
    }
    Ok(Output { success: child.wait()?.success(), text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_streams_are_kept_in_order_with_the_status() -> Result<()> {
        let mut command = Command::new("sh");
        command.args(["-c", "echo one; echo two >&2; echo three; exit 4"]);
        let output = echo(command)?;
        assert_eq!((output.success, output.text.as_str()), (false, "one\ntwo\nthree\n"));
        Ok(())
    }
}
