//! `sql/schema/access.sql`, the table of grants, and what it says of the extension's own functions, of schemas
//! and of other extensions. The data model: `grants`.

use pgrx::spi::SpiClient;

use super::store::{self, OWNER, execute};
use super::{anon, members};
use crate::error::Result;

const ACCESS: &str = include_str!("../../sql/schema/access.sql");
const GRANTEES: [&str; 4] = ["anon", "authenticated", "service_role", "enforcement_operator"];

/// One row of the table.
#[derive(Clone)]
pub struct Row {
    /// schema, pgmq, table, view, helper, queue or function.
    pub kind: String,
    /// What it is about.
    pub object: String,
    /// Privileges by role, empty ones included.
    pub grants: Vec<(&'static str, String)>,
}

impl Row {
    /// The same with nothing for these roles.
    pub fn without(&self, roles: &[&str]) -> Self {
        let mut row = self.clone();
        row.grants.retain(|(role, _)| !roles.contains(role));
        row
    }
}

/// The table of grants; with nothing for anon where anon is kept out.
pub fn rows(client: &SpiClient<'_>) -> Result<Vec<Row>> {
    let kept_out = anon::is_kept_out(client)?;
    let mut rows = Vec::new();
    for row in client.select(ACCESS, None, &[])? {
        let mut grants = Vec::new();
        for (column, role) in GRANTEES.into_iter().chain([OWNER]).enumerate() {
            let privileges = row.get::<String>(column + 3)?;
            let privileges = privileges.filter(|_| role != "anon" || !kept_out);
            grants.push((role, privileges.unwrap_or_default()));
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
    let sql = include_str!("sql/forget_first_privileges.sql");
    client.update(sql, None, &[schemas.into()])?;
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

/// Which of the roles that the table names are there.
pub struct Roles(Vec<&'static str>);

impl Roles {
    /// Looks for them.
    pub fn present(client: &SpiClient<'_>) -> Result<Self> {
        let mut present = Vec::new();
        for role in GRANTEES.into_iter().chain([OWNER]) {
            if store::role_exists(client, role)? {
                present.push(role);
            }
        }
        Ok(Self(present))
    }

    /// Takes everything from everybody but the owner, then grants what the row says.
    pub fn apply(&self, client: &mut SpiClient<'_>, object: &str, row: &Row) -> Result<()> {
        let mut losers = vec!["public"];
        losers.extend(self.0.iter().filter(|role| **role != OWNER));
        execute(client, &format!("revoke all on {object} from {}", losers.join(", ")))?;
        self.grant(client, object, row)
    }

    /// Grants what the row says.
    pub fn grant(&self, client: &mut SpiClient<'_>, object: &str, row: &Row) -> Result<()> {
        for (role, privileges) in &row.grants {
            if !privileges.is_empty() && self.0.contains(role) {
                execute(client, &format!("grant {privileges} on {object} to {role}"))?;
            }
        }
        Ok(())
    }
}
