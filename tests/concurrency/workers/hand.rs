//! One worker: it polls, runs handlers and reports, and notes what it was told.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use postgres::types::{ToSql, Type};
use postgres::{Client, Error};
use serde_json::Value;

use super::yard::{Fate, SPELLINGS, worker};
use crate::support::{Dice, Place};

/// Past the second for which a job is leased.
const LONG: Duration = Duration::from_millis(1200);

/// A job in a worker's hands.
#[derive(Debug, Clone)]
struct Job {
    msg_id: i64,
    attempt: i32,
    key: String,
    fate: Fate,
}

/// What a worker was told, over all of its connections.
#[derive(Debug, Default)]
pub struct Told {
    /// Messages whose success counted.
    pub completed: Vec<i64>,
    /// How many failures counted and come again.
    pub retries: usize,
    /// How many failures counted and are dead.
    pub dead: usize,
    /// How many reports came too late.
    pub lost: usize,
    /// How many reports were under way when the connection broke.
    pub unknown: usize,
}

/// A worker; it outlives its connections.
pub struct Hand<'a> {
    place: &'a Place,
    id: String,
    /// The queue as this worker spells it.
    queue: &'static str,
    dice: Dice,
    client: Option<Client>,
    late: VecDeque<(Instant, Job)>,
    /// What it was told so far.
    pub told: Told,
}

impl<'a> Hand<'a> {
    /// The worker of that number.
    pub fn new(place: &'a Place, number: usize) -> Self {
        let dice = Dice::of_session(number);
        let (id, late) = (worker(number), VecDeque::new());
        let queue = SPELLINGS[number % 2];
        Self { place, id, queue, dice, client: None, late, told: Told::default() }
    }

    /// Polls once and handles what it gets; false when there was nothing or no server.
    pub fn shift(&mut self) -> bool {
        if self.client.is_none() {
            self.client = self.place.try_connect().ok();
        }
        if self.client.is_none() {
            return false;
        }
        match self.try_shift() {
            Ok(worked) => worked,
            Err(error) => {
                let lost = error.is_closed() || error.code().is_none_or(is_of_a_shutdown);
                assert!(lost, "{error:?}");
                self.client = None;
                true
            }
        }
    }

    fn try_shift(&mut self) -> Result<bool, Error> {
        self.report_the_late()?;
        let jobs = self.poll()?;
        let mut done = Vec::new();
        for job in &jobs {
            let first = job.attempt == 1;
            match job.fate {
                Fate::Late => self.late.push_back((Instant::now(), job.clone())),
                Fate::Dies => return self.die(),
                Fate::DiesOnce if first => return self.die(),
                Fate::Fails => self.fail(job, true)?,
                Fate::FailsOnce if first => self.fail(job, true)?,
                Fate::Hopeless => self.fail(job, false)?,
                _ if self.dice.heads() => self.succeed(job)?,
                _ => done.push(job.msg_id),
            }
        }
        if !done.is_empty() {
            self.succeed_many(&done)?;
        }
        Ok(!jobs.is_empty())
    }

    /// Takes up to twenty jobs and writes down that their handlers run.
    fn poll(&mut self) -> Result<Vec<Job>, Error> {
        let quantity = i32::try_from(self.dice.roll(20) + 1).unwrap();
        let sql = format!(
            "with job as materialized (
                 select msg_id, attempt, envelope from workers.poll('{}', $1::text::uuid, $2)),
             run as (insert into runs
                     select envelope ->> 'idempotency_key', msg_id, attempt from job)
             select msg_id, attempt, envelope from job",
            self.queue
        );
        let id = self.id.clone();
        let rows = self.ask(&sql, &[(&id, Type::TEXT), (&quantity, Type::INT4)])?;
        let job = |row: &postgres::Row| {
            let envelope: Value = row.get(2);
            Job {
                msg_id: row.get(0),
                attempt: row.get(1),
                key: envelope["idempotency_key"].as_str().unwrap().to_owned(),
                fate: Fate::of(envelope["payload"]["fate"].as_str().unwrap()),
            }
        };
        Ok(rows.iter().map(job).collect())
    }

    fn succeed(&mut self, job: &Job) -> Result<(), Error> {
        let sql = format!(
            "select workers.succeed('{}', $1, $2::text::uuid, to_jsonb($3::text), $4)",
            self.queue
        );
        let (id, key) = (self.id.clone(), job.key.clone());
        let counted: bool = self.report(
            &sql,
            &[
                (&job.msg_id, Type::INT8),
                (&id, Type::TEXT),
                (&key, Type::TEXT),
                (&job.attempt, Type::INT4),
            ],
        )?[0]
            .get(0);
        if counted {
            self.told.completed.push(job.msg_id);
        } else {
            self.told.lost += 1;
        }
        Ok(())
    }

    fn succeed_many(&mut self, msg_ids: &[i64]) -> Result<(), Error> {
        let sql = format!("select workers.succeed_many('{}', $1, $2::text::uuid)", self.queue);
        let id = self.id.clone();
        let rows = self.report(&sql, &[(&msg_ids, Type::INT8_ARRAY), (&id, Type::TEXT)])?;
        self.told.lost += msg_ids.len() - rows.len();
        self.told.completed.extend(rows.iter().map(|row| row.get::<_, i64>(0)));
        Ok(())
    }

    fn fail(&mut self, job: &Job, retryable: bool) -> Result<(), Error> {
        let sql =
            format!("select workers.fail('{}', $1, $2::text::uuid, 'no', $3, $4)", self.queue);
        let id = self.id.clone();
        let answer: Value = self.report(
            &sql,
            &[
                (&job.msg_id, Type::INT8),
                (&id, Type::TEXT),
                (&retryable, Type::BOOL),
                (&job.attempt, Type::INT4),
            ],
        )?[0]
            .get(0);
        match answer["dead"].as_bool() {
            Some(true) => self.told.dead += 1,
            Some(false) => self.told.retries += 1,
            None => self.told.lost += 1,
        }
        Ok(())
    }

    /// Reports what was done long ago. Its lease is over, but it may still be this worker's.
    fn report_the_late(&mut self) -> Result<(), Error> {
        while self.late.front().is_some_and(|(since, _)| since.elapsed() > LONG) {
            if let Some((_, job)) = self.late.pop_front() {
                self.succeed(&job)?;
            }
        }
        Ok(())
    }

    /// The worker is gone from one moment to the next, with everything in its hands.
    fn die(&mut self) -> Result<bool, Error> {
        self.late.clear();
        self.ask("select pg_terminate_backend(pg_backend_pid())", &[]).map(|_| true)
    }

    fn report(
        &mut self,
        sql: &str,
        parameters: &[(&(dyn ToSql + Sync), Type)],
    ) -> Result<Vec<postgres::Row>, Error> {
        let answer = self.ask(sql, parameters);
        self.told.unknown += usize::from(answer.is_err());
        answer
    }

    fn ask(
        &mut self,
        sql: &str,
        parameters: &[(&(dyn ToSql + Sync), Type)],
    ) -> Result<Vec<postgres::Row>, Error> {
        self.client.as_mut().unwrap().query_typed(sql, parameters)
    }
}

fn is_of_a_shutdown(code: &postgres::error::SqlState) -> bool {
    code.code().starts_with("57P")
}
