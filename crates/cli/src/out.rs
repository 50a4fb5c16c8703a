//! Where words go: data to standard output, talk to standard error.

use std::io::{self, Write};

use serde::Serialize;

use crate::failure::Failure;

/// The two streams, and whether data is JSON.
#[derive(Debug)]
pub struct Out {
    json: bool,
}

impl Out {
    /// Data as JSON, or as text for people.
    pub fn new(json: bool) -> Self {
        Self { json }
    }

    /// The command's result: one JSON document, or its text.
    pub fn data<T: Serialize>(
        &self,
        data: &T,
        text: impl FnOnce(&T) -> String,
    ) -> Result<(), Failure> {
        let line = if self.json {
            serde_json::to_string(data).map_err(io::Error::from)
        } else {
            Ok(text(data))
        };
        // Not println!, which panics when a reader such as `head` went away.
        let written = line.and_then(|line| writeln!(io::stdout(), "{line}"));
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Output(error)),
            _ => Ok(()),
        }
    }

    /// A remark for whoever watches.
    #[allow(clippy::unused_self)] // a remark belongs to a command's output, not to anybody
    pub fn say(&self, text: &str) {
        // Nobody is left to be told when standard error is gone.
        let _ = writeln!(io::stderr(), "{text}");
    }

    /// A failure: what happened, more about it, what to do next.
    pub fn failure(&self, failure: &Failure) {
        self.say(&format!("error: {failure}"));
        if let Some(detail) = failure.detail() {
            self.say(&format!("detail: {detail}"));
        }
        if let Some(hint) = failure.hint() {
            self.say(&format!("hint: {hint}"));
        }
    }
}
