//! How many tests passed and failed, read from what test runners print.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;

/// Counts of one stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Passed.
    pub passed: usize,
    /// Failed.
    pub failed: usize,
    /// Ignored, skipped, measured or filtered out: not run, whatever it is called.
    pub left_out: usize,
}

impl Counts {
    /// So many passed.
    pub fn passed(passed: usize) -> Self {
        Self { passed, ..Self::default() }
    }

    /// So many failed.
    pub fn failed(failed: usize) -> Self {
        Self { failed, ..Self::default() }
    }

    /// The counts of tests that were chosen by their name: that others were left out was asked for.
    pub fn of_chosen(self) -> Self {
        Self { left_out: 0, ..self }
    }

    /// The counts by our rules: a test that was left out has failed, and so has a stage without tests.
    pub fn strict(self) -> Self {
        let nothing = self == Self::default();
        Self { failed: self.failed + self.left_out + usize::from(nothing), left_out: 0, ..self }
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            left_out: self.left_out + other.left_out,
        }
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), Add::add)
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Sums the `test result:` lines of `cargo test`. A test binary that ended without one (a crash) shows
/// in cargo's exit status only.
pub fn of_cargo(output: &str) -> Counts {
    output.lines().filter_map(|line| line.trim().strip_prefix("test result: ")).map(of_result).sum()
}

// ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.06s
fn of_result(line: &str) -> Counts {
    let part = |part: &str| {
        let mut words = part.split_whitespace().rev();
        let what = words.find(|word| word.parse::<usize>().is_err() && *word != "out")?.to_owned();
        Some((what, words.next()?.parse::<usize>().ok()?))
    };
    let counted =
        line.split(['.', ';']).filter_map(part).map(|(what, number)| match what.as_str() {
            "passed" => Counts::passed(number),
            "failed" => Counts::failed(number),
            _ => Counts { left_out: number, ..Counts::default() },
        });
    counted.sum()
}

/// Counts the tests of `pg_regress` or `pg_isolation_regress`, which print TAP since Postgres 16 and a
/// form of their own before.
pub fn of_regress(output: &str) -> Counts {
    output.lines().filter_map(|line| of_tap(line).or_else(|| of_classic(line))).sum()
}

// ok 1         - name      12 ms        not ok 2     + name    3 ms
fn of_tap(line: &str) -> Option<Counts> {
    let (verdict, rest) = match line.strip_prefix("not ok ") {
        Some(rest) => (Counts::failed(1), rest),
        None => (Counts::passed(1), line.strip_prefix("ok ")?),
    };
    let mut words = rest.split_whitespace();
    words.next()?.parse::<usize>().ok()?;
    matches!(words.next()?, "-" | "+").then_some(if rest.contains("# SKIP") {
        Counts { left_out: 1, ..Counts::default() }
    } else {
        verdict
    })
}

// test name                         ... ok           12 ms       (several at once: without `test`)
fn of_classic(line: &str) -> Option<Counts> {
    let (name, verdict) = line.split_once(" ... ")?;
    if name.starts_with("parallel group") || name.trim_start_matches("test ").trim().contains(' ') {
        return None;
    }
    match verdict.split_whitespace().next()? {
        "ok" => Some(Counts::passed(1)),
        "FAILED" => Some(Counts::failed(1)),
        _ => Some(Counts { left_out: 1, ..Counts::default() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: usize, failed: usize, left_out: usize) -> Counts {
        Counts { passed, failed, left_out }
    }

    #[test]
    fn results_of_several_binaries_add_up() {
        let output = "
running 3 tests
test a ... ok
test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.06s
test result: FAILED. 1 passed; 2 failed; 4 ignored; 0 measured; 5 filtered out; finished in 1.20s
";
        assert_eq!(of_cargo(output), counts(4, 2, 9));
    }

    #[test]
    fn output_without_a_result_counts_nothing() {
        assert_eq!(of_cargo("error: could not compile"), Counts::default());
        assert_eq!(of_regress("psql: error: connection refused"), Counts::default());
    }

    #[test]
    fn the_classic_form_of_pg_regress_is_read() {
        let output = "
(using postmaster on 127.0.0.1, port 5433)
============== running regression test queries        ==============
test queue_job                    ... ok           12 ms
test roles                        ... FAILED       29 ms
test optional                     ... failed (ignored)       31 ms
parallel group (2 tests):  a b
     a                            ... ok            5 ms
     b                            ... FAILED        6 ms

======================
 3 of 5 tests failed.
======================
";
        assert_eq!(of_regress(output), counts(2, 2, 1));
    }

    #[test]
    fn the_tap_form_of_pg_regress_is_read() {
        let output = "
# using postmaster on 127.0.0.1, port 5433
ok 1         - queue_job                                  12 ms
not ok 2     - roles                                      29 ms
ok 3         + a                                           5 ms
ok 4         - optional                                    1 ms # SKIP
1..4
# 1 of 4 tests failed.
";
        assert_eq!(of_regress(output), counts(2, 1, 1));
    }

    #[test]
    fn no_test_and_a_test_left_out_are_failures() {
        assert_eq!(Counts::default().strict(), counts(0, 1, 0));
        assert_eq!(counts(3, 1, 2).strict(), counts(3, 3, 0));
        assert_eq!(counts(3, 0, 0).strict().to_string(), "3 passed, 0 failed");
    }
}
