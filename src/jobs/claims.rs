//! Statements about the queue of what may be claimed; each is kept. None of them waits for a lock.

use crate::jobs::statements;
use crate::statement::{self};
use dragonfly_domain::jobs::Claim;
use dragonfly_domain::size::MAX_BATCH_BYTES;
use pgrx::Spi;
use pgrx::datum::{Timestamp, Uuid};
use pgrx::spi::SpiHeapTupleData;

use super::runs;
use crate::error::{Error, Result};
use crate::jsonb::RawJsonb;

/// A job on its way to a worker.
pub struct Taken {
    /// The job.
    pub job_id: Uuid,
    /// The run that was begun.
    pub run_id: Uuid,
    /// Which run of the job it is, from 1.
    pub attempt_no: i32,
    /// The job's type.
    pub kind: String,
    /// What is to be done.
    pub payload: RawJsonb,
    /// For which company.
    pub company_id: Option<String>,
    /// For which user.
    pub user_id: Option<String>,
}

/// Fails the runs whose lease has passed. Their jobs wait again while attempts are left; the trigger
/// on runs takes the others out of the queue. What somebody is working on right now is passed by.
///
/// Two statements: what a row of the queue says of its run is known only when nobody else can change it.
pub fn recover() -> Result<()> {
    let arguments = [pgrx::datum::clock_timestamp().into()];
    Spi::connect(|client| {
        let rows = statements::OVERDUE.run(client, &arguments)?;
        let due: Vec<Uuid> = statement::first_column(rows)?;
        if !due.is_empty() {
            statements::RECLAIM.run(client, &[due.into()])?;
        }
        Ok(())
    })
}

/// Begins a run of each of the oldest jobs that wait, oldest first. Passes by what others hold: a job
/// that is being claimed, cancelled or removed.
///
/// Two statements: while the first looked for a row that it could lock, others may have begun and ended
/// a run of the same job, and only a later snapshot shows the number of that run.
pub fn claim(claim: &Claim<'_>) -> Result<Vec<Taken>> {
    let arguments = [
        claim.types.clone().into(),
        i64::from(claim.quantity).into(),
        claim.worker.into(),
        claim.lease_seconds.into(),
        pgrx::datum::clock_timestamp().into(),
    ];
    let leased: Vec<Uuid> = Spi::connect(|client| -> Result<_> {
        let rows = statements::CLAIM.run(client, &arguments)?;
        let mut leased: Vec<_> = rows
            .map(|row| Ok((row.get::<Timestamp>(2)?, row.get::<Uuid>(1)?)))
            .collect::<Result<_>>()?;
        leased.sort_by_key(|(created_at, id)| {
            (created_at.map(Timestamp::into_inner), id.map(|id| *id.as_bytes()))
        });
        Ok(leased.into_iter().filter_map(|(_, id)| id).collect())
    })?;
    let mut begun = Begun::default();
    let mut chunks = leased.chunks(AT_ONCE);
    for chunk in chunks.by_ref() {
        begun.begin(chunk)?;
        if begun.bytes > MAX_BATCH_BYTES {
            break;
        }
    }
    give_back(chunks.flatten().copied().collect())?;
    Ok(begun.taken)
}

/// Jobs whose runs begin together; then their size is looked at.
const AT_ONCE: usize = 16;

/// The jobs of a claim, as far as their runs have begun.
#[derive(Default)]
struct Begun {
    taken: Vec<Taken>,
    bytes: usize,
}

impl Begun {
    /// Begins runs. The run of a job that nobody can be handed ends at once; only a row from before the
    /// extension can be such a job.
    fn begin(&mut self, job_ids: &[Uuid]) -> Result<()> {
        for job in begin(job_ids.to_vec())? {
            let size = job.payload.size();
            if size.can_be_handed_out() {
                self.bytes += size.bytes();
                self.taken.push(Taken { payload: job.payload.move_here(), ..job });
            } else {
                let reason =
                    format!("payload is too large to be handed out: {} bytes", size.bytes());
                runs::fail(job.run_id, &reason, None)?;
                job.payload.free();
            }
        }
        Ok(())
    }
}

fn begin(job_ids: Vec<Uuid>) -> Result<Vec<Taken>> {
    if job_ids.is_empty() {
        return Ok(Vec::new());
    }
    Spi::connect(|client| {
        let rows = statements::BEGIN_RUNS.run(client, &[job_ids.into()])?;
        rows.map(|row| taken(&row)).collect()
    })
}

/// Jobs that were leased and do not fit into the answer wait again, as if they had not been looked at.
fn give_back(job_ids: Vec<Uuid>) -> Result<()> {
    if job_ids.is_empty() {
        return Ok(());
    }
    Spi::connect(|client| {
        statements::GIVE_BACK.run(client, &[job_ids.into()])?;
        Ok(())
    })
}

fn taken(row: &SpiHeapTupleData<'_>) -> Result<Taken> {
    let missing = || Error::internal("a claimed job has no id");
    Ok(Taken {
        job_id: row.get::<Uuid>(1)?.ok_or_else(missing)?,
        run_id: row.get::<Uuid>(2)?.ok_or_else(missing)?,
        attempt_no: row.get::<i32>(3)?.unwrap_or_default(),
        kind: row.get::<String>(4)?.unwrap_or_default(),
        payload: row.get::<RawJsonb>(5)?.ok_or_else(missing)?,
        company_id: row.get::<String>(6)?,
        user_id: row.get::<String>(7)?,
    })
}
