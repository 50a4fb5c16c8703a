//! What the dispatcher reads and writes: configured stages, their backlog, requests by `pg_net`.

use dragonfly_domain::content::{Backlog, StageConfig, Trigger};
use dragonfly_domain::json::Json;
use pgrx::datum::IntoDatum;
use pgrx::{Spi, oids_of};

use crate::columns;
use crate::error::{Error, Result};
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};

/// Ready and in flight by stage: open rows only, and every configured stage.
pub fn backlog() -> Result<Vec<Backlog>> {
    Spi::connect(|client| {
        let rows = plan::read(client, "backlog", "", &[], |_| Ok(Text::new(BACKLOG, [])))?;
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

// Rows of an application that had no available_at are ready.
const BACKLOG: &str = "
select stage, pg_catalog.sum(ready)::bigint, pg_catalog.sum(in_flight)::bigint
from (
    select stage::text as stage, 0 as ready, 0 as in_flight from public.content_stage_config
    union all
    select stage::text, pg_catalog.count(*), 0 from public.content_job_stages
    where status = 'queued' and (available_at <= pg_catalog.now() or available_at is null) group by stage
    union all
    select stage::text, 0, pg_catalog.count(*) from public.content_job_stages
    where status = 'processing' and finished_at is null and last_dequeued_at is not null group by stage
) as counted
group by stage order by stage";

/// The stages that the table enables.
pub fn enabled_configs() -> Result<Vec<StageConfig>> {
    Spi::connect(|client| {
        let rows = plan::read(client, "enabled_configs", "", &[], |_| {
            let sql = "select stage::text, queue::text, worker_endpoint::text, max_concurrency,
                              trigger_batch_size
                       from public.content_stage_config where enabled order by stage";
            Ok(Text::new(sql, []))
        })?;
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
        let rows = plan::read(client, "require_net", "", &[], |_| {
            let sql = "select pg_catalog.has_schema_privilege(schema.oid, 'usage')
                              and pg_catalog.has_function_privilege(request.oid, 'execute')
                       from pg_catalog.pg_namespace as schema
                       join pg_catalog.pg_proc as request on request.pronamespace = schema.oid
                       where schema.nspname = 'net' and request.proname = 'http_post'
                         and pg_catalog.oidvectortypes(request.proargtypes)
                             = 'text, jsonb, jsonb, jsonb, integer'";
            Ok(Text::new(sql, []))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<bool>()?) }
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
        let rows = plan::write(client, "post", "", &arguments, |client| {
            Ok(Text::new(
                columns::typed(client, POST)?,
                oids_of![String, String, String, RawJsonb, RawJsonb],
            ))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<RawJsonb>()?) }
    })?;
    Ok(id.map(RawJsonb::move_here))
}

// By named arguments: the third positional one of net.http_post is the query string, where a key would
// show in everybody's logs. What stands behind ? or before @ in an endpoint is nobody's business.
const POST: &str = "
with sent as materialized (
    select net.http_post(
        url := $1,
        body := pg_catalog.jsonb_build_object('stage', $2, 'queue', $3)
            || case when pg_catalog.jsonb_typeof($4) = 'object' then $4 else '{}' end,
        headers := coalesce($5, pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
            'Content-Type', 'application/json',
            'Authorization', 'Bearer ' || nullif(pg_catalog.current_setting(
                'app.settings.edge_function_service_role_key', true), '')))),
        timeout_milliseconds := 10000) as request_id),
event as (
    insert into public.content_job_events (stage, status, message, metadata)
    select $2::[public.content_job_events.stage], 'dispatched'::[public.content_job_events.status], 'Worker called', pg_catalog.jsonb_build_object(
        'endpoint', pg_catalog.regexp_replace(
            pg_catalog.split_part(pg_catalog.split_part($1, '?', 1), '#', 1), '//[^/]*@', '//'),
        'queue', $3, 'request_id', sent.request_id)
    from sent)
select pg_catalog.to_jsonb(sent.request_id) from sent";

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
        let mut rows = plan::write(client, "try_worker", "", &arguments, |_| {
            let sql = "select pg_catalog.replace(answer.of ->> 'error', nullif(pg_catalog.current_setting(
                                  'app.settings.edge_function_service_role_key', true), ''), '***'),
                              answer.of ->> 'error'
                       from (select dragonfly.try_content_worker($1, $2, $3, $4) as of) as answer";
            Ok(Text::new(sql, oids_of![String, String, String, RawJsonb]))
        })?;
        let Some(row) = rows.next() else { return Ok(None) };
        // Without a key there is nothing to take out.
        Ok(row.get::<String>(1)?.or(row.get::<String>(2)?))
    })
}
