//! The one statement by which a call changes a case: the change itself, its history, its event and the
//! notification, or none of them.

use dragonfly_domain::enforcement::{Case, Delta, EventKind};
use dragonfly_domain::json::Json;
use dragonfly_domain::{Timestamp, Uuid};
use pgrx::datum::{DatumWithOid, IntoDatum, TimestampWithTimeZone};
use pgrx::pg_sys::PgOid;
use pgrx::{Spi, oids_of};

use crate::error::Result;
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};
use crate::{clock, columns, ids};

/// What a call leaves behind besides the change.
pub struct Record<'a> {
    /// The case as it is afterwards.
    pub case: &'a Case,
    /// What changed; nothing changed means no row in the history.
    pub delta: Delta,
    /// Note of the history and the event.
    pub note: Option<&'a str>,
    /// Who did it.
    pub actor: &'a str,
    /// The event, when there is one.
    pub event: Option<Event<'a>>,
}

/// An event on its way into the table.
pub struct Event<'a> {
    /// Its id.
    pub id: Uuid,
    /// Its kind, also written to `event_type` for older clients.
    pub kind: EventKind,
    /// Its payload.
    pub payload: Option<RawJsonb>,
    /// Its metadata; the actor is added.
    pub metadata: Option<RawJsonb>,
    /// When it happened; now when not given.
    pub date: Option<Timestamp>,
    /// Storage key.
    pub document_path: Option<&'a str>,
    /// The task that it closes.
    pub related_task_id: Option<Uuid>,
    /// Key of a payment.
    pub idempotency_key: Option<&'a str>,
}

impl Event<'_> {
    /// A new event of that kind.
    pub fn new(kind: EventKind, payload: &Json) -> Self {
        Self {
            id: ids::new(),
            kind,
            payload: RawJsonb::of(payload),
            metadata: None,
            date: None,
            document_path: None,
            related_task_id: None,
            idempotency_key: None,
        }
    }
}

/// The change: common table expressions whose arguments begin at `$15`; `$1` is the case and `$2` its
/// judgment.
pub struct Update<'a> {
    /// Name of the kept statement.
    pub name: &'static str,
    /// Each `name as (…)`; none when nothing but the record is written.
    pub parts: Vec<&'static str>,
    /// Types of the arguments.
    pub types: Vec<PgOid>,
    /// The arguments.
    pub arguments: Vec<DatumWithOid<'a>>,
}

const RECORD: &str = "
entry as (
    insert into public.enforcement_history
        (judgment_id, stage, note, changed_by, enforcement_case_id, actor_type, delta)
    select $2, $3::[public.enforcement_history.stage], $4, $5, $1,
           'rpc'::[public.enforcement_history.actor_type], $6
    where $6 is not null),
event as (
    insert into public.enforcement_events
        (id, case_id, event_type, event_kind, event_date, notes, metadata, document_path,
         related_task_id, payload, idempotency_key)
    select $7, $1, $8::[public.enforcement_events.event_type],
           $8::public.enforcement_event_kind, coalesce($9, pg_catalog.now()), $4,
           coalesce($10, '{}') || pg_catalog.jsonb_build_object('actor', $5), $11, $12,
           coalesce($13, '{}'), $14
    where $7 is not null)
select pg_catalog.pg_notify('enforcement_events_channel', pg_catalog.jsonb_build_object(
    'event_id', $7, 'case_id', $1, 'event_kind', $8)::text)
where $7 is not null";

/// Writes change and record.
pub fn write(record: &Record<'_>, update: Update<'_>) -> Result<()> {
    let Update { name, parts, types, arguments } = update;
    let mut all = record.arguments();
    all.extend(arguments);
    Spi::connect(|client| {
        plan::write(client, name, "", &all, |client| {
            let parts = [&parts[..], &[RECORD]].concat().join(",");
            let sql = columns::typed(client, &format!("with {parts}"))?;
            let mut all_types = record_types();
            all_types.extend(types);
            Ok(Text::new(sql, all_types))
        })?;
        Ok(())
    })
}

fn record_types() -> Vec<PgOid> {
    oids_of![
        pgrx::Uuid,
        i64,
        String,
        String,
        String,
        RawJsonb,
        pgrx::Uuid,
        String,
        TimestampWithTimeZone,
        RawJsonb,
        String,
        pgrx::Uuid,
        RawJsonb,
        String
    ]
    .into()
}

impl Record<'_> {
    fn arguments(&self) -> Vec<DatumWithOid<'_>> {
        let event = self.event.as_ref();
        let stage = self.case.current_stage.as_deref().unwrap_or("unknown");
        let delta = (!self.delta.is_empty()).then(|| self.delta.json());
        vec![
            ids::datum(self.case.id).into(),
            self.case.judgment_id.into(),
            stage.into(),
            self.note.into(),
            self.actor.into(),
            delta.as_ref().and_then(RawJsonb::of).into(),
            ids::argument(event.map(|event| event.id)),
            event.map(|event| event.kind.name()).into(),
            event.and_then(|event| event.date).and_then(clock::timestamptz).into(),
            event.and_then(|event| event.metadata).into(),
            event.and_then(|event| event.document_path).into(),
            ids::argument(event.and_then(|event| event.related_task_id)),
            event.and_then(|event| event.payload).into(),
            event.and_then(|event| event.idempotency_key).into(),
        ]
    }
}
