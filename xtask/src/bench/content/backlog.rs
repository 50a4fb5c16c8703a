//! `get_content_stage_backlog` with 5000 open rows: alone, and among millions of finished ones.

use std::time::Instant;

use anyhow::{Context, Result};
use postgres::Client;

use super::prepare;
use crate::bench::effort::Effort;
use crate::bench::figure::{Figure, Target};
use crate::bench::place::Place;

const OPEN: i64 = 5000;
const BACKLOG: &str = "select * from get_content_stage_backlog()";
/// Repeated within one round: a single call is over too soon.
const CALLS: u32 = 50;
const PLAIN: &str = "select stage,
        count(*) filter (where status = 'queued' and available_at <= now()),
        count(*) filter (where status = 'processing' and last_dequeued_at is not null and finished_at is null)
    from content_job_stages group by stage order by stage";

/// Milliseconds, after VACUUM.
pub fn measure(place: &Place, effort: &Effort) -> Result<Vec<Figure>> {
    let mut alone = fill(place, "backlog_alone", 0)?;
    let mut among = fill(place, "backlog_among", effort.finished_stages)?;
    let (mut few, mut many, mut plain) = (vec![], vec![], vec![]);
    for _ in 0..effort.rounds {
        few.push(milliseconds(&mut alone, BACKLOG, CALLS)?);
        many.push(milliseconds(&mut among, BACKLOG, CALLS)?);
        plain.push(milliseconds(&mut among, PLAIN, 1)?);
    }
    let figure = |name: &str, ours: &[f64], theirs: &[f64], target| {
        Figure::compare(name, "ms", (ours, theirs), target).context("nothing was measured")
    };
    Ok(vec![
        figure("backlog among finished rows ÷ alone", &many, &few, Target::AtMost(1.2))?,
        figure("backlog ÷ plain aggregate", &many, &plain, Target::AtMost(0.02))?,
    ])
}

fn fill(place: &Place, database: &'static str, finished: i64) -> Result<Client> {
    let mut client = prepare(place, database)?;
    client.execute("select bench.fill_stages($1, $2)", &[&finished, &OPEN])?;
    client.batch_execute("vacuum analyze")?;
    let open: i64 = client
        .query_one(
            "select sum(ready_count + inflight_count)::bigint from get_content_stage_backlog()",
            &[],
        )?
        .get(0);
    anyhow::ensure!(open == OPEN, "{open} open rows are counted");
    Ok(client)
}

/// How long one of so many calls takes.
fn milliseconds(client: &mut Client, sql: &str, calls: u32) -> Result<f64> {
    let statement = client.prepare(sql)?;
    let began = Instant::now();
    for _ in 0..calls {
        client.query(&statement, &[]).with_context(|| sql.to_owned())?;
    }
    Ok(1e3 * began.elapsed().as_secs_f64() / f64::from(calls))
}
