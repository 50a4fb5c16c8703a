//! The checks that storms are judged by. Each answers what it found wrong; nothing means all is well.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use postgres::Client;

use super::Call;
use super::jobs::KINDS;

/// What is wrong, one line each.
pub type Violations = Vec<String>;

/// Nothing is wrong. Shows the first few when there is something.
#[track_caller]
pub fn assert_none(violations: &Violations) {
    let few: Vec<_> = violations.iter().take(5).collect();
    assert!(violations.is_empty(), "{} violations, for instance {few:#?}", violations.len());
}

/// The calls put one message per key on the queues, and nothing else is there.
pub fn exactly_once(client: &mut Client, calls: &[Call]) -> Violations {
    let mut violations = at_least_acknowledged(client, calls);
    let called: BTreeSet<_> = calls.iter().map(|call| (call.kind, call.key.as_str())).collect();
    for kind in KINDS {
        let keys = messages(client, kind).into_keys();
        let unknown = keys.filter(|key| !called.contains(&(kind, key.as_str())));
        violations.extend(unknown.map(|key| format!("{kind} {key}: sent by no committed call")));
    }
    violations
}

/// Every acknowledged call has its message, no key has two, keys and messages go together. More may be
/// there: what was committed without the client being told.
pub fn at_least_acknowledged(client: &mut Client, calls: &[Call]) -> Violations {
    let mut violations = callers_agree(calls);
    violations.extend(keys_have_messages(client));
    for kind in KINDS {
        let on_queue = messages(client, kind);
        let twice = on_queue.iter().filter(|(_, ids)| ids.len() > 1);
        violations.extend(twice.map(|(key, ids)| format!("{kind} {key}: messages {ids:?}")));
        let of_kind = calls.iter().filter(|call| call.kind == kind);
        let lost = of_kind
            .filter(|call| on_queue.get(&call.key).is_none_or(|ids| !ids.contains(&call.id)));
        violations.extend(lost.map(|call| format!("{call:?}: no such message on the queue")));
    }
    violations
}

/// All callers of one key got one id, and no two keys got the same.
pub fn callers_agree(calls: &[Call]) -> Violations {
    let mut ids: HashMap<(&str, &str), BTreeSet<i64>> = HashMap::new();
    let mut keys: HashMap<(&str, i64), BTreeSet<&str>> = HashMap::new();
    for call in calls {
        ids.entry((call.kind, &call.key)).or_default().insert(call.id);
        keys.entry((call.kind, call.id)).or_default().insert(&call.key);
    }
    let several_ids = ids.iter().filter(|(_, ids)| ids.len() > 1);
    let several_keys = keys.iter().filter(|(_, keys)| keys.len() > 1);
    several_ids
        .map(|(key, ids)| format!("{key:?}: callers got {ids:?}"))
        .chain(several_keys.map(|(id, keys)| format!("{id:?}: given to {keys:?}")))
        .collect()
}

/// No key without its message, no message without its key, while nothing was consumed.
pub fn keys_have_messages(client: &mut Client) -> Violations {
    let mut violations = messages_have_keys(client);
    for kind in KINDS {
        let sql = format!(
            "select ledger.key || ' (' || ledger.msg_id || ')' from dragonfly.idempotency_keys as ledger
             where ledger.queue = '{kind}' and not exists (
                 select from pgmq.q_{kind} as message
                 where message.msg_id = ledger.msg_id
                   and message.message ->> 'idempotency_key' = ledger.key)"
        );
        let keys = texts(client, &sql);
        violations.extend(keys.iter().map(|key| format!("{kind} {key}: key without message")));
    }
    violations
}

/// No message without its key.
pub fn messages_have_keys(client: &mut Client) -> Violations {
    let mut violations = Violations::new();
    for kind in KINDS {
        let sql = format!(
            "select message.msg_id::text from pgmq.q_{kind} as message
             where not exists (
                 select from dragonfly.idempotency_keys as ledger
                 where ledger.queue = '{kind}' and ledger.msg_id = message.msg_id
                   and ledger.key = message.message ->> 'idempotency_key')"
        );
        let ids = texts(client, &sql);
        violations.extend(ids.iter().map(|id| format!("{kind} {id}: message without key")));
    }
    violations
}

/// Each of `sent` was handed out once to one reader, and nothing else was.
pub fn handed_out_once(sent: &[i64], readers: &[Vec<i64>]) -> Violations {
    let mut times: BTreeMap<i64, usize> = sent.iter().map(|id| (*id, 0)).collect();
    let mut violations = Violations::new();
    for id in readers.iter().flatten() {
        match times.get_mut(id) {
            Some(times) => *times += 1,
            None => violations.push(format!("{id}: handed out, never sent")),
        }
    }
    let wrong = times.iter().filter(|(_, times)| **times != 1);
    violations.extend(wrong.map(|(id, times)| format!("{id}: handed out {times} times")));
    violations
}

/// Ids of the messages on a queue, by key.
fn messages(client: &mut Client, kind: &str) -> BTreeMap<String, Vec<i64>> {
    let sql = format!(
        "select message ->> 'idempotency_key', array_agg(msg_id order by msg_id)
         from pgmq.q_{kind} group by 1"
    );
    client.query(&sql, &[]).unwrap().iter().map(|row| (row.get(0), row.get(1))).collect()
}

fn texts(client: &mut Client, sql: &str) -> Vec<String> {
    client.query(sql, &[]).unwrap().iter().map(|row| row.get(0)).collect()
}
