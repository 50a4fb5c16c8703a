//! What the figures were measured on.

use std::fs;
use std::thread;

use anyhow::Result;

use super::pgbench::CLIENTS;
use super::place::{MAIN, Place};

const VERSIONS: &str = "
select format('PostgreSQL %s, %s; shared_buffers %s, fsync %s',
  current_setting('server_version'),
  (select string_agg(extname || ' ' || extversion, ', ' order by extname)
   from pg_extension where extname in ('pgmq', 'dragonfly_queue')),
  current_setting('shared_buffers'), current_setting('fsync'))";

/// Processor, cores, clients and versions, on two lines.
pub fn describe(place: &Place) -> Result<String> {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu_model(&cpu).unwrap_or("unknown processor");
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let versions: String = place.connect(MAIN)?.query_one(VERSIONS, &[])?.get(0);
    Ok(format!("{model}, {cores} cores, {CLIENTS} clients\n{versions}"))
}

fn cpu_model(cpuinfo: &str) -> Option<&str> {
    cpuinfo.lines().find_map(|line| {
        let (label, value) = line.split_once(':')?;
        (label.trim() == "model name").then(|| value.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_is_the_first_one_named() {
        let text = "processor\t: 0\nmodel name\t: AMD EPYC\nmodel name\t: other\n";
        assert_eq!(cpu_model(text), Some("AMD EPYC"));
        assert_eq!(cpu_model("Hardware\t: BCM2835\n"), None);
    }
}
