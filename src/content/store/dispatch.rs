//! What the dispatcher reads and writes: configured stages, their backlog, requests by `pg_net`.

use crate::content::statements;
use crate::statement;
use dragonfly_domain::content::{Backlog, StageConfig, Trigger};
use dragonfly_domain::json::Json;
use pgrx::Spi;

use crate::error::{Error, Result};
use crate::jsonb::RawJsonb;

/// Ready and in flight by stage: open rows only, and every configured stage.
pub fn backlog() -> Result<Vec<Backlog>> {
    Spi::connect(|client| {
        let rows = statements::BACKLOG.run(client, &[])?;
        let mut backlog = Vec::with_capacity(rows.len());
        for row in rows {
            backlog.push(Backlog {
                stage: row.get(1)?.unwrap_or_default(),
                ready: row.get(2)?.unwrap_or_default(),
                in_flight: row.get(3)?.unwrap_or_default(),
            });
        }
        Ok(backlog)
    })
}

/// The stages that the table enables.
pub fn enabled_configs() -> Result<Vec<StageConfig>> {
    Spi::connect(|client| {
        let rows = statements::ENABLED_STAGES.run(client, &[])?;
        let mut configs = Vec::with_capacity(rows.len());
        for row in rows {
            configs.push(StageConfig {
                stage: row.get(1)?.unwrap_or_default(),
                queue: row.get(2)?.unwrap_or_default(),
                worker_endpoint: row.get(3)?.unwrap_or_default(),
                max_concurrency: row.get(4)?.unwrap_or_default(),
                trigger_batch_size: row.get(5)?.unwrap_or_default(),
                enabled: true,
            });
        }
        Ok(configs)
    })
}

/// Whether `pg_net` is there, and may be used by our owner.
pub fn require_net() -> Result<()> {
    let found = Spi::connect(|client| -> Result<Option<bool>> {
        let rows = statements::REQUIRE_NET.run(client, &[])?;
        statement::first_value(rows)
    })?;
    match found {
        Some(true) => Ok(()),
        Some(false) => Err(Error::set_up("dragonfly_owner may not use net.http_post").hint(
            "run SELECT dragonfly.install(), or as their owner: GRANT USAGE ON SCHEMA net TO dragonfly_owner; \
             GRANT EXECUTE ON FUNCTION net.http_post TO dragonfly_owner",
        )),
        None => Err(Error::set_up("pg_net is not installed").hint(
            "CREATE EXTENSION pg_net, then SELECT dragonfly.install(); or run dragonfly dispatch",
        )),
    }
}

/// A request to a worker.
pub struct Request<'a> {
    /// Where to.
    pub endpoint: &'a str,
    /// The stage that is to be worked on.
    pub stage: &'a str,
    /// The queue that the worker reads.
    pub queue: &'a str,
    /// What else the worker is told.
    pub payload: Option<RawJsonb>,
    /// Instead of the usual headers.
    pub headers: Option<RawJsonb>,
}

/// Hands a request to `pg_net`, which sends it after commit, and writes it down; its id there.
pub fn post(request: &Request<'_>) -> Result<Option<RawJsonb>> {
    let arguments = [
        request.endpoint.into(),
        request.stage.into(),
        request.queue.into(),
        request.payload.into(),
        request.headers.into(),
    ];
    let id = Spi::connect(|client| -> Result<_> {
        let rows = statements::POST.run(client, &arguments)?;
        statement::first_value(rows)
    })?;
    Ok(id.map(RawJsonb::move_here))
}

/// Starts one worker of a plan; the reason when that cannot be done, which undoes nothing else.
pub fn try_worker(trigger: &Trigger, source: &str) -> Result<Option<String>> {
    let payload = RawJsonb::of(&Json::object([("source", source.into())]));
    let arguments = [
        trigger.worker_endpoint.as_str().into(),
        trigger.stage.as_str().into(),
        trigger.queue.as_str().into(),
        payload.into(),
    ];
    Spi::connect(|client| {
        let mut rows = statements::TRY_WORKER.run(client, &arguments)?;
        let Some(row) = rows.next() else { return Ok(None) };
        // Without a key there is nothing to take out.
        Ok(row.get::<String>(1)?.or(row.get::<String>(2)?))
    })
}
