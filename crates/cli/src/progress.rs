//! A progress bar on standard error, when that is a terminal.

use std::io::Read;

use indicatif::{ProgressBar, ProgressBarIter, ProgressStyle};

const KNOWN_SIZE: &str = "{bar:30} {percent:>3} %  {msg}";
const UNKNOWN_SIZE: &str = "{spinner} {msg}";

/// How far a file is. indicatif draws nothing unless standard error is a terminal.
pub struct Progress(ProgressBar);

impl Progress {
    /// For so many bytes; without a size it only counts jobs.
    pub fn new(size: Option<u64>) -> Self {
        let (bar, template) = match size {
            Some(size) => (ProgressBar::new(size), KNOWN_SIZE),
            None => (ProgressBar::new_spinner(), UNKNOWN_SIZE),
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// For so many jobs; a hundred are done before anybody looks.
    pub fn of_items(count: usize) -> Self {
        if count <= 100 {
            return Self(ProgressBar::hidden());
        }
        Self::new(u64::try_from(count).ok())
    }

    /// So many jobs of them are done.
    pub fn done(&self, jobs: usize) {
        let jobs = u64::try_from(jobs).unwrap_or(u64::MAX);
        self.0.set_position(jobs);
        self.sent(jobs);
    }

    /// A reader that moves the bar.
    pub fn watch<R: Read>(&self, reader: R) -> ProgressBarIter<R> {
        self.0.wrap_read(reader)
    }

    /// So many jobs are sent.
    pub fn sent(&self, jobs: u64) {
        self.0.set_message(format!("{jobs} jobs"));
    }

    /// Takes the bar away, so that what is said next stands on a clean line.
    pub fn clear(&self) {
        self.0.finish_and_clear();
    }
}
