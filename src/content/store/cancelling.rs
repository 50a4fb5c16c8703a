//! Cancelling a job that is locked.

use dragonfly_domain::Uuid;
use pgrx::datum::IntoDatum;
use pgrx::{Spi, oids_of};

use crate::error::Result;
use crate::plan::{self, Text};
use crate::{columns, ids};

/// Cancels the job and its open stages, with an event for each; their messages. `None` when the job was
/// completed before.
pub fn cancel(job_id: Uuid, reason: Option<&str>) -> Result<Option<Vec<(String, i64)>>> {
    let arguments = [ids::datum(job_id).into(), reason.into()];
    Spi::connect(|client| {
        let rows = plan::write(client, "cancel", "", &arguments, |client| {
            Ok(Text::new(columns::typed(client, CANCEL)?, oids_of![pgrx::Uuid, String]))
        })?;
        if rows.is_empty() {
            return Ok(None);
        }
        let mut messages = Vec::with_capacity(rows.len());
        for row in rows {
            messages.extend(row.get::<String>(1)?.zip(row.get::<i64>(2)?));
        }
        Ok(Some(messages))
    })
}

// The job gives a row of its own, so that one without open stages counts as cancelled too.
const CANCEL: &str = "
with job as (
    update public.content_jobs set status = 'cancelled'
    where id = $1 and status::text not in ('completed', 'cancelled')
    returning id, stage::text as stage),
open as (
    select stage.job_id, stage.stage
    from public.content_job_stages as stage join job on job.id = stage.job_id
    where stage.status::text not in ('completed', 'cancelled')
      and not (stage.status::text = 'failed' and stage.dead_lettered_at is not null)
    order by stage.job_id, stage.stage
    for no key update of stage),
stage as (
    update public.content_job_stages as stage
    set status = 'cancelled', finished_at = pg_catalog.now(), next_retry_at = null
    from open where stage.job_id = open.job_id and stage.stage = open.stage
    returning stage.stage::text as stage, stage.queue::text as queue, stage.msg_id),
event as (
    insert into public.content_job_events (job_id, stage, status, message, metadata)
    select job.id, touched.stage::[public.content_job_events.stage], 'cancelled'::[public.content_job_events.status], $2, '{}'
    from job, (select stage from stage
               union all
               select job.stage from job where not exists (select from stage)) as touched)
select queue, msg_id from stage
union all
select null, null from job";

/// Whether a queue of that name is there and ours to write.
pub fn is_queue(name: &str) -> Result<bool> {
    Spi::connect(|client| {
        let rows = plan::read(client, "is_queue", "", &[name.into()], |_| {
            let sql = "select where pg_catalog.has_table_privilege(pg_catalog.to_regclass(
                           pg_catalog.format('pgmq.%I', 'q_' || pg_catalog.lower($1 collate \"C\"))), 'delete')";
            Ok(Text::new(sql, oids_of![String]))
        })?;
        Ok(!rows.is_empty())
    })
}
