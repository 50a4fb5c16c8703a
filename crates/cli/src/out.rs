//! Where words go: data to standard output, talk to standard error. Whatever a terminal would obey in them
//! and is not a colour of ours ends here.

use std::fmt;
use std::io::{self, Write};

use serde::Serialize;

use crate::failure::Failure;
use crate::screen::{Screen, Tone, plain, plain_but_for_colours};

/// The two streams, and whether data is JSON.
#[derive(Debug)]
pub struct Out {
    json: bool,
    /// How data for people looks.
    pub screen: Screen,
    talk: Screen,
}

impl Out {
    /// Data as JSON, or as text for people.
    pub fn new(json: bool) -> Self {
        Self { json, screen: Screen::of(&io::stdout()), talk: Screen::of(&io::stderr()) }
    }

    /// Whether data is JSON.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// The command's result: one JSON document, or its text.
    pub fn data<T: Serialize>(
        &self,
        data: &T,
        text: impl FnOnce(&T) -> String,
    ) -> Result<(), Failure> {
        if !self.json {
            return line(&plain_but_for_colours(&text(data)));
        }
        line(&serde_json::to_string(data).map_err(|error| Failure::Output(error.into()))?)
    }

    /// The same for a document whose keys have an order of their own.
    pub fn document(
        &self,
        document: &impl fmt::Display,
        text: impl FnOnce() -> String,
    ) -> Result<(), Failure> {
        if self.json {
            return line(&document.to_string());
        }
        line(&plain_but_for_colours(&text()))
    }

    /// Empties the terminal, where there is one and people look at it.
    pub fn fresh(&self) {
        if !self.json {
            let _ = write!(io::stdout(), "{}", self.screen.fresh());
        }
    }

    /// A remark for whoever watches.
    #[allow(clippy::unused_self)] // a remark belongs to a command's output, not to anybody
    pub fn say(&self, text: &str) {
        // Nobody is left to be told when standard error is gone.
        let _ = writeln!(io::stderr(), "{}", plain_but_for_colours(text));
    }

    /// A warning, in colour where there is one.
    pub fn warn(&self, text: &str) {
        self.say(&format!("{} {}", self.talk.paint(Tone::Warning, "warning:"), plain(text)));
    }

    /// Lets a reader see what was written so far.
    #[allow(clippy::unused_self)] // as say
    pub fn flush(&self) {
        let _ = io::stdout().flush();
    }

    /// A failure: what happened, more about it, what to do next.
    pub fn failure(&self, failure: &Failure) {
        let what = failure.to_string();
        self.say(&format!("{} {}", self.talk.paint(Tone::Bad, "error:"), plain(&what)));
        if let Some(detail) = failure.detail() {
            self.say(&format!("detail: {}", plain(&detail)));
        }
        if let Some(reason) = failure.reason() {
            self.say(&format!("reason: {}", plain(reason)));
        }
        if let Some(hint) = failure.hint() {
            self.say(&format!("hint: {}", plain(&hint)));
        }
    }
}

/// Not `println!`, which panics when a reader such as `head` went away.
fn line(text: &str) -> Result<(), Failure> {
    match writeln!(io::stdout(), "{text}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Output(error)),
        _ => Ok(()),
    }
}
