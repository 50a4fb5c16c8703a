//! What the doctor found, check by check.

use serde::{Deserialize, Serialize};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::screen::{Screen, Tone, counted, plain};

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// All is well.
    Ok,
    /// Look at it some time.
    Warn,
    /// It does not work.
    Fail,
}

/// One line of the report.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[allow(clippy::struct_field_names)] // the column is called so
pub struct Check {
    /// What was looked at.
    pub check_name: String,
    /// How it is.
    pub status: Status,
    /// What was found.
    pub detail: String,
    /// What to do next.
    pub hint: Option<String>,
    /// It failed because it could not be looked at.
    #[serde(default, skip_serializing)]
    pub blind: bool,
}

/// All lines, and their sums.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    checks: Vec<Check>,
    total: usize,
    passed: usize,
    failed: usize,
    warnings: usize,
}

impl Report {
    /// Adds a line.
    pub fn add(&mut self, check: Check) {
        self.total += 1;
        match check.status {
            Status::Ok => self.passed += 1,
            Status::Warn => self.warnings += 1,
            Status::Fail => self.failed += 1,
        }
        self.checks.push(check);
    }

    /// Adds a check that went well.
    pub fn good(&mut self, name: &str, detail: impl Into<String>) {
        let check_name = name.to_owned();
        let detail = detail.into();
        self.add(Check { check_name, status: Status::Ok, detail, hint: None, blind: false });
    }

    /// Adds a check that failed.
    pub fn bad(&mut self, name: &str, detail: impl Into<String>, hint: impl Into<String>) {
        let (check_name, detail, hint) = (name.to_owned(), detail.into(), Some(hint.into()));
        self.add(Check { check_name, status: Status::Fail, detail, hint, blind: false });
    }

    /// Adds a check that failed because what it asks does not answer.
    pub fn blind(&mut self, name: &str, failure: &Failure) {
        self.add(Check {
            check_name: name.to_owned(),
            status: Status::Fail,
            detail: failure.to_string(),
            hint: failure.hint(),
            blind: true,
        });
    }

    /// 1 when something is wrong, 2 when all that is wrong is that somebody did not answer.
    pub fn exit(&self) -> Exit {
        let failed: Vec<_> =
            self.checks.iter().filter(|check| check.status == Status::Fail).collect();
        match failed.as_slice() {
            [] => Exit::Fine,
            all if all.iter().all(|check| check.blind) => Exit::CouldNotLook,
            _ => Exit::Found,
        }
    }

    /// A line a check, with what to do below it, and the sum as last line.
    pub fn text(&self, screen: Screen) -> String {
        let mut lines = Vec::with_capacity(self.checks.len() + 1);
        for Check { check_name, status, detail, hint, .. } in &self.checks {
            let (tone, mark) = match status {
                Status::Ok => (Tone::Good, "[PASS]"),
                Status::Warn => (Tone::Warning, "[WARN]"),
                Status::Fail => (Tone::Bad, "[FAIL]"),
            };
            let mark = screen.paint(tone, mark);
            lines.push(format!("{mark} {}: {}", one_line(check_name), one_line(detail)));
            if let Some(hint) = hint.as_deref().filter(|_| *status != Status::Ok) {
                lines.push(format!("       -> {}", one_line(hint)));
            }
        }
        lines.push(self.sums(screen));
        lines.join("\n")
    }
}

impl Report {
    fn sums(&self, screen: Screen) -> String {
        let Self { total, passed, failed, warnings, .. } = self;
        let warned = counted(*warnings, "warning");
        match (failed, warnings) {
            (0, 0) => screen.paint(Tone::Good, &format!("ALL CHECKS PASSED ({passed}/{total})")),
            (0, _) => {
                let sums = format!("NO CHECK FAILED ({passed}/{total} passed, {warned})");
                screen.paint(Tone::Warning, &sums)
            }
            _ => {
                let sums = format!("{failed} CHECK(S) FAILED ({passed}/{total} passed, {warned})");
                screen.paint(Tone::Bad, &sums)
            }
        }
    }
}

fn one_line(text: &str) -> String {
    plain(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_is_no_pass_and_what_is_wrong_counts_more_than_who_is_silent() {
        let mut report = Report::default();
        let screen = Screen { width: None, colour: false };
        report.good("a", "fine");
        assert_eq!(report.text(screen), "[PASS] a: fine\nALL CHECKS PASSED (1/1)");
        report.add(Check {
            check_name: "b".to_owned(),
            status: Status::Warn,
            detail: "old".to_owned(),
            hint: Some("look".to_owned()),
            blind: false,
        });
        let sums = "\n[WARN] b: old\n       -> look\nNO CHECK FAILED (1/2 passed, 1 warning)";
        assert_eq!(report.text(screen), format!("[PASS] a: fine{sums}"));
        assert_eq!(report.exit(), Exit::Fine);
        report.blind("c", &Failure::Http("no answer".to_owned()));
        assert_eq!(report.exit(), Exit::CouldNotLook);
        report.bad("d", "gone", "bring it back");
        assert_eq!(report.exit(), Exit::Found);
        assert!(report.text(screen).ends_with("\n2 CHECK(S) FAILED (1/4 passed, 1 warning)"));
    }
}
