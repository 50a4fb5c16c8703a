//! One run of pgbench: which script, how long, and the rate it reports.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

/// Clients at once, as the targets are defined.
pub const CLIENTS: u32 = 8;
const THREADS: u32 = 2;

/// When a run ends.
#[derive(Clone, Copy, Debug)]
pub enum Length {
    /// After so many seconds.
    Seconds(u32),
    /// After so many transactions of each client.
    Transactions(u32),
}

/// What pgbench counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Count {
    /// Transactions per second.
    pub rate: f64,
    /// Transactions of all clients.
    pub transactions: f64,
}

/// Runs a script. `client` is pgbench, told where the cluster is.
pub fn run(mut client: Command, script: &str, length: Length, sync_commit: bool) -> Result<Count> {
    let (flag, amount) = match length {
        Length::Seconds(seconds) => ("-T", seconds),
        Length::Transactions(count) => ("-t", count),
    };
    let commit = if sync_commit { "on" } else { "off" };
    client
        .env("PGOPTIONS", format!("-c synchronous_commit={commit}"))
        .args(["-n", "-M", "prepared", "-c", &CLIENTS.to_string(), "-j", &THREADS.to_string()])
        .args([flag, &amount.to_string(), "-f"])
        .arg(script_path(script));
    let output = client.output().context("pgbench does not start")?;
    let said = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        bail!("pgbench {script}: {}", String::from_utf8_lossy(&output.stderr));
    }
    count(&said).with_context(|| format!("pgbench {script} reports no usable rate:\n{said}"))
}

/// Where the SQL files lie; xtask only ever runs from its work tree.
pub fn script_path(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src/bench/sql")).join(name)
}

/// Reads pgbench's report; `None` when transactions failed or none ran.
fn count(report: &str) -> Option<Count> {
    let value = |label: &str| {
        report.lines().find_map(|line| line.strip_prefix(label)?.split_whitespace().next())
    };
    if value("number of failed transactions: ").is_some_and(|count| count != "0") {
        return None;
    }
    let rate =
        value("tps = ")?.parse().ok().filter(|rate: &f64| rate.is_finite() && *rate > 0.0)?;
    // With a given number of transactions it is followed by a slash and that number.
    let transactions = value("number of transactions actually processed: ")?.split('/').next()?;
    Some(Count { rate, transactions: transactions.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "\
pgbench (15.20 (Debian 15.20-0+deb12u1))
transaction type: floor.sql
query mode: prepared
number of clients: 8
number of transactions actually processed: 83412
number of failed transactions: 0 (0.000%)
latency average = 0.383 ms
initial connection time = 12.345 ms
tps = 20853.214431 (without initial connection time)
";

    #[test]
    fn rate_and_count_are_read_from_their_lines() {
        let wanted = Some(Count { rate: 20_853.214_431, transactions: 83_412.0 });
        assert_eq!(count(REPORT), wanted);
        assert_eq!(count(&REPORT.replace("83412", "83412/83412")), wanted);
    }

    #[test]
    fn failed_transactions_make_a_run_worthless() {
        assert_eq!(count(&REPORT.replace("transactions: 0 ", "transactions: 3 ")), None);
    }

    #[test]
    fn no_rate_is_no_number() {
        assert_eq!(count(""), None);
        for rate in ["nan", "0.000000"] {
            assert_eq!(count(&REPORT.replace("20853.214431", rate)), None);
        }
    }
}
