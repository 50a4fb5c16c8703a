//! Applies `sql/schema/access.sql`: owner, then REVOKE by name, then GRANT.

use pgrx::spi::SpiClient;

use super::store::{self, OWNER, execute};
use super::{aliases, members, queues};
use crate::error::Result;

const ACCESS: &str = include_str!("../../sql/schema/access.sql");
const GRANTEES: [&str; 4] = ["anon", "authenticated", "service_role", "enforcement_operator"];

/// One row of the table.
pub struct Row {
    /// schema, pgmq, table, view, helper, queue or function.
    pub kind: String,
    /// What it is about.
    pub object: String,
    /// Privileges by role, empty ones included.
    pub grants: Vec<(&'static str, String)>,
}

/// The table of grants.
pub fn rows(client: &SpiClient<'_>) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for row in client.select(ACCESS, None, &[])? {
        let mut grants = Vec::new();
        for (column, role) in GRANTEES.into_iter().chain([OWNER]).enumerate() {
            grants.push((role, row.get::<String>(column + 3)?.unwrap_or_default()));
        }
        rows.push(Row {
            kind: row.get(1)?.unwrap_or_default(),
            object: row.get(2)?.unwrap_or_default(),
            grants,
        });
    }
    Ok(rows)
}

/// What every CREATE EXTENSION does, restore included: functions, schemas, pgmq's own objects.
pub fn apply_to_members(client: &mut SpiClient<'_>) -> Result<()> {
    members::mend(client)?;
    let roles = Roles::present(client)?;
    for row in rows(client)? {
        match row.kind.as_str() {
            "function" => roles.apply(client, &format!("function {}", row.object), &row)?,
            "schema" => roles.grant(client, &format!("schema {}", row.object), &row)?,
            "pgmq" if row.object == "functions" => {
                roles.grant(client, "all functions in schema pgmq", &row)?;
            }
            "pgmq" => {
                let table = format!("pgmq.{}", row.object);
                if store::relation_exists(client, &table)? {
                    roles.grant(client, &format!("table {table}"), &row)?;
                }
            }
            _ => {}
        }
    }
    forget_first_privileges(client)
}

/// A grant made in a script is taken for part of the extension, and a dump leaves it out. The schemas
/// outlive the extension: without the right to look into them not even a judgment could be deleted.
fn forget_first_privileges(client: &mut SpiClient<'_>) -> Result<()> {
    let schemas: Vec<_> = rows(client)?
        .into_iter()
        .filter(|row| row.kind == "schema" && row.object != "pgmq")
        .map(|row| row.object)
        .collect();
    let sql = "delete from pg_init_privs where classoid = 'pg_namespace'::regclass
               and objoid in (select oid from pg_namespace where nspname = any ($1))";
    client.update(sql, None, &[schemas.into()])?;
    Ok(())
}

/// What `install()` does: grants on tables, helpers and queues. Objects that are not ours only gain
/// what our functions need, unless they are to be locked down; those that were left out nothing.
pub fn apply_to_model(
    client: &mut SpiClient<'_>,
    lock_down: bool,
    left_out: &[String],
) -> Result<()> {
    let roles = Roles::present(client)?;
    for row in rows(client)? {
        match row.kind.as_str() {
            "table" if left_out.contains(&row.object) => {}
            "table" => {
                let ours = store::is_ours(client, &row.object)?;
                table(client, &roles, &row, &row.object, ours || lock_down)?;
            }
            "view" if lock_down || store::is_ours(client, &row.object)? => {
                roles.apply(client, &format!("table {}", row.object), &row)?;
            }
            "queue" => queue(client, &roles, &row, lock_down)?,
            "helper" if store::helper_is_ours(client, &row.object)? => {
                roles.apply(client, &format!("function {}", row.object), &row)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// `pg_net` belongs to somebody else: our owner gains what it needs, when whoever installs may give it. Never
/// inside the script: there a grant would make the function's whole access list part of the extension, and
/// dumps would leave it out.
pub fn grant_net(client: &mut SpiClient<'_>) -> Result<()> {
    let roles = Roles::present(client)?;
    for row in rows(client)?.iter().filter(|row| row.kind == "net") {
        let is_there = store::function_oid(client, &row.object)?.is_some();
        if is_there && store::may_grant(client, &row.object)? {
            roles.grant(client, &format!("function {}", row.object), row)?;
            execute(client, &format!("grant usage on schema net to {OWNER}"))?;
        }
    }
    Ok(())
}

fn table(
    client: &mut SpiClient<'_>,
    roles: &Roles,
    row: &Row,
    name: &str,
    in_full: bool,
) -> Result<()> {
    let object = format!("table {name}");
    if in_full {
        roles.apply(client, &object, row)?;
        sequences(client, roles, row, name, true)?;
    }
    grant_owner(client, name)
}

/// Default privileges hand out sequences too. Who may insert may use them.
fn sequences(
    client: &mut SpiClient<'_>,
    roles: &Roles,
    row: &Row,
    table: &str,
    in_full: bool,
) -> Result<()> {
    let usage = |(role, privileges): &(&'static str, String)| {
        (*role, if privileges.contains("insert") { "usage, select" } else { "" }.to_owned())
    };
    let grants: Vec<_> = row.grants.iter().map(usage).collect();
    for sequence in store::sequences_of(client, table)? {
        let object = format!("sequence {sequence}");
        let of_sequence = Row { kind: row.kind.clone(), object: sequence, grants: grants.clone() };
        if in_full {
            roles.apply(client, &object, &of_sequence)?;
        } else {
            roles.grant(client, &object, &of_sequence)?;
        }
    }
    Ok(())
}

/// What our functions need on a table that is not ours.
pub fn grant_owner(client: &mut SpiClient<'_>, table: &str) -> Result<()> {
    if store::is_ours(client, table)? {
        return Ok(());
    }
    execute(client, &format!("grant select, insert, update, delete on table {table} to {OWNER}"))?;
    for sequence in store::sequences_of(client, table)? {
        execute(client, &format!("grant usage, select on sequence {sequence} to {OWNER}"))?;
    }
    Ok(())
}

/// Grants what a worker queue grants to one that was made after installation.
pub fn apply_to_queue(client: &mut SpiClient<'_>, name: &str) -> Result<()> {
    let roles = Roles::present(client)?;
    if let Some(row) = rows(client)?.into_iter().find(|row| row.kind == "queue") {
        queue(client, &roles, &Row { object: name.to_owned(), ..row }, false)?;
    }
    Ok(())
}

fn queue(client: &mut SpiClient<'_>, roles: &Roles, row: &Row, lock_down: bool) -> Result<()> {
    let real = queues::real_name(client, &row.object)?;
    for prefix in ["q", "a"] {
        let name = format!("pgmq.{prefix}_{real}");
        let in_full = lock_down || store::is_ours(client, &name)?;
        table(client, roles, row, &name, in_full)?;
        if !in_full {
            roles.grant(client, &format!("table {name}"), row)?;
        }
    }
    let table = format!("pgmq.q_{real}");
    for sequence in store::sequences_of(client, &table)? {
        let in_full = lock_down || store::is_ours(client, &sequence)?;
        sequences(client, roles, row, &table, in_full)?;
    }
    for (view, rights) in aliases::present(client, &row.object)? {
        if lock_down || store::is_ours(client, &view)? {
            let grants = row.grants.iter().map(|(role, privileges)| {
                (*role, if privileges.is_empty() { "" } else { rights }.to_owned())
            });
            let of_view =
                Row { kind: row.kind.clone(), object: view.clone(), grants: grants.collect() };
            roles.apply(client, &format!("table {view}"), &of_view)?;
        }
    }
    Ok(())
}

/// Which of the roles that the table names are there.
struct Roles(Vec<&'static str>);

impl Roles {
    fn present(client: &SpiClient<'_>) -> Result<Self> {
        let mut present = Vec::new();
        for role in GRANTEES.into_iter().chain([OWNER]) {
            if store::role_exists(client, role)? {
                present.push(role);
            }
        }
        Ok(Self(present))
    }

    /// Takes everything from everybody but the owner, then grants what the row says.
    fn apply(&self, client: &mut SpiClient<'_>, object: &str, row: &Row) -> Result<()> {
        let mut losers = vec!["public"];
        losers.extend(self.0.iter().filter(|role| **role != OWNER));
        execute(client, &format!("revoke all on {object} from {}", losers.join(", ")))?;
        self.grant(client, object, row)
    }

    fn grant(&self, client: &mut SpiClient<'_>, object: &str, row: &Row) -> Result<()> {
        for (role, privileges) in &row.grants {
            if !privileges.is_empty() && self.0.contains(role) {
                execute(client, &format!("grant {privileges} on {object} to {role}"))?;
            }
        }
        Ok(())
    }
}
