//! What a reader took, sorted by size: what is handed out, what goes back because the batch is full, and
//! what nobody can be handed. No message may stop a reader, so sizes are looked at before anything is built.

use crate::queue::statements;
use crate::statement::On;
use dragonfly_domain::field::{Field, excerpt};
use dragonfly_domain::json::Json;
use dragonfly_domain::size::{Batch, Size, Verdict};
use pgrx::Spi;
use pgrx::spi::{SpiHeapTupleData, SpiTupleTable};

use crate::error::Result;
use crate::jsonb::RawJsonb;

/// How much of a message that cannot be handed out is kept for people, in characters.
const EXCERPT: usize = 1000;
/// Fields that say which job the message was.
const IDENTITY: [&str; 6] =
    ["kind", "idempotency_key", "job_id", "stage", "entity_type", "entity_id"];

/// Messages of one read.
pub struct Sifted<T> {
    /// Those that are handed out.
    pub fitting: Vec<T>,
    /// Ids of those that go back.
    pub surplus: Vec<i64>,
    /// Those that nobody can be handed.
    pub oversized: Vec<Oversized>,
}

/// A message that nobody can be handed.
pub struct Oversized {
    /// Its id.
    pub msg_id: i64,
    /// Its body.
    pub message: RawJsonb,
    /// How large it is.
    pub size: Size,
}

/// Sorts rows of which the first column is the message's id and column `body` the message. `make` is called
/// for what is handed out. A message behind the end of the batch is not even unpacked.
pub fn sift<T>(
    rows: SpiTupleTable<'_>,
    body: usize,
    make: impl Fn(&SpiHeapTupleData<'_>, i64, Option<RawJsonb>) -> Result<T>,
) -> Result<Sifted<T>> {
    let fitting = Vec::with_capacity(rows.len());
    let mut sifted = Sifted { fitting, surplus: Vec::new(), oversized: Vec::new() };
    let mut batch = Batch::default();
    for row in rows {
        let msg_id = row.get::<i64>(1)?.unwrap_or_default();
        if batch.is_full() {
            sifted.surplus.push(msg_id);
            continue;
        }
        let message = row.get::<RawJsonb>(body)?;
        let size = message.map(RawJsonb::size).unwrap_or_default();
        match (batch.admit(size), message) {
            (Verdict::HandOut, message) => sifted.fitting.push(make(&row, msg_id, message)?),
            (Verdict::SetAside, Some(message)) => {
                sifted.oversized.push(Oversized { msg_id, message, size });
            }
            (Verdict::GiveBack | Verdict::SetAside, message) => {
                sifted.surplus.push(msg_id);
                message.into_iter().for_each(RawJsonb::free);
            }
        }
    }
    Ok(sifted)
}

impl Oversized {
    /// A short text field of the message.
    pub fn field(&self, name: &str) -> Option<String> {
        match self.message.get(name).field() {
            Field::Text(text) => Some(excerpt(&text, EXCERPT)),
            _ => None,
        }
    }

    /// What the dead letters keep: the message itself where Postgres can write it as text, else its stub.
    pub fn kept(&self) -> Option<RawJsonb> {
        if self.size.can_be_written() { Some(self.message) } else { self.stub() }
    }

    /// The fields that name the job, the size, the beginning.
    fn stub(&self) -> Option<RawJsonb> {
        let bytes = |bytes: usize| Json::from(i64::try_from(bytes).unwrap_or(i64::MAX));
        let known = IDENTITY.into_iter().filter_map(|name| Some((name, self.field(name)?.into())));
        let mut fields: Vec<(&'static str, Json)> = known.collect();
        let measured = [
            ("jsonb_bytes", bytes(self.size.jsonb)),
            ("text_bytes", bytes(self.size.text)),
            ("excerpt", excerpt(&self.message, EXCERPT).into()),
        ];
        fields.push(("oversized", Json::object(measured)));
        RawJsonb::of(&Json::Object(fields))
    }
}

/// Leaves of messages that Postgres cannot write as text only what is shown of them, so that the archive and
/// the dead letters stay readable. The others stay whole.
pub fn shrink(queue: &str, oversized: &[Oversized]) -> Result<()> {
    let unwritable = || oversized.iter().filter(|message| !message.size.can_be_written());
    if unwritable().next().is_none() {
        return Ok(());
    }
    let arguments = [
        unwritable().map(|message| message.msg_id).collect::<Vec<_>>().into(),
        unwritable().map(Oversized::stub).collect::<Vec<_>>().into(),
    ];
    Spi::connect(|client| {
        statements::SHRINK.run_on(client, On::queue(queue), &arguments)?;
        Ok(())
    })
}
