//! What must hold when every job has ended. Each check answers what it found wrong.

use std::collections::HashSet;

use super::hand::Told;
use super::yard::{MAX_ATTEMPTS, QUEUE};
use crate::support::Place;
use crate::support::check::Violations;

/// Everything that holds at the end of any storm.
pub fn everything(place: &Place, told: &[Told]) -> Violations {
    let mut violations = ended_once(place);
    violations.extend(handlers_ran_as_often_as_allowed(place));
    violations.extend(acknowledged_once(place, told));
    violations.extend(nothing_is_left(place));
    violations
}

/// Every envelope is completed, or it is dead, in one letter and one line of the log.
pub fn ended_once(place: &Place) -> Violations {
    let sql = format!(
        "select format('%s (%s): %s, %s letters, %s in the log, %s archived', key, fate,
             coalesce(status::text, 'unknown'), letters, logged, archived)
         from (select distinct key, msg_id, fate from sent) as sent
         left join workers.processed_jobs as job
             on job.idempotency_key = key and job.queue_name = '{QUEUE}'
         left join (select (message ->> 'original_msg_id')::bigint as msg_id, count(*) as letters
             from pgmq.q_dead_letter group by 1) as letter using (msg_id)
         left join (select original_job_id as msg_id, count(*) as logged
             from workers.dead_letter_log where resolved_at is null group by 1) as log using (msg_id)
         left join (select msg_id, count(*) as archived
             from pgmq.a_{QUEUE} group by 1) as archive using (msg_id)
         where not coalesce(job.job_id = sent.msg_id and archived = 1 and case status::text
             when 'completed' then letters is null and logged is null
                 and fate not in ('fails', 'hopeless', 'dies')
             when 'failed' then letters = 1 and logged = 1
         end, false)"
    );
    texts(place, &sql)
}

/// No handler ran too often, and no two runs of one job were the same attempt.
pub fn handlers_ran_as_often_as_allowed(place: &Place) -> Violations {
    let sql = format!(
        "select format('%s: attempts %s', key, array_agg(attempt order by attempt)) from runs
         group by key
         having count(*) > {MAX_ATTEMPTS} or count(*) <> count(distinct attempt)"
    );
    texts(place, &sql)
}

/// Whose success counted is completed, and no success counted twice.
pub fn acknowledged_once(place: &Place, told: &[Told]) -> Violations {
    let sql = format!(
        "select job_id from workers.processed_jobs
         where queue_name = '{QUEUE}' and status = 'completed'"
    );
    let rows = place.connect().query(&sql, &[]).unwrap();
    let completed: HashSet<i64> = rows.iter().map(|row| row.get(0)).collect();
    let mut seen = HashSet::new();
    let mut violations = Violations::new();
    for id in told.iter().flat_map(|told| &told.completed) {
        if !seen.insert(id) {
            violations.push(format!("message {id} was completed twice"));
        }
        if !completed.contains(id) {
            violations.push(format!("message {id} was completed and is not"));
        }
    }
    violations
}

/// Nothing waits, and nobody holds anything.
pub fn nothing_is_left(place: &Place) -> Violations {
    texts(
        place,
        &format!(
            "select format('message %s waits', msg_id) from pgmq.q_{QUEUE}
             union all select format('%s is being worked on', idempotency_key)
             from workers.processed_jobs where status = 'processing'"
        ),
    )
}

/// The counters say what happened: what is completed, what failed and came again, what is dead. Of
/// reports under way when a connection broke nobody knows whether they counted.
pub fn counted(place: &Place, told: &[Told]) -> Violations {
    let row = place
        .connect()
        .query_one(
            &format!(
                "select total_processed, total_failed, dead_letters, depth, in_flight,
                     (select count(*) from workers.processed_jobs
                      where queue_name = '{QUEUE}' and status = 'completed'),
                     (select count(*) from workers.dead_letter_log)
                 from workers.v_queue_metrics where queue_name = '{QUEUE}'"
            ),
            &[],
        )
        .unwrap();
    let [processed, failed, letters, depth, in_flight, completed, dead] =
        [0, 1, 2, 3, 4, 5, 6].map(|column| row.get::<_, i64>(column));
    let sum = |of: fn(&Told) -> usize| i64::try_from(told.iter().map(of).sum::<usize>()).unwrap();
    let least = sum(|told| told.retries) + dead;
    let mut violations = Violations::new();
    if (processed, letters, depth, in_flight) != (completed, dead, 0, 0) {
        violations.push(format!(
            "{processed} processed of {completed}, {letters} letters of {dead}, \
             {depth} waiting, {in_flight} in flight"
        ));
    }
    if !(least..=least + sum(|told| told.unknown)).contains(&failed) {
        violations.push(format!("{failed} failed instead of {least} or a few more"));
    }
    violations
}

fn texts(place: &Place, sql: &str) -> Violations {
    place.connect().query(sql, &[]).unwrap().iter().map(|row| row.get(0)).collect()
}
