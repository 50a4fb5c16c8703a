//! Jobs and their stages: locked in this order, several of them by their keys.

use crate::content::statements;
use crate::statement::{self, Busy};
use std::collections::HashMap;

use dragonfly_domain::Uuid;
use dragonfly_domain::content::{JobState, Stage, StageRow};
use pgrx::Spi;
use pgrx::spi::SpiHeapTupleData;

use crate::error::Result;
use crate::ids;

/// A stage of a job.
pub type Key = (Uuid, String);

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
        let mut rows = statements::LOCK_JOB.run(client, &arguments)?;
        let status = rows.next().map_or(Ok(None), |row| row.get::<String>(1))?;
        Ok(JobState::of_status(status.as_deref()))
    })
}

/// Locks a job and one of its stages; `None` when one of them is not there.
pub fn lock(job_id: Uuid, stage: Stage<'_>) -> Result<Option<(JobState, StageRow)>> {
    Spi::connect(|client| {
        let arguments = [ids::datum(job_id).into(), stage.name().into()];
        let mut rows = statements::LOCK_JOB_AND_STAGE.run(client, &arguments)?;
        let Some(row) = rows.next() else { return Ok(None) };
        let job = JobState::of_status(row.get::<String>(1)?.as_deref());
        Ok(stage_row(&row, 2)?.map(|found| (job, found)))
    })
}

/// Locks jobs; with `taken` it notes that messages of theirs were taken.
pub fn lock_jobs(job_ids: &[Uuid], busy: Busy, taken: bool) -> Result<HashMap<Uuid, JobState>> {
    let job_ids: Vec<_> = job_ids.iter().copied().map(ids::datum).collect();
    let lock = match (busy, taken) {
        (Busy::Wait, true) => &statements::LOCK_CLAIMED_JOBS,
        (Busy::Skip, true) => &statements::LOCK_CLAIMED_JOBS_SKIP,
        (Busy::Wait, false) => &statements::LOCK_JOBS,
        (Busy::Skip, false) => &statements::LOCK_JOBS_SKIP,
    };
    Spi::connect(|client| {
        let rows = lock.run(client, &[job_ids.into()])?;
        let mut jobs = HashMap::with_capacity(rows.len());
        for row in rows {
            if let Some(id) = row.get::<pgrx::Uuid>(2)? {
                jobs.insert(ids::of(id), JobState::of_status(row.get::<String>(1)?.as_deref()));
            }
        }
        Ok(jobs)
    })
}

/// Which of these jobs there are, locked or not.
pub fn existing(job_ids: &[Uuid]) -> Result<Vec<Uuid>> {
    let job_ids: Vec<_> = job_ids.iter().copied().map(ids::datum).collect();
    Spi::connect(|client| {
        let rows = statements::EXISTING_JOBS.run(client, &[job_ids.into()])?;
        let id = |row: SpiHeapTupleData<'_>| Ok(row.get::<pgrx::Uuid>(1)?.map(ids::of));
        rows.map(id).filter_map(Result::transpose).collect()
    })
}

/// Locks stages whose jobs are locked; those that are there.
pub fn lock_stages(keys: &[Key]) -> Result<HashMap<Key, StageRow>> {
    Spi::connect(|client| {
        let arguments = [job_ids(keys).into(), stage_names(keys).into()];
        let rows = statements::LOCK_STAGES.run(client, &arguments)?;
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
        let rows = statements::JOB_STATUS.run(client, &arguments)?;
        statement::first_value(rows)
    })
}

/// The visibility timeout of a stage, in seconds.
pub fn visibility(job_id: Uuid, stage: Stage<'_>) -> Result<i32> {
    Spi::connect(|client| {
        let arguments = [ids::datum(job_id).into(), stage.name().into()];
        let rows = statements::VISIBILITY_TIMEOUTS.run(client, &arguments)?;
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
        statements::STAMP_CLAIMED.run(client, &arguments)?;
        Ok(())
    })
}

fn job_ids(keys: &[Key]) -> Vec<pgrx::Uuid> {
    keys.iter().map(|(job_id, _)| ids::datum(*job_id)).collect()
}

fn stage_names(keys: &[Key]) -> Vec<&str> {
    keys.iter().map(|(_, stage)| stage.as_str()).collect()
}
