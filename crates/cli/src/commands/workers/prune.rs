//! Forgetting workers. Those that come back report again; of the others nobody needs the row.

use crate::db::{Db, Refusal, value};
use crate::failure::Failure;

/// `$1` minutes: those without a sign of life for so long go too; empty when they stay.
const GONE: &str = "
    delete from workers.heartbeats where worker_id in (
        select worker_id from workers.v_worker_health
        where health_status = 'stopped' or seconds_since_heartbeat > 86400
        union all
        select worker_id from workers.find_stale_workers(nullif($1, '')::integer) where $1 <> '')
    returning worker_id::text";
/// `$1` a worker's id, or the beginning that a narrow table shows, when it is of one worker only.
const ONE: &str = "
    with found as (
        select worker_id from workers.heartbeats
        where starts_with(worker_id::text, lower(btrim($1))) and length(btrim($1)) >= 8),
    gone as (
        delete from workers.heartbeats as worker using found
        where worker.worker_id = found.worker_id and (select count(*) from found) = 1)
    select count(*) from found";

/// Forgets who stopped and who was not heard of for a day; with `minutes` also who was not heard of for so
/// long. How many those were.
pub async fn gone(db: &Db, minutes: Option<u32>) -> Result<usize, Failure> {
    let minutes = minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
    Ok(db.rows(GONE, &[&minutes]).await?.len())
}

/// Forgets these, whatever they do. How many those were.
pub async fn named(db: &Db, workers: &[String]) -> Result<usize, Failure> {
    for worker in workers {
        let rows = db.rows(ONE, &[worker]).await?;
        let message = match rows.first().map(value::<i64>).transpose()?.unwrap_or_default() {
            1 => continue,
            0 => format!("there is no worker {worker:?}"),
            many => format!("{many} workers begin with {worker:?}"),
        };
        let hint =
            Some("dragonfly workers --json shows their ids; 8 digits are the least".to_owned());
        return Err(Failure::Refused(Refusal { message, hint, ..Refusal::default() }));
    }
    Ok(workers.len())
}
