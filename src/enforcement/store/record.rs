//! The one statement by which a call changes a case: the change itself, its history, its event and the
//! notification, or none of them.

use crate::statement::Statement;
use dragonfly_domain::enforcement::{Case, Delta, EventKind};
use dragonfly_domain::json::Json;
use dragonfly_domain::{Timestamp, Uuid};
use pgrx::Spi;
use pgrx::datum::DatumWithOid;

use crate::error::Result;
use crate::jsonb::RawJsonb;
use crate::{clock, ids};

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

/// The change: a statement whose own arguments begin at `$15`; `$1` is the case and `$2` its judgment.
pub struct Update<'a> {
    /// Writes it, and the record with it.
    pub statement: &'static Statement,
    /// The arguments.
    pub arguments: Vec<DatumWithOid<'a>>,
}

/// Writes change and record.
pub fn write(record: &Record<'_>, update: Update<'_>) -> Result<()> {
    let mut arguments = record.arguments();
    arguments.extend(update.arguments);
    Spi::connect(|client| {
        update.statement.run(client, &arguments)?;
        Ok(())
    })
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
