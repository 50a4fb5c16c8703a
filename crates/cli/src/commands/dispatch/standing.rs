//! Cycles without end: one as soon as something is queued, and one every so often, because no notification comes
//! for a stage whose time has come, for a slot that is free again, or through a pooler.

use std::collections::HashMap;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::cycle::Cycle;
use super::dispatch;
use crate::context::Context;
use crate::db::Db;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::watch::Stop;

/// Producers notify while somebody waits; the payload is the queue's name.
const LISTEN: &str = "listen dragonfly_queue";
const WAIT: &str = "
    select dragonfly.waiting(queue), queue
    from (select distinct regexp_replace(queue::text, '^q_', '') as queue from public.content_stage_config
          where enabled) as config
    where exists (select from pgmq.meta where regexp_replace(queue_name, '^q_', '') = config.queue)";
/// Stages are queued in crowds: one cycle starts workers for all of them.
const GAP: Duration = Duration::from_secs(1);
/// By then a worker that was called has begun, or will not.
const BEGUN: Duration = Duration::from_secs(10);

/// Runs cycles until a signal, which lets the one in hand end.
pub async fn run(cycle: &Cycle, interval: Duration, context: &Context) -> Result<Exit, Failure> {
    let mut stop = Stop::listen()?;
    let mut standing = Standing::default();
    let mut woken = false;
    loop {
        let began = Instant::now();
        if let Err(failure) = standing.cycle(cycle, woken, context).await {
            context.out.failure(&failure);
        }
        context.out.flush();
        let pause = if woken { BEGUN.min(interval) } else { interval };
        woken = tokio::select! {
            () = stop.asked() => return Ok(Exit::Fine),
            () = sleep_until(began + pause) => false,
            () = standing.woken() => true,
        };
        if woken {
            tokio::select! {
                () = stop.asked() => return Ok(Exit::Fine),
                () = sleep_until(began + GAP) => {}
            }
        }
    }
}

/// What one cycle knows of those before it.
#[derive(Default)]
struct Standing {
    db: Option<Db>,
    queues: Vec<String>,
    called: Called,
}

impl Standing {
    async fn cycle(
        &mut self,
        cycle: &Cycle,
        woken: bool,
        context: &Context,
    ) -> Result<(), Failure> {
        let db = Db::kept(&mut self.db, context).await?;
        // Before the backlog is read, so that nothing that is queued meanwhile is missed.
        self.queues = wait(db).await?;
        db.forget_heard().await;
        let now = Instant::now();
        let called = &self.called;
        let recently = |stage: &str| if woken { called.recently(stage, now) } else { 0 };
        let outcome = dispatch(cycle, db, context, &recently).await?;
        self.called.add(outcome.started(), Instant::now());
        Ok(())
    }

    async fn woken(&self) {
        let Some(db) = &self.db else { return std::future::pending().await };
        while !self.queues.contains(&db.heard().await) {}
    }
}

async fn wait(db: &Db) -> Result<Vec<String>, Failure> {
    db.run(LISTEN).await?;
    let rows = db.rows(WAIT, &[]).await?;
    let queue = |row: &tokio_postgres::Row| row.try_get("queue");
    rows.iter()
        .map(queue)
        .collect::<Result<_, _>>()
        .map_err(|error| Failure::Mismatch(error.to_string()))
}

/// When workers of a stage were called, and how many.
#[derive(Default)]
struct Called(HashMap<String, Vec<(Instant, i64)>>);

impl Called {
    fn recently(&self, stage: &str, now: Instant) -> i64 {
        let calls = self.0.get(stage).into_iter().flatten();
        calls.filter(|(at, _)| now.duration_since(*at) < BEGUN).map(|(_, count)| count).sum()
    }

    fn add<'a>(&mut self, started: impl Iterator<Item = (&'a str, i64)>, now: Instant) {
        for calls in self.0.values_mut() {
            calls.retain(|(at, _)| now.duration_since(*at) < BEGUN);
        }
        for (stage, count) in started {
            self.0.entry(stage.to_owned()).or_default().push((now, count));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_remembered_until_their_workers_have_begun() {
        let (mut called, start) = (Called::default(), Instant::now());
        called.add([("draft", 2)].into_iter(), start);
        called.add([("draft", 1), ("qa", 4)].into_iter(), start + Duration::from_secs(6));
        let recently =
            |stage, seconds| called.recently(stage, start + Duration::from_secs(seconds));
        assert_eq!([recently("draft", 9), recently("draft", 10), recently("draft", 16)], [3, 1, 0]);
        assert_eq!([recently("qa", 9), recently("export", 9)], [4, 0]);
    }
}
