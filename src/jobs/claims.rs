//! Statements about the queue of what may be claimed; each is kept. None of them waits for a lock.

use dragonfly_domain::jobs::Claim;
use dragonfly_domain::queue::MAX_QUANTITY;
use dragonfly_domain::size::MAX_BATCH_BYTES;
use pgrx::datum::{IntoDatum, Timestamp, TimestampWithTimeZone, Uuid};
use pgrx::spi::SpiHeapTupleData;
use pgrx::{Spi, oids_of};

use super::runs;
use crate::error::{Error, Result};
use crate::jsonb::RawJsonb;
use crate::plan::{self, ANY_OF_FIRST, Text};

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
        let rows = plan::write(client, "due", "", &arguments, |_| {
            let sql = first_free(OVERDUE, "true", "queued.lease_until");
            Ok(Text::new(sql, oids_of![TimestampWithTimeZone]))
        })?;
        let due: Vec<Uuid> = plan::first_column(rows)?;
        if !due.is_empty() {
            plan::write(client, "recover", "", &[due.into()], |_| {
                Ok(Text::new(RECOVER, oids_of![Vec<Uuid>]))
            })?;
        }
        Ok(())
    })
}

/// A query for the ids of the first rows of the queue for which `is_free` holds and `also`, in that order,
/// each locked with its job; what others hold is passed by. A thousand at the most, as many as anybody may
/// ask for, which makes the planner look for the first rows.
///
/// Sorted before anything is locked, and locked one by one until there are enough: a lock below the sort
/// would take every job that there is. The limit that never bites keeps it so.
fn first_free(is_free: &str, also: &str, order: &str) -> String {
    format!(
        "select locked.job_id
         from (
             select queued.job_id from dragonfly.job_queue as queued
             where {is_free} and {also}
             order by {order}
             limit (select 9223372036854775807 as without_end)) as candidate
         cross join lateral (
             select held.id from public.jobs as held where held.id = candidate.job_id
             limit 1 for key share skip locked) as job
         cross join lateral (
             select queued.job_id from dragonfly.job_queue as queued
             where queued.job_id = candidate.job_id and {is_free}
             limit 1 for update skip locked) as locked
         limit {MAX_QUANTITY}"
    )
}

// A run can be gone (TRUNCATE), or over without a word to the queue (triggers that were off).
const RECOVER: &str = "
with due as materialized (
    select queued.job_id, queued.run_id, queued.attempts < queued.max_attempts as again
    from dragonfly.job_queue as queued where queued.job_id = any ($1)),
ending as materialized (
    select run.id from public.job_runs as run
    where run.id = any (array(select due.run_id from due))
      and run.status::text in ('pending', 'in_progress')
    for update skip locked),
astray as materialized (
    select due.job_id, due.again and run.id is null as again
    from due left join public.job_runs as run on run.id = due.run_id
    where run.id is null or run.status::text not in ('pending', 'in_progress')),
freed as (
    update dragonfly.job_queue as queued
    set run_id = null, lease_until = null, lease_seconds = null, worker = null
    where queued.job_id = any (array(
        select due.job_id from due join ending on ending.id = due.run_id where due.again
        union all select astray.job_id from astray where astray.again))),
dropped as (
    delete from dragonfly.job_queue as queued
    where queued.job_id = any (array(select astray.job_id from astray where not astray.again)))
update public.job_runs as run
set status = 'failed', error = 'lease expired', completed_at = pg_catalog.now() at time zone 'utc'
where run.id = any (array(select ending.id from ending))";

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
        let rows = plan::write(client, "lease", "", &arguments, |_| {
            let types = oids_of![Vec<String>, i64, String, i32, TimestampWithTimeZone];
            let candidates = first_free(WAITS, OF_TYPE, "queued.created_at, queued.job_id");
            Ok(Text::new(LEASE.replace("{candidates}", &candidates), types))
        })?;
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
        let rows = plan::write(client, "begin", "", &[job_ids.into()], |_| {
            Ok(Text::new(BEGIN.replace("{ANY_OF_FIRST}", ANY_OF_FIRST), oids_of![Vec<Uuid>]))
        })?;
        rows.map(|row| taken(&row)).collect()
    })
}

/// Jobs that were leased and do not fit into the answer wait again, as if they had not been looked at.
fn give_back(job_ids: Vec<Uuid>) -> Result<()> {
    if job_ids.is_empty() {
        return Ok(());
    }
    Spi::connect(|client| {
        plan::write(client, "give_back", "", &[job_ids.into()], |_| {
            let sql = format!(
                "update dragonfly.job_queue as queued
                 set run_id = null, attempts = queued.attempts - 1, worker = null, lease_seconds = null,
                     lease_until = null
                 where queued.job_id = {ANY_OF_FIRST}"
            );
            Ok(Text::new(sql, oids_of![Vec<Uuid>]))
        })?;
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

/// `$5` is the time of the call.
const WAITS: &str = "queued.run_id is null and queued.attempts < queued.max_attempts
             and coalesce(queued.available_at, '-infinity') <= $5";

const OVERDUE: &str = "queued.run_id is not null and queued.lease_until <= $1";

const OF_TYPE: &str = "coalesce(queued.type = any ((select $1)::text[]), (select $1) is null)";

// The planner cannot see through the limit around the candidates. A plain $2 would have the statement planned
// anew for each call.
const LEASE: &str = "
with taken as materialized (
    select candidate.job_id from ({candidates}) as candidate
    limit (select $2))
update dragonfly.job_queue as queued
set run_id = pg_catalog.gen_random_uuid(), attempts = queued.attempts + 1, worker = $3,
    available_at = null, lease_seconds = $4, lease_until = $5 + pg_catalog.make_interval(secs => $4)
where queued.job_id = any (array(select taken.job_id from taken))
returning queued.job_id, queued.created_at";

const BEGIN: &str = "
with begun as (
    insert into public.job_runs (id, job_id, attempt_no, status, progress, created_at, started_at)
    select queued.run_id, queued.job_id, coalesce(last.attempt_no, 0) + 1,
        'in_progress', '{}', pg_catalog.now() at time zone 'utc', pg_catalog.now() at time zone 'utc'
    from dragonfly.job_queue as queued
    cross join lateral (
        select max(earlier.attempt_no) as attempt_no from public.job_runs as earlier
        where earlier.job_id = queued.job_id) as last
    where queued.job_id = {ANY_OF_FIRST} and last.attempt_no is distinct from 2147483647
    returning id, job_id, attempt_no)
select begun.job_id, begun.id, begun.attempt_no,
    job.type::text, coalesce(job.payload, '{}'), job.company_id::text, job.user_id::text
from begun
cross join lateral (
    select queued.created_at from dragonfly.job_queue as queued
    where queued.job_id = begun.job_id limit 1) as queued
cross join lateral (
    select wanted.type, wanted.payload, wanted.company_id, wanted.user_id
    from public.jobs as wanted where wanted.id = begun.job_id limit 1) as job
order by queued.created_at, begun.job_id";
