//! A batch of jobs: every element is checked before the first is sent.

use std::collections::{HashMap, HashSet};

use dragonfly_domain::Timestamp;
use dragonfly_domain::field::excerpt;
use dragonfly_domain::queue::{FIELDS, Job, JobFields, Kind, MAX_BATCH, QueueFault, RunAt};

use pgrx::datum::DatumWithOid;

use super::store;
use crate::element::Element;
use crate::error::{Error, Result};
use crate::jsonb::RawJsonb;
use crate::{clock, patience};

/// The fields of a job as they stand in a JSON body.
pub struct Body {
    unknown: Option<String>,
    kind: Element,
    key: Element,
    /// The job's own payload.
    pub payload: Element,
    run_at: Element,
    delay: Element,
}

impl Body {
    /// Reads the known fields; anything that is no object has none.
    pub fn read(body: Option<RawJsonb>) -> Self {
        let get = |key| body.map_or(Element::Absent, |body| body.get(key));
        Self {
            unknown: body.and_then(unknown),
            kind: get("kind"),
            key: get("idempotency_key"),
            payload: get("payload"),
            run_at: get("run_at"),
            delay: get("delay_seconds"),
        }
    }

    /// The same, as the rules take them.
    pub fn fields(&self) -> JobFields<'_> {
        JobFields {
            unknown: self.unknown.clone(),
            kind: self.kind.field(),
            key: self.key.field(),
            payload: self.payload.field(),
            payload_size: self.payload.nested().map(RawJsonb::size).unwrap_or_default(),
            run_at: RunAt::Field(self.run_at.field()),
            delay: self.delay.field(),
        }
    }
}

/// A field that a job does not have. Looked for by name only where there are more fields than known ones.
fn unknown(body: RawJsonb) -> Option<String> {
    let known = FIELDS.iter().filter(|name| !matches!(body.get(name), Element::Absent)).count();
    if !body.is_object() || body.len() == known {
        return None;
    }
    let names = body.entries().into_iter().map(|(name, _)| name);
    let mut unknown = names.filter(|name| !FIELDS.contains(&name.as_str()));
    unknown.next().map(|name| excerpt(&name, 100))
}

/// The jobs of one kind that go to its queue together, each key once.
#[derive(Default)]
pub struct Shipment<'a> {
    /// Idempotency keys in input order.
    pub keys: Vec<&'a str>,
    /// The payload of each.
    pub payloads: Vec<Option<RawJsonb>>,
    /// When each becomes visible.
    pub visible_at: Vec<Timestamp>,
}

impl Shipment<'_> {
    /// Keys, payloads, times of visibility, and the time of the call.
    pub fn arguments(&self, now: Timestamp) -> [DatumWithOid<'static>; 4] {
        let visible: Vec<_> = self.visible_at.iter().copied().map(clock::timestamptz).collect();
        [
            self.keys.clone().into(),
            self.payloads.clone().into(),
            visible.into(),
            now.to_string().into(),
        ]
    }
}

/// Sends all jobs or none; the ids in input order.
pub fn enqueue(jobs: Option<RawJsonb>) -> Result<Vec<i64>> {
    let now = clock::now();
    let bodies = bodies(jobs)?;
    let jobs = check(&bodies, now)?;
    let sent = send(&jobs, &bodies, now)?;
    Ok(jobs.iter().filter_map(|job| sent.ids.get(&(job.kind, job.key.as_ref())).copied()).collect())
}

/// Sends jobs whose keys nobody else can have; those keys that stood for a message before. What was queued
/// under them is another sender's.
pub fn enqueue_own(jobs: Option<RawJsonb>) -> Result<Vec<String>> {
    let now = clock::now();
    let bodies = bodies(jobs)?;
    let jobs = check(&bodies, now)?;
    let sent = send(&jobs, &bodies, now)?;
    let known = jobs.iter().filter(|job| !sent.new.contains(&(job.kind, job.key.as_ref())));
    Ok(known.map(|job| job.key.to_string()).collect())
}

/// The messages of a batch's jobs.
#[derive(Default)]
struct Sent<'a> {
    ids: HashMap<(Kind, &'a str), i64>,
    /// Those that were sent by this call.
    new: HashSet<(Kind, &'a str)>,
}

fn send<'a>(jobs: &'a [Job<'a>], bodies: &[Body], now: Timestamp) -> Result<Sent<'a>> {
    let mut sent = Sent::default();
    patience::bounded(|| {
        for kind in Kind::ALL {
            let of_kind: Vec<_> =
                jobs.iter().zip(bodies).filter(|(job, _)| job.kind == kind).collect();
            send_kind(kind, &of_kind, now, &mut sent)?;
        }
        Ok(())
    })?;
    Ok(sent)
}

fn bodies(jobs: Option<RawJsonb>) -> Result<Vec<Body>> {
    let jobs = jobs.filter(|jobs| jobs.is_array()).ok_or(QueueFault::JobsNotArray)?;
    if jobs.len() > MAX_BATCH {
        return Err(QueueFault::TooManyJobs(jobs.len()).into());
    }
    let elements = jobs.elements();
    Ok(elements.iter().map(|element| Body::read(element.nested())).collect())
}

/// A fault is the one that `queue_job` would report of that element alone.
fn check(bodies: &[Body], now: Timestamp) -> Result<Vec<Job<'_>>> {
    let checked = bodies.iter().enumerate().map(|(index, body)| {
        body.fields().check(now).map_err(|fault| {
            let hint = format!("{} Elements count from 0.", fault.hint());
            Error::from(fault)
                .of_function("queue_job")
                .detail(format!("element {index}"))
                .hint(hint)
        })
    });
    checked.collect()
}

/// Keys that nobody has are sent; the others are looked up; those purged in between go again.
fn send_kind<'a>(
    kind: Kind,
    jobs: &[(&'a Job<'a>, &Body)],
    now: Timestamp,
    all: &mut Sent<'a>,
) -> Result<()> {
    let mut missing = jobs.to_vec();
    let mut wakes = false;
    for _ in 0..store::ROUNDS {
        if missing.is_empty() {
            break;
        }
        let shipment = pack(&missing);
        let sent = store::send_many(kind, &shipment, now)?;
        let known = if sent.len() < shipment.keys.len() {
            store::known_many(kind, &shipment.keys)?
        } else {
            HashMap::new()
        };
        for (job, _) in &missing {
            let key = job.key.as_ref();
            if sent.contains_key(key) {
                wakes |= job.visible_at <= now;
                all.new.insert((kind, key));
            }
            if let Some(id) = sent.get(key).or_else(|| known.get(key)) {
                all.ids.insert((kind, key), *id);
            }
        }
        missing.retain(|(job, _)| !all.ids.contains_key(&(kind, job.key.as_ref())));
    }
    if !missing.is_empty() {
        return Err(store::swallowed());
    }
    if wakes { store::wake(kind.name()) } else { Ok(()) }
}

/// The first job of each key, in input order.
fn pack<'a>(jobs: &[(&'a Job<'a>, &Body)]) -> Shipment<'a> {
    let mut shipment = Shipment::default();
    let mut seen = HashSet::with_capacity(jobs.len());
    for (job, body) in jobs {
        if seen.insert(job.key.as_ref()) {
            shipment.keys.push(job.key.as_ref());
            shipment.payloads.push(body.payload.nested());
            shipment.visible_at.push(job.visible_at);
        }
    }
    shipment
}
