//! What `dragonfly.doctor()` says, and what to make of a database that has no doctor.

use super::report::{Check, Report, Status};
use crate::db::{Db, Refusal, value};
use crate::failure::Failure;

const DOCTOR: &str = "select coalesce(jsonb_agg(to_jsonb(found)), '[]')::text
                      from dragonfly.doctor() as found";
const PING: &str = "select public.queue_job(
    jsonb_build_object('kind', 'enrich', 'idempotency_key', 'doctor:ping', 'payload', '{}'::jsonb))";

/// Adds the lines of the database's own doctor.
pub async fn examine(db: &Db, report: &mut Report) -> Result<(), Failure> {
    match db.json::<Vec<Check>>(DOCTOR, &[]).await {
        Ok(checks) => {
            report.good("database", "it answers");
            for check in checks {
                report.add(check);
            }
        }
        Err(Failure::Database(refusal) | Failure::Refused(refusal)) => {
            let failure = Failure::Database(refusal.clone());
            match refusal.state.as_deref() {
                // No such schema, no such function: the database can be asked, and has nothing to say.
                Some("3F000" | "42883") => absent(report, &failure),
                Some("42501") => denied(report, refusal),
                Some(_) => report.bad("doctor", refusal.message, refusal.hint.unwrap_or_default()),
                None => report.blind("database", &failure),
            }
        }
        Err(failure) => return Err(failure),
    }
    Ok(())
}

fn absent(report: &mut Report, failure: &Failure) {
    let detail = format!("dragonfly_queue is not in this database ({failure})");
    report.bad("extension", detail, failure.hint().unwrap_or_default());
}

fn denied(report: &mut Report, refusal: Refusal) {
    report.add(Check {
        check_name: "doctor".to_owned(),
        status: Status::Fail,
        detail: refusal.message,
        hint: Some("connect as a member of service_role or enforcement_operator".to_owned()),
        blind: true,
    });
}

/// Queues a job in SQL.
pub async fn ping(db: &Db, report: &mut Report) {
    let name = "ping";
    match db.rows(PING, &[]).await {
        Ok(rows) => match rows.first().map(value::<i64>) {
            Some(Ok(id)) => report.good(name, format!("job doctor:ping is message {id} of enrich")),
            _ => report.bad(name, "queue_job answered no id", "run SELECT dragonfly.install()"),
        },
        Err(failure) => {
            report.bad(name, failure.to_string(), failure.hint().unwrap_or_default());
        }
    }
}
