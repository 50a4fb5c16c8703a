//! Jobs and their stages: locked in this order, several of them by their keys.

use std::collections::HashMap;

use dragonfly_domain::Uuid;
use dragonfly_domain::content::{JobState, Stage, StageRow};
use pgrx::datum::IntoDatum;
use pgrx::spi::SpiHeapTupleData;
use pgrx::{Spi, oids_of};

use crate::error::Result;
use crate::plan::{self, ANY_OF_FIRST, AS_IF_ONE, Busy, Text};
use crate::{columns, ids};

/// A stage of a job.
pub type Key = (Uuid, String);

/// What `stage_row` reads.
const STAGE_ROW: &str = "stage.status::text, stage.queue::text, stage.msg_id, stage.attempt_count,
    stage.max_attempts, stage.dead_lettered_at is not null, stage.retry_delay_seconds, stage.priority";

fn stage_row(row: &SpiHeapTupleData<'_>, first: usize) -> Result<Option<StageRow>> {
    let Some(status) = row.get::<String>(first)? else { return Ok(None) };
    Ok(Some(StageRow {
        status,
        queue: row.get(first + 1)?,
        msg_id: row.get(first + 2)?,
        attempt_count: row.get(first + 3)?.unwrap_or_default(),
        max_attempts: row.get(first + 4)?.unwrap_or(5),
        dead_lettered: row.get(first + 5)?.unwrap_or_default(),
        retry_delay_seconds: row.get(first + 6)?.unwrap_or_default(),
        priority: row.get(first + 7)?.unwrap_or_default(),
    }))
}

/// Locks a job.
pub fn lock_job(job_id: Uuid) -> Result<JobState> {
    Spi::connect(|client| {
        let arguments = [ids::datum(job_id).into()];
        let mut rows = plan::write(client, "lock_job", "", &arguments, |_| {
            let sql =
                "select status::text from public.content_jobs where id = $1 for no key update";
            Ok(Text::new(sql, oids_of![pgrx::Uuid]))
        })?;
        let status = rows.next().map_or(Ok(None), |row| row.get::<String>(1))?;
        Ok(JobState::of_status(status.as_deref()))
    })
}

/// Locks a job and one of its stages; `None` when one of them is not there.
pub fn lock(job_id: Uuid, stage: Stage<'_>) -> Result<Option<(JobState, StageRow)>> {
    Spi::connect(|client| {
        let arguments = [ids::datum(job_id).into(), stage.name().into()];
        let mut rows = plan::write(client, "lock", "", &arguments, |_| {
            let sql = format!(
                "select job.status::text, {STAGE_ROW}
                 from public.content_jobs as job
                 join public.content_job_stages as stage on stage.job_id = job.id
                 where job.id = $1 and stage.job_id = $1 and stage.stage = $2
                 for no key update of job, stage"
            );
            Ok(Text::new(sql, oids_of![pgrx::Uuid, String]))
        })?;
        let Some(row) = rows.next() else { return Ok(None) };
        let job = JobState::of_status(row.get::<String>(1)?.as_deref());
        Ok(stage_row(&row, 2)?.map(|found| (job, found)))
    })
}

/// Locks jobs; with `taken` it notes that messages of theirs were taken.
pub fn lock_jobs(job_ids: &[Uuid], busy: Busy, taken: bool) -> Result<HashMap<Uuid, JobState>> {
    let job_ids: Vec<_> = job_ids.iter().copied().map(ids::datum).collect();
    let name = match (busy, taken) {
        (Busy::Wait, true) => "lock_jobs taken",
        (Busy::Skip, true) => "lock_jobs taken skip",
        (Busy::Wait, false) => "lock_jobs",
        (Busy::Skip, false) => "lock_jobs skip",
    };
    let (wait, note) = (busy.clause(), if taken { NOTE_TAKEN } else { "" });
    Spi::connect(|client| {
        let rows = plan::write(client, name, "", &[job_ids.into()], |_| {
            let sql = format!(
                "with locked as materialized (
                     select id, status::text as status
                     from public.content_jobs where id = {ANY_OF_FIRST}
                     order by id for no key update {wait}){note}
                 select status, id from locked"
            );
            Ok(Text::new(sql, oids_of![Vec<pgrx::Uuid>]))
        })?;
        let mut jobs = HashMap::with_capacity(rows.len());
        for row in rows {
            if let Some(id) = row.get::<pgrx::Uuid>(2)? {
                jobs.insert(ids::of(id), JobState::of_status(row.get::<String>(1)?.as_deref()));
            }
        }
        Ok(jobs)
    })
}

const NOTE_TAKEN: &str = ", noted as (
    update public.content_jobs as job set last_dequeued_at = pg_catalog.now()
    from locked where job.id = locked.id and locked.status <> 'cancelled')";

/// Which of these jobs there are, locked or not.
pub fn existing(job_ids: &[Uuid]) -> Result<Vec<Uuid>> {
    let job_ids: Vec<_> = job_ids.iter().copied().map(ids::datum).collect();
    Spi::connect(|client| {
        let rows = plan::write(client, "existing", "", &[job_ids.into()], |_| {
            let sql = format!("select id from public.content_jobs where id = {ANY_OF_FIRST}");
            Ok(Text::new(sql, oids_of![Vec<pgrx::Uuid>]))
        })?;
        let id = |row: SpiHeapTupleData<'_>| Ok(row.get::<pgrx::Uuid>(1)?.map(ids::of));
        rows.map(id).filter_map(Result::transpose).collect()
    })
}

/// Locks stages whose jobs are locked; those that are there.
pub fn lock_stages(keys: &[Key]) -> Result<HashMap<Key, StageRow>> {
    Spi::connect(|client| {
        let arguments = [job_ids(keys).into(), stage_names(keys).into()];
        let rows = plan::write(client, "lock_stages", "", &arguments, |_| {
            let sql = format!(
                "select {STAGE_ROW}, stage.job_id, stage.stage::text
                 from (select * from unnest($1, $2) with ordinality as wanted (job_id, stage, place)
                       where {AS_IF_ONE}) as wanted
                 join public.content_job_stages as stage
                     on stage.job_id = wanted.job_id and stage.stage = wanted.stage
                 order by stage.job_id, stage.stage
                 for no key update of stage"
            );
            Ok(Text::new(sql, oids_of![Vec<pgrx::Uuid>, Vec<String>]))
        })?;
        let mut stages = HashMap::with_capacity(rows.len());
        for row in rows {
            let key = row.get::<pgrx::Uuid>(9)?.map(ids::of).zip(row.get::<String>(10)?);
            if let Some((key, stage)) = key.zip(stage_row(&row, 1)?) {
                stages.insert(key, stage);
            }
        }
        Ok(stages)
    })
}

/// A job's status; `None` when there is no such job.
pub fn job_status(job_id: Uuid) -> Result<Option<String>> {
    Spi::connect(|client| {
        let arguments = [ids::datum(job_id).into()];
        let rows = plan::write(client, "job_status", "", &arguments, |_| {
            let sql = "select status::text from public.content_jobs where id = $1";
            Ok(Text::new(sql, oids_of![pgrx::Uuid]))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<String>()?) }
    })
}

/// The visibility timeout of a stage, in seconds.
pub fn visibility(job_id: Uuid, stage: Stage<'_>) -> Result<i32> {
    Spi::connect(|client| {
        let arguments = [ids::datum(job_id).into(), stage.name().into()];
        let rows = plan::write(client, "visibility", "", &arguments, |_| {
            let sql = "select visibility_timeout_seconds from public.content_job_stages
                       where job_id = $1 and stage = $2";
            Ok(Text::new(sql, oids_of![pgrx::Uuid, String]))
        })?;
        let seconds = if rows.is_empty() { None } else { rows.first().get_one::<i32>()? };
        Ok(seconds.unwrap_or(600))
    })
}

/// Notes on stages which message stands for them, when it was taken and for how long it is hidden.
pub fn stamp(keys: &[Key], msg_ids: Vec<i64>, queue: &str, visibility: i32) -> Result<()> {
    let arguments = [
        job_ids(keys).into(),
        stage_names(keys).into(),
        msg_ids.into(),
        queue.into(),
        visibility.into(),
    ];
    Spi::connect(|client| {
        plan::write(client, "stamp", "", &arguments, |client| {
            let types = oids_of![Vec<pgrx::Uuid>, Vec<String>, Vec<i64>, String, i32];
            Ok(Text::new(columns::typed(client, &STAMP.replace("{AS_IF_ONE}", AS_IF_ONE))?, types))
        })?;
        Ok(())
    })
}

// A message that somebody sent past enqueue_stage may have no row yet.
const STAMP: &str = "
with taken as (
    select * from unnest($1, $2, $3) with ordinality as taken (job_id, stage, msg_id, place)
    where {AS_IF_ONE}),
stamped as (
    update public.content_job_stages as stage
    set queue = $4, msg_id = taken.msg_id, last_dequeued_at = pg_catalog.now(),
        dead_lettered_at = null, dead_letter_reason = null,
        visibility_timeout_seconds = $5
    from taken
    where stage.job_id = taken.job_id and stage.stage = taken.stage
    returning stage.job_id, stage.stage::text as stage)
insert into public.content_job_stages (job_id, stage, status, queue, msg_id, last_queued_at,
    last_dequeued_at, visibility_timeout_seconds, priority, max_attempts, retry_delay_seconds)
select taken.job_id, taken.stage, 'queued'::[public.content_job_stages.status], $4, taken.msg_id, pg_catalog.now(), pg_catalog.now(), $5,
       coalesce(job.priority, 0), coalesce(job.max_attempts, 5), coalesce(job.retry_delay_seconds, 60)
from taken
join public.content_jobs as job on job.id = taken.job_id
where not exists (select from stamped
                  where stamped.job_id = taken.job_id and stamped.stage = taken.stage)
on conflict (job_id, stage) do nothing";

fn job_ids(keys: &[Key]) -> Vec<pgrx::Uuid> {
    keys.iter().map(|(job_id, _)| ids::datum(*job_id)).collect()
}

fn stage_names(keys: &[Key]) -> Vec<&str> {
    keys.iter().map(|(_, stage)| stage.as_str()).collect()
}
