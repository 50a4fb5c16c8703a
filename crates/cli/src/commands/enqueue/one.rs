//! One job from the arguments.

use std::fs;
use std::io;

use serde::Serialize;
use serde_json::value::RawValue;

use super::EnqueueArgs;
use super::job::{Delay, Job};
use crate::db::{Db, value};
use crate::failure::Failure;
use crate::out::Out;

const SEND: &str = "select public.queue_job($1::text::jsonb)";

#[derive(Serialize)]
struct Enqueued<'a> {
    kind: &'a str,
    idempotency_key: &'a str,
    msg_id: i64,
}

/// The job that the arguments describe.
pub fn job(args: &EnqueueArgs) -> Result<Job<'_>, Failure> {
    Ok(Job {
        kind: args.kind.as_deref().unwrap_or_default(),
        idempotency_key: args.key.as_deref().unwrap_or_default(),
        payload: args.payload.as_deref().map(payload).transpose()?,
        run_at: args.run_at.as_deref(),
        delay_seconds: args.delay_seconds.map(Delay::Seconds),
    })
}

/// Sends it and prints the message's id.
pub async fn send(job: &Job<'_>, db: &Db, out: &Out) -> Result<(), Failure> {
    let body = serde_json::to_string(job).map_err(|error| bad_json("--payload", &error))?;
    let rows = db.rows(SEND, &[&body]).await?;
    let Some(row) = rows.first() else { return Ok(()) };
    let Job { kind, idempotency_key, .. } = *job;
    let enqueued = Enqueued { kind, idempotency_key, msg_id: value(row)? };
    out.data(&enqueued, |enqueued| enqueued.msg_id.to_string())
}

fn payload(argument: &str) -> Result<Box<RawValue>, Failure> {
    let (place, text) = match argument.strip_prefix('@') {
        Some(name) => (name, fs::read_to_string(name)),
        None if argument == "-" => ("standard input", io::read_to_string(io::stdin())),
        None => ("--payload", Ok(argument.to_owned())),
    };
    let text = text.map_err(|error| Failure::Unreadable { name: place.to_owned(), error })?;
    RawValue::from_string(text).map_err(|error| bad_json(place, &error))
}

fn bad_json(place: &str, error: &serde_json::Error) -> Failure {
    Failure::BadInput {
        place: place.to_owned(),
        reason: format!("no JSON: {error}"),
        hint: "the payload is a JSON object such as '{\"judgment_id\": 4711}'; quote it against the \
               shell, or use @FILE",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_is_taken_as_written() {
        assert_eq!(payload("{\"a\": 1.10}").unwrap().get(), "{\"a\": 1.10}");
    }

    #[test]
    fn text_that_is_no_json_is_refused_here() {
        let failure = payload("{a: 1}").unwrap_err();
        assert!(failure.to_string().starts_with("--payload: no JSON: "), "{failure}");
        assert_eq!(failure.exit_code(), 2);
        assert!(payload("").is_err());
    }

    #[test]
    fn a_missing_file_is_named() {
        let failure = payload("@no/such.json").unwrap_err();
        assert!(failure.to_string().starts_with("cannot read no/such.json: "), "{failure}");
    }
}
