//! Processor time of a run: what is left to compare when the machine has other work to do.
//!
//! A rate falls when another process takes the processor; the time that a call needs of it does not,
//! or much less. On an idle machine whose processors are the limit both tell the same ratio.

use std::fs;
use std::thread;
use std::time::Duration;

/// Linux reports process times in hundredths of a second to every program.
const TICKS_PER_SECOND: f64 = 100.0;
/// Backends end, and are counted, a moment after their clients left.
const BACKENDS_END: Duration = Duration::from_millis(100);

/// Seconds of processor time that ended children of this process (pgbench) and of the postmaster
/// (backends) have used so far; `None` where `/proc` does not say.
pub fn used(postmaster: u32) -> Option<f64> {
    thread::sleep(BACKENDS_END);
    Some(of_children("self")? + of_children(&postmaster.to_string())?)
}

fn of_children(pid: &str) -> Option<f64> {
    parse(&fs::read_to_string(format!("/proc/{pid}/stat")).ok()?)
}

/// The fields cutime and cstime. The second field, the program's name in brackets, may hold blanks.
fn parse(stat: &str) -> Option<f64> {
    let (_, fields) = stat.rsplit_once(") ")?;
    let mut fields = fields.split(' ').skip(13).map(str::parse::<f64>);
    let (user, system) = (fields.next()?.ok()?, fields.next()?.ok()?);
    Some((user + system) / TICKS_PER_SECOND)
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;

    #[test]
    fn the_children_s_times_are_the_sixteenth_and_seventeenth_field() {
        let stat = "7 (a (b) c) S 1 7 7 0 -1 4194560 1 2 3 4 11 12 250 50 20 0 1 0 99";
        assert_eq!(parse(stat), Some(3.0));
        assert_eq!(parse("7 (postgres) S 1"), None);
    }

    #[test]
    fn this_process_has_its_times() {
        assert!(of_children("self").is_some());
        assert_eq!(of_children("0"), None);
    }
}
