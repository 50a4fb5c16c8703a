//! Views: ours are renewed at every installation. One whose columns differ is dropped and made again, unless
//! something depends on it. An application's own under one of our names is set aside (`legacy`).

use dragonfly_domain::schema::SchemaFault;
use pgrx::spi::SpiClient;

use super::converge::Note;
use super::store::{self, OWNER, execute};
use super::{ddl, legacy, preflight, tables};
use crate::error::Result;

/// The view as it should be, made for comparison.
const PROBE: &str = "pg_temp.dragonfly_probe";

/// The mark in the comment of a view that belongs to an application and has our definition. The digest
/// shows whether it still has the definition that was marked.
pub const MARK: &str = "'(dragonfly_queue ' || left(md5(pg_get_viewdef(pg_class.oid)), 8) || ')'";

/// How the view that is there compares with the one there should be.
struct Comparison {
    /// Query and columns are ours.
    is_same: bool,
    /// Reads with the rights of its caller.
    is_invoker: bool,
    /// Columns may only have been added behind those that are there.
    can_replace: bool,
}

/// Refuses something else under a view's name.
pub fn check(client: &SpiClient<'_>, name: &str) -> Result<()> {
    let other =
        "select exists (select from pg_class where oid = to_regclass($1) and relkind <> 'v')";
    if store::exists(client, other, name)? {
        return Err(SchemaFault::AnotherObject(name.to_owned()).into());
    }
    Ok(())
}

/// Makes or renews it.
pub fn converge(
    client: &mut SpiClient<'_>,
    name: &str,
    query: &str,
    sql: &str,
    note: &mut Note<'_>,
) -> Result<()> {
    let is_old = renew(client, name, query, sql, note)?;
    remember(client, name, is_old)
}

/// Whether an older form stays.
fn renew(
    client: &mut SpiClient<'_>,
    name: &str,
    query: &str,
    sql: &str,
    note: &mut Note<'_>,
) -> Result<bool> {
    if !store::relation_exists(client, name)? {
        return make(client, name, sql, note).map(|()| false);
    }
    let probe = format!("create temporary view dragonfly_probe as {query}");
    if !tables::was_done(&ddl::attempt(client, &probe)?, name, name) {
        return Ok(false);
    }
    let Comparison { is_same, is_invoker, can_replace } = compare(client, name)?;
    if !is_same && !is_of_ours(client, name)? {
        if legacy::set_aside(client, name, note)? {
            make(client, name, sql, note)?;
        }
        return Ok(false);
    }
    if is_same && is_invoker {
        return mark(client, name, note).map(|()| false);
    }
    if can_replace {
        execute(client, &sql.replacen("create view", "create or replace view", 1))?;
        note("renewed", &format!("view {name}"));
        return mark(client, name, note).map(|()| false);
    }
    let dependents = dependents(client, name)?;
    if dependents.is_empty() {
        replace(client, name, sql, note)?;
        return mark(client, name, note).map(|()| false);
    }
    preflight::warn(
        &format!("install: view {name} has other columns and was left as it is"),
        &format!("these depend on it, drop them first: {}", dependents.join(", ")),
    );
    Ok(true)
}

/// For the doctor, which makes no view to compare with.
fn remember(client: &mut SpiClient<'_>, name: &str, is_old: bool) -> Result<()> {
    let known = "select exists (select from dragonfly.settings where name = 'old view ' || $1)";
    let change = match (is_old, store::exists(client, known, name)?) {
        (true, false) => {
            "insert into dragonfly.settings (name, value) values ('old view ' || $1, 'true')"
        }
        (false, true) => "delete from dragonfly.settings where name = 'old view ' || $1",
        _ => return Ok(()),
    };
    ddl::as_owner(client, change, &[name.into()])?;
    Ok(())
}

fn make(client: &mut SpiClient<'_>, name: &str, sql: &str, note: &mut Note<'_>) -> Result<()> {
    let make = format!("{sql}; alter view {name} owner to {OWNER}");
    if tables::was_done(&ddl::attempt(client, &make)?, name, name) {
        note("created", &format!("view {name}"));
    }
    Ok(())
}

/// Ours, of this or an older version: it belongs to our owner, or is marked.
pub fn is_of_ours(client: &SpiClient<'_>, name: &str) -> Result<bool> {
    let sql = format!(
        "select relowner is not distinct from to_regrole('{OWNER}')
             or coalesce(obj_description(pg_class.oid, 'pg_class') like '%' || {MARK}, false)
         from pg_class where oid = to_regclass($1) and relkind = 'v'"
    );
    store::exists(client, &sql, name)
}

/// Marks a view of our definition that is not our owner's, when whoever installs may comment on it.
fn mark(client: &mut SpiClient<'_>, name: &str, note: &mut Note<'_>) -> Result<()> {
    if is_of_ours(client, name)? {
        return Ok(());
    }
    let sql = format!(
        "select format('comment on view %s is %L', $1, concat_ws(' ', nullif(regexp_replace(
             obj_description(oid, 'pg_class'), ' ?[(]dragonfly_queue [0-9a-f]{{8}}[)]$', ''), ''), {MARK}))
         from pg_class where oid = to_regclass($1) and pg_has_role(current_user, relowner, 'USAGE')"
    );
    for statement in store::names(client, &sql, name)? {
        execute(client, &statement)?;
        note("marked", &format!("view {name}"));
    }
    Ok(())
}

fn compare(client: &mut SpiClient<'_>, name: &str) -> Result<Comparison> {
    let columns = include_str!("sql/view_columns.sql");
    let present = store::value::<String>(client, columns, &[name.into()])?.unwrap_or_default();
    let wanted = store::value::<String>(client, columns, &[PROBE.into()])?.unwrap_or_default();
    let same = "select pg_get_viewdef(to_regclass($1)) = pg_get_viewdef(to_regclass($2))";
    let is_same = store::value::<bool>(client, same, &[name.into(), PROBE.into()])?;
    let invoker = include_str!("sql/is_security_invoker.sql");
    let is_invoker = store::exists(client, invoker, name)?;
    execute(client, &format!("drop view {PROBE}"))?;
    Ok(Comparison {
        is_same: is_same.unwrap_or_default() && present == wanted,
        is_invoker,
        can_replace: format!("{wanted},").starts_with(&format!("{present},")),
    })
}

/// What would have to go with the view: other views, functions that use its rows, policies.
pub fn dependents(client: &SpiClient<'_>, name: &str) -> Result<Vec<String>> {
    let sql = include_str!("sql/dependents.sql");
    store::names(client, sql, name)
}

/// Drops and makes it again, with the owner and the grants that it had and no others.
fn replace(client: &mut SpiClient<'_>, name: &str, sql: &str, note: &mut Note<'_>) -> Result<()> {
    let owner = "select relowner::regrole::text from pg_class where oid = to_regclass($1)";
    let owner = store::value::<String>(client, owner, &[name.into()])?.unwrap_or_default();
    let kept = store::names(client, &grants("grant", "to"), name)?;
    execute(client, &format!("drop view {name}"))?;
    execute(client, &format!("{sql}; alter view {name} owner to {owner}"))?;
    // Default privileges may have given it away again.
    for statement in store::names(client, &grants("revoke", "from"), name)?.iter().chain(&kept) {
        execute(client, statement)?;
    }
    note("replaced", &format!("view {name}"));
    Ok(())
}

/// The view's grants as statements.
fn grants(verb: &str, preposition: &str) -> String {
    format!(
        "select format('{verb} %s on %s {preposition} %s', privilege_type, $1, case grantee
                    when 0 then 'public' else grantee::regrole::text end)
         from pg_class, aclexplode(relacl)
         where pg_class.oid = to_regclass($1) and grantee <> relowner"
    )
}
