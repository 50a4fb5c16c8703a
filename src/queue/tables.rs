//! The queues' tables as this database has them: pgmq's versions differ in columns, adopted ones in
//! sequences. Looked at once per backend and queue, when a statement is made.

use dragonfly_domain::field::excerpt;
use dragonfly_domain::queue::{Kind, MAX_QUANTITY, plain_queue_name};
use dragonfly_domain::{content, workers};
use pgrx::datum::IntoDatum;
use pgrx::pg_sys::Oid;
use pgrx::spi::{SpiClient, quote_literal};
use pgrx::{Spi, oids_of};

use crate::error::{Error, Reason, Result};
use crate::plan::{self, Text};

/// ISO 8601 in UTC, whatever the session's time zone.
pub const UTC: &str = "at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'";

/// A queue as this database has it; names of tables are quoted and stand in schema pgmq.
pub struct Queue {
    /// Table of the messages.
    pub table: String,
    /// Table of the archived messages.
    pub archive: String,
    /// The sequence of `msg_id`, as an expression of type regclass.
    pub sequence: String,
    /// Columns that both tables have.
    pub columns: Vec<String>,
}

impl Queue {
    /// Looks the queue of a kind up.
    pub fn of_kind(client: &SpiClient<'_>, kind: Kind) -> Result<Self> {
        Self::named(client, kind.name())
    }

    /// Looks a queue up by its plain name; it must be there.
    pub fn named(client: &SpiClient<'_>, plain: &str) -> Result<Self> {
        Self::find(client, plain)?.ok_or_else(|| missing(plain))
    }

    /// The same; `None` when there is no such queue. Its tables may stand under the other spelling, which an
    /// application used before; a queue whose sequence or archive is missing is not set up.
    pub fn find(client: &SpiClient<'_>, plain: &str) -> Result<Option<Self>> {
        let sql = "select pg_catalog.quote_ident(q.relname),
                pg_catalog.quote_ident('a_' || pg_catalog.substr(q.relname, 3)),
                pg_catalog.pg_get_serial_sequence('pgmq.' || pg_catalog.quote_ident(q.relname), 'msg_id'),
                array(select pg_catalog.quote_ident(theirs.attname) from pg_catalog.pg_attribute as theirs
                      where theirs.attrelid = q.oid and theirs.attnum > 0 and not theirs.attisdropped
                        and not exists (
                            select from pg_catalog.pg_class as a
                            where a.relnamespace = q.relnamespace
                              and a.relname = 'a_' || pg_catalog.substr(q.relname, 3)
                              and not exists (
                                  select from pg_catalog.pg_attribute as its
                                  where its.attrelid = a.oid and its.attname = theirs.attname
                                    and not its.attisdropped))
                      order by theirs.attnum),
                q.oid, pg_catalog.to_regclass(pg_catalog.format('%I.%I', 'pgmq', 'a_' || pg_catalog.substr(q.relname, 3)))::oid
            from pg_catalog.pg_class as q
            where q.relnamespace = pg_catalog.to_regnamespace('pgmq') and q.relkind in ('r', 'p')
              and q.relname in (pg_catalog.lower('q_' || $1 collate \"C\"), pg_catalog.lower('q_q_' || $1 collate \"C\"))
            order by pg_catalog.length(q.relname) limit 1";
        let rows = client.select(sql, None, &[plain.into()])?;
        if rows.is_empty() {
            return Ok(None);
        }
        let row = rows.first();
        for place in [5, 6] {
            row.get::<Oid>(place)?.into_iter().for_each(plan::watch);
        }
        let table = row.get::<String>(1)?.unwrap_or_default();
        let sequence = row
            .get::<String>(3)?
            .ok_or_else(|| Error::set_up(format!("pgmq.{table} has no sequence for msg_id")))?;
        Ok(Some(Self {
            table,
            archive: row.get(2)?.unwrap_or_default(),
            sequence: format!("{}::pg_catalog.regclass", quote_literal(sequence)),
            columns: row.get(4)?.unwrap_or_default(),
        }))
    }

    /// Parts of a WITH that move messages to the archive: `gone` deletes those that `which` names
    /// (`msg_id = $1`), `archived` keeps them.
    pub fn archiving(&self, which: &str) -> String {
        let (table, archive, columns) = (&self.table, &self.archive, self.columns.join(", "));
        format!(
            "gone as (delete from pgmq.{table} where {which} returning {columns}),
             archived as (insert into pgmq.{archive} ({columns}) select {columns} from gone)"
        )
    }

    /// What a read sets beside vt and `read_ct`, `$2` being the time of the call.
    pub fn last_read(&self) -> &'static str {
        let has_it = self.columns.iter().any(|column| column == "last_read_at");
        if has_it { ", last_read_at = $2" } else { "" }
    }

    /// A query for the ids of messages that are due at `$2`, those due longest first, `$3` at the most,
    /// each locked; it passes by what others are taking. `also` is a further condition on `due`.
    ///
    /// The inner limit is the most that anybody may ask for. It tells the planner to look for the first
    /// rows; the outer one, which it cannot see through, stops the locking. A plain `$3` would have the
    /// statement planned anew for each call, because a plan for so few rows looks better than the kept
    /// one.
    pub fn due(&self, also: &str) -> String {
        let table = &self.table;
        format!(
            "select due.msg_id from (
                 select due.msg_id from pgmq.{table} as due
                 where due.vt <= $2 and {also}
                 order by due.vt
                 limit {MAX_QUANTITY}
                 for update skip locked) as due
             limit (select $3)"
        )
    }

    /// The statement that hides due messages and counts the reading: `$1` visibility timeout, `$2` time of
    /// the call, `$3` how many at the most; `also` as in [`Queue::due`]. What it returns is `message`'s.
    pub fn hiding(&self, also: &str, returning: &str) -> String {
        let (table, last_read, due) = (&self.table, self.last_read(), self.due(also));
        format!(
            "update pgmq.{table} as message
             set vt = $2 + pg_catalog.make_interval(secs => $1),
                 read_ct = message.read_ct + 1{last_read}
             where message.msg_id = any (array({due}))
             returning {returning}"
        )
    }

    /// The statement that takes messages, with the arguments of [`Queue::hiding`]: id, message, how often it
    /// was read, until when it is hidden, when it was sent.
    pub fn take(&self) -> String {
        let hiding = self.hiding(
            "true",
            "message.msg_id, message.read_ct, message.enqueued_at, message.message",
        );
        format!(
            "with taken as ({hiding})
             select msg_id, message, read_ct, (
                     -- the same for all of them: written once
                     select pg_catalog.to_char(
                         ($2 + pg_catalog.make_interval(secs => $1)) {UTC})),
                 pg_catalog.to_char(enqueued_at {UTC})
             from taken
             order by msg_id"
        )
    }
}

/// A queue of that plain name is there.
pub fn exists(plain: &str) -> Result<bool> {
    Spi::connect(|client| {
        let rows = plan::read(client, "exists", "", &[plain.into()], |_| {
            let sql = "select exists (select from pg_catalog.pg_class
                           where relnamespace = pg_catalog.to_regnamespace('pgmq')
                             and relkind in ('r', 'p') and relname in ('q_' || $1, 'q_q_' || $1))";
            Ok(Text::new(sql, oids_of![String]))
        })?;
        Ok(rows.first().get_one::<bool>()?.unwrap_or_default())
    })
}

/// The plain names of the queues that are there, in order.
pub fn plain_names() -> Result<Vec<String>> {
    Spi::connect(|client| {
        let rows = plan::read(client, "plain_names", "", &[], |_| {
            let sql =
                "select distinct pg_catalog.regexp_replace(relname::text, '^q_(q_)?', '') as plain
                       from pg_catalog.pg_class
                       where relnamespace = pg_catalog.to_regnamespace('pgmq')
                         and relkind in ('r', 'p') and relname like 'q\\_%'
                       order by plain";
            Ok(Text::new(sql, oids_of![]))
        })?;
        plan::first_column(rows)
    })
}

/// A queue is not there: that `install()` makes it says that the set-up is incomplete, another one that its name
/// is wrong.
pub fn missing(plain: &str) -> Error {
    let is_built_in = Kind::from_name(plain).is_some()
        || content::QUEUES.contains(&plain)
        || workers::QUEUES.contains(&plain)
        || plain == workers::DEAD_LETTER;
    if is_built_in {
        return Error::set_up("set-up is incomplete")
            .detail(format!("relation \"pgmq.q_{plain}\" does not exist"));
    }
    let shown = excerpt(&plain, 100);
    Error::new(Reason::QueueNotFound, format!("queue {shown} does not exist"))
        .detail(format!("queue is {shown}"))
        .hint("SELECT queue_name FROM pgmq.list_queues() lists the queues.")
}

/// The table of a queue named in either spelling, quoted; an exact name wins over the plain one.
/// Looked up at every call: queues of an application come and go.
pub fn table_of(client: &SpiClient<'_>, queue: &str) -> Result<String> {
    let arguments = [queue.into(), plain_queue_name(queue).into()];
    let rows = plan::read(client, "table_of", "", &arguments, |_| {
        let sql = "select pg_catalog.quote_ident(relname),
                          pg_catalog.has_table_privilege(current_user, oid, 'select')
                          and pg_catalog.has_table_privilege(current_user, oid, 'delete')
                   from pg_catalog.pg_class
                   where relnamespace = pg_catalog.to_regnamespace('pgmq') and relkind in ('r', 'p')
                     and relname in (pg_catalog.lower('q_' || $1 collate \"C\"), pg_catalog.lower('q_' || $2 collate \"C\"),
                                     pg_catalog.lower('q_q_' || $2 collate \"C\"))
                     and (relname in (pg_catalog.lower('q_' || $1 collate \"C\"), pg_catalog.lower('q_' || $2 collate \"C\"))
                          -- a worker queue whose table stands under the other spelling
                          or exists (
                              select from pg_catalog.pg_class as view
                              where view.relnamespace = pg_class.relnamespace and view.relkind = 'v'
                                and view.relname = pg_catalog.lower('q_' || $2 collate \"C\")))
                   order by relname = pg_catalog.lower('q_' || $1 collate \"C\") desc, pg_catalog.length(relname)
                   limit 1";
        Ok(Text::new(sql, oids_of![String, String]))
    })?;
    if rows.is_empty() {
        if let Some(kind) = Kind::from_name(plain_queue_name(queue)) {
            return Err(missing(kind.name()));
        }
        let shown: String = queue.chars().take(100).collect();
        return Err(Error::new(Reason::QueueNotFound, format!("queue {shown} does not exist"))
            .detail(format!("queue_name is {shown}"))
            .hint("SELECT queue_name FROM pgmq.list_queues() lists the queues."));
    }
    let row = rows.first();
    let table = row.get::<String>(1)?.unwrap_or_default();
    if row.get::<bool>(2)?.unwrap_or_default() {
        return Ok(table);
    }
    Err(Error::new(
        Reason::PermissionDenied,
        format!("no right to remove messages of queue {queue}"),
    )
    .detail(format!("pgmq.{table} is not granted to dragonfly_owner"))
    .hint(format!("GRANT SELECT, DELETE ON pgmq.{table} TO dragonfly_owner")))
}
