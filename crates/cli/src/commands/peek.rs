//! `dragonfly peek`: the first messages of a queue, which stay where they are.

use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::context::Context;
use crate::db::{Db, Refusal, value};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::screen::{Column, Screen, Tone, age, or_dash};

/// `$1` a queue, in either spelling; pgmq names its table after the one that it was made with.
const TABLE: &str = "
    select format('pgmq.%I', relname) from pg_class,
        regexp_replace(lower(btrim($1)), '^q_', '') as plain
    where relnamespace = 'pgmq'::regnamespace and relkind in ('r', 'p')
      and relname in ('q_' || plain, 'q_q_' || plain)
    order by length(relname) limit 1";
/// `$1` so many. A message of a few bytes can be long as text: the table shows small ones only.
const FIRST: &str = "
    select coalesce(jsonb_agg(to_jsonb(first) order by msg_id), '[]')::text
    from (
        select msg_id, read_ct,
            case when vt <= clock_timestamp() then 'waiting'
                 when read_ct > 0 then 'taken' else 'delayed' end as state,
            case when isfinite(enqueued_at)
                 then floor(extract(epoch from clock_timestamp() - enqueued_at)) end as age_seconds,
            enqueued_at, vt as visible_at, message ->> 'idempotency_key' as idempotency_key,
            pg_column_size(message) as bytes,
            case when $2 = 'all' or pg_column_size(message) <= 2000 then message end as message
        from {table} order by msg_id limit $1::bigint) as first";
const COLUMNS: [Column; 6] = [
    Column::Figure("ID"),
    Column::Figure("STATE"),
    Column::Figure("AGE"),
    Column::Figure("READS"),
    Column::Text("KEY"),
    Column::Text("MESSAGE"),
];
const AFTER_HELP: &str = "\
Shows the oldest messages and takes none: nobody waits longer for them. STATE is waiting, taken by a worker (or \
hidden until its next attempt), or delayed. Long messages are shown by --json only.

Examples:
  dragonfly peek enrich
  dragonfly peek ingest_raw --limit 1 --json | jq '.messages[].message'";

/// Arguments of `dragonfly peek`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct PeekArgs {
    /// The queue.
    queue: String,
    /// So many messages at the most.
    #[arg(long, value_name = "N", default_value_t = 10,
          value_parser = clap::value_parser!(u32).range(1..=10_000))]
    limit: u32,
}

#[derive(Serialize)]
struct Peek<'a> {
    queue_name: &'a str,
    messages: Vec<Shown>,
}

#[derive(Deserialize, Serialize)]
struct Shown {
    msg_id: i64,
    /// How often it was taken.
    read_ct: i64,
    state: String,
    age_seconds: Option<f64>,
    enqueued_at: String,
    visible_at: String,
    idempotency_key: Option<String>,
    /// As the database keeps it.
    bytes: Option<i64>,
    message: Option<Box<RawValue>>,
}

/// Looks.
pub async fn run(args: &PeekArgs, context: &Context) -> Result<Exit, Failure> {
    let db = context.connect().await?;
    let table = table(&db, &args.queue).await?;
    let which = if context.out.is_json() { "all" } else { "small" };
    let sql = FIRST.replace("{table}", &table);
    let messages = db.json(&sql, &[&args.limit.to_string(), which]).await?;
    let peek = Peek { queue_name: &args.queue, messages };
    context.out.data(&peek, |peek| text(&peek.messages, context.out.screen))?;
    Ok(Exit::Fine)
}

async fn table(db: &Db, queue: &str) -> Result<String, Failure> {
    let found = db.rows(TABLE, &[queue]).await?.first().map(value).transpose()?;
    found.ok_or_else(|| {
        Failure::Refused(Refusal {
            message: format!("there is no queue {queue:?}"),
            hint: Some("dragonfly queues shows which there are".to_owned()),
            ..Refusal::default()
        })
    })
}

fn text(messages: &[Shown], screen: Screen) -> String {
    if messages.is_empty() {
        return "the queue is empty".to_owned();
    }
    screen.table(&COLUMNS, messages.iter().map(|message| (Tone::Plain, cells(message))).collect())
}

fn cells(of: &Shown) -> Vec<String> {
    #[allow(clippy::cast_possible_truncation)] // whole seconds of a few years
    let age = of.age_seconds.map(|seconds| age(seconds as i64));
    let message = match (&of.message, of.bytes) {
        (Some(message), _) => message.get().to_owned(),
        (None, Some(bytes)) => format!("({bytes} bytes)"),
        (None, None) => "-".to_owned(),
    };
    vec![
        of.msg_id.to_string(),
        of.state.clone(),
        or_dash(age),
        of.read_ct.to_string(),
        or_dash(of.idempotency_key.as_deref()),
        message,
    ]
}
