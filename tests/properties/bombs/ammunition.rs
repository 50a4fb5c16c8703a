//! What the bombs are, and what a session of the server costs in memory.

use std::fs;
use std::process::Stdio;

use dragonfly_tests::cluster::SUPERUSER;
use postgres::Client;

use crate::support::{Db, From, database, text};

/// Values that are small on the wire and large as text, or the other way round. As jsonb they are made of
/// their text, except for the control characters: 20 MB of them are 120 MB of JSON.
const MAKE: &str = r#"
create schema bombs;
create table bombs.bomb (name text primary key, source text not null, value jsonb not null);
alter table bombs.bomb alter column value set storage external;
insert into bombs.bomb (name, source, value)
select name, source, coalesce(value, source::jsonb) from (values
    ('array of long numbers', '{"a":[' || rtrim(repeat('1e131071,', 9000), ',') || ']}', null::jsonb),
    ('keys of long numbers', (select '{' || string_agg(format('"k%s":1e131071', n), ',') || '}'
                              from generate_series(1, 9000) as n), null),
    ('list of long numbers', '[' || rtrim(repeat('1e131071,', 9000), ',') || ']', null),
    ('one long number', '1e131071', null),
    ('long fractions', '[' || rtrim(repeat('0e-16383,', 100000), ',') || ']', null),
    ('control characters', '{"a":"' || repeat('\u0001', 3333333) || '"}',
        jsonb_build_object('a', repeat(E'\x01', 20000000))),
    ('a string of control characters', '"' || repeat('\u0001', 3333333) || '"', null),
    ('ones', '{"a":[' || rtrim(repeat('1,', 2000000), ',') || ']}', null),
    ('nesting', repeat('[', 5000) || repeat(']', 5000), null)) as made (name, source, value);
grant usage on schema bombs to public;
grant select on bombs.bomb to public;
"#;

/// An installation beside a table of bombs.
pub fn armed() -> Db<'static> {
    let db = database(From::Installed);
    db.run(MAKE);
    db
}

/// Everything but the bombs themselves can be dumped.
#[track_caller]
pub fn dump(db: &Db<'_>) {
    let mut command = db.cluster.client("pg_dump", &db.name, SUPERUSER);
    // Not kept: it may have a few hundred megabytes.
    let output = command.arg("--exclude-schema=bombs").stdout(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "pg_dump: {}", String::from_utf8_lossy(&output.stderr));
}

/// One bomb.
#[derive(Clone, Debug)]
pub struct Bomb {
    pub name: String,
    /// Bytes of its JSON text.
    pub length: i64,
}

impl Bomb {
    /// All of them, small ones first: a session's memory never shrinks. What is valid, and may therefore use up
    /// what it is called with, comes last.
    pub fn all(db: &Db<'_>) -> Vec<Self> {
        let sql = "select name, length(source)::bigint from bombs.bomb order by name = 'nesting', length(source), name";
        let rows = db.connect().query(sql, &[]).unwrap();
        rows.iter().map(|row| Self { name: row.get(0), length: row.get(1) }).collect()
    }

    /// An expression for it.
    pub fn value(&self, type_name: &str) -> String {
        let column = if type_name == "json" { "source::json" } else { "value" };
        format!("(select {column} from bombs.bomb where name = '{}')", self.name)
    }

    /// An expression for its JSON text.
    pub fn source(&self) -> String {
        format!("(select source from bombs.bomb where name = '{}')", self.name)
    }

    /// Nothing is wrong with it, as long as it is allowed where it stands.
    pub fn is_valid(&self) -> bool {
        self.name == "nesting"
    }

    /// It is short as JSON text.
    pub fn is_small(&self) -> bool {
        self.length < 1_000_000
    }

    /// How much more memory a call with it may take than its session had, in bytes.
    pub fn allowance(&self) -> i64 {
        if self.length < 100_000 { 16 << 20 } else { 400 << 20 }
    }
}

/// A new session that has loaded the library and called a function.
pub fn warm(db: &Db<'_>) -> Client {
    let mut client = db.cluster.connect(&db.name, SUPERUSER);
    client.batch_execute("select queue_job_status('enrich', 'nobody''s')").unwrap();
    client
}

/// The most memory that a session's backend has had at a time, in bytes.
pub fn peak(client: &mut Client) -> i64 {
    let pid = text(client, "select pg_backend_pid()");
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kilobytes: i64 = line.trim().trim_end_matches("kB").trim().parse().unwrap();
    kilobytes * 1024
}
