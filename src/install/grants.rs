//! Rights on the data model. Our own objects get what access.sql says and nothing else. Objects of an
//! application gain what our functions and the trusted roles need; what else changes on them only happens
//! when they are locked down, and every right that comes or goes is reported.

use std::collections::{BTreeMap, BTreeSet};

use pgrx::spi::SpiClient;

use super::access::{Roles, Row, rows};
use super::converge::Note;
use super::store::{self, OWNER, execute};
use super::{aliases, preflight, queues, views};
use crate::error::Result;

/// Roles that a table without row level security must not be opened to.
const ANYBODY: [&str; 2] = ["anon", "authenticated"];

/// What `install()` does: rights on tables, views, helpers and queues; nothing on those that were left out.
pub fn apply_to_model(
    client: &mut SpiClient<'_>,
    lock_down: bool,
    left_out: &[String],
    note: &mut Note<'_>,
) -> Result<()> {
    let roles = Roles::present(client)?;
    for row in rows(client)? {
        match row.kind.as_str() {
            "table" if left_out.contains(&row.object) => {}
            "table" => table(client, &roles, &row, lock_down, note)?,
            // An application's own view under our name may show what ours does not.
            "view"
                if store::is_ours(client, &row.object)?
                    || (lock_down && views::is_of_ours(client, &row.object)?) =>
            {
                watched(client, "table", &row.object, note, |client| {
                    roles.apply(client, &format!("table {}", row.object), &row)
                })?;
            }
            "queue" => queue(client, &roles, &row, lock_down, note)?,
            "helper" if store::helper_is_ours(client, &row.object)? => {
                roles.apply(client, &format!("function {}", row.object), &row)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Grants what a worker queue grants to one that was made after installation.
pub fn apply_to_queue(client: &mut SpiClient<'_>, name: &str) -> Result<()> {
    let roles = Roles::present(client)?;
    if let Some(row) = rows(client)?.into_iter().find(|row| row.kind == "queue") {
        queue(client, &roles, &Row { object: name.to_owned(), ..row }, false, &mut |_, _| {})?;
    }
    Ok(())
}

/// What our functions need on a table that is not ours.
pub fn grant_owner(client: &mut SpiClient<'_>, table: &str, note: &mut Note<'_>) -> Result<()> {
    if store::is_ours(client, table)? {
        return Ok(());
    }
    watched(client, "table", table, note, |client| {
        execute(
            client,
            &format!("grant select, insert, update, delete on table {table} to {OWNER}"),
        )
    })?;
    for sequence in store::sequences_of(client, table)? {
        watched(client, "sequence", &sequence, note, |client| {
            execute(client, &format!("grant usage, select on sequence {sequence} to {OWNER}"))
        })?;
    }
    Ok(())
}

fn table(
    client: &mut SpiClient<'_>,
    roles: &Roles,
    row: &Row,
    lock_down: bool,
    note: &mut Note<'_>,
) -> Result<()> {
    let ours = store::is_ours(client, &row.object)?;
    let in_full = lock_down || ours;
    let row = if ours {
        row.clone()
    } else if !lock_down {
        row.without(&ANYBODY)
    } else if store::has_row_security(client, &row.object)? {
        row.clone()
    } else {
        warn_of_open(row);
        row.without(&ANYBODY)
    };
    rights(client, roles, &row, &row.object, in_full, note)?;
    grant_owner(client, &row.object, note)
}

/// Without row level security a grant shows every row to everybody who is logged in.
fn warn_of_open(row: &Row) {
    if row.grants.iter().any(|(role, rights)| ANYBODY.contains(role) && !rights.is_empty()) {
        let name = &row.object;
        preflight::warn(
            &format!(
                "install: {name} has no row level security; authenticated was granted nothing"
            ),
            &format!(
                "ALTER TABLE {name} ENABLE ROW LEVEL SECURITY, then SELECT dragonfly.install(lock_down => true)"
            ),
        );
    }
}

/// Rights on a table and its sequences: in full, or what is missing.
fn rights(
    client: &mut SpiClient<'_>,
    roles: &Roles,
    row: &Row,
    name: &str,
    in_full: bool,
    note: &mut Note<'_>,
) -> Result<()> {
    give(client, roles, ("table", name), row, in_full, note)?;
    sequences(client, roles, row, name, in_full, note)
}

/// Default privileges hand out sequences too. Who may insert may use them.
fn sequences(
    client: &mut SpiClient<'_>,
    roles: &Roles,
    row: &Row,
    table: &str,
    in_full: bool,
    note: &mut Note<'_>,
) -> Result<()> {
    let usage = |(role, privileges): &(&'static str, String)| {
        (*role, if privileges.contains("insert") { "usage, select" } else { "" }.to_owned())
    };
    let row = Row { grants: row.grants.iter().map(usage).collect(), ..row.clone() };
    for sequence in store::sequences_of(client, table)? {
        give(client, roles, ("sequence", &sequence), &row, in_full, note)?;
    }
    Ok(())
}

fn give(
    client: &mut SpiClient<'_>,
    roles: &Roles,
    (kind, name): (&str, &str),
    row: &Row,
    in_full: bool,
    note: &mut Note<'_>,
) -> Result<()> {
    watched(client, kind, name, note, |client| {
        let object = format!("{kind} {name}");
        if in_full { roles.apply(client, &object, row) } else { roles.grant(client, &object, row) }
    })
}

fn queue(
    client: &mut SpiClient<'_>,
    roles: &Roles,
    row: &Row,
    lock_down: bool,
    note: &mut Note<'_>,
) -> Result<()> {
    let real = queues::real_name(client, &row.object)?;
    for prefix in ["q", "a"] {
        let name = format!("pgmq.{prefix}_{real}");
        let in_full = lock_down || store::is_ours(client, &name)?;
        rights(client, roles, row, &name, in_full, note)?;
        grant_owner(client, &name, note)?;
    }
    for (view, rights) in aliases::present(client, &row.object)? {
        if lock_down || store::is_ours(client, &view)? {
            let grants = row.grants.iter().map(|(role, privileges)| {
                (*role, if privileges.is_empty() { "" } else { rights }.to_owned())
            });
            let row = Row { grants: grants.collect(), ..row.clone() };
            give(client, roles, ("table", &view), &row, true, note)?;
        }
    }
    Ok(())
}

/// Runs `act`; reports which rights came or went on a relation that is not ours.
fn watched(
    client: &mut SpiClient<'_>,
    kind: &str,
    relation: &str,
    note: &mut Note<'_>,
    act: impl FnOnce(&mut SpiClient<'_>) -> Result<()>,
) -> Result<()> {
    if store::is_ours(client, relation)? {
        return act(client);
    }
    let before = privileges(client, relation)?;
    act(client)?;
    let after = privileges(client, relation)?;
    for (action, word, rights) in
        [("revoked", "from", &before - &after), ("granted", "to", &after - &before)]
    {
        let mut by_role = BTreeMap::<_, Vec<_>>::new();
        for (role, right) in rights {
            by_role.entry(role).or_default().push(right);
        }
        for (role, rights) in by_role {
            note(action, &format!("{} on {kind} {relation} {word} {role}", rights.join(", ")));
        }
    }
    Ok(())
}

/// Role and right of everybody but the owner, those on columns too.
fn privileges(client: &SpiClient<'_>, relation: &str) -> Result<BTreeSet<(String, String)>> {
    let sql = include_str!("sql/privileges.sql");
    let mut rights = BTreeSet::new();
    for row in client.select(sql, None, &[relation.into()])? {
        rights.extend(row.get::<String>(1)?.zip(row.get::<String>(2)?));
    }
    Ok(rights)
}
