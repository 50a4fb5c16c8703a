//! Views: renewed at every installation. One whose columns differ is dropped and made again, unless
//! something depends on it.

use dragonfly_domain::schema::SchemaFault;
use pgrx::spi::SpiClient;

use super::converge::Note;
use super::store::{self, OWNER, execute};
use super::{ddl, preflight, tables};
use crate::error::Result;

/// The view as it should be, made for comparison.
const PROBE: &str = "pg_temp.dragonfly_probe";

/// How the view that is there compares with the one there should be.
struct Comparison {
    is_same: bool,
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
    if !store::relation_exists(client, name)? {
        let make = format!("{sql}; alter view {name} owner to {OWNER}");
        if tables::was_done(&ddl::attempt(client, &make)?, name, name) {
            note("created", &format!("view {name}"));
        }
        return Ok(());
    }
    let probe = format!("create temporary view dragonfly_probe as {query}");
    if !tables::was_done(&ddl::attempt(client, &probe)?, name, name) {
        return Ok(());
    }
    let Comparison { is_same, can_replace } = compare(client, name)?;
    if is_same {
        return Ok(());
    }
    if can_replace {
        execute(client, &sql.replacen("create view", "create or replace view", 1))?;
        note("renewed", &format!("view {name}"));
        return Ok(());
    }
    let dependents = dependents(client, name)?;
    if dependents.is_empty() {
        return replace(client, name, sql, note);
    }
    preflight::warn(
        &format!("install: view {name} has other columns and was left as it is"),
        &format!("these depend on it, drop them first: {}", dependents.join(", ")),
    );
    Ok(())
}

fn compare(client: &mut SpiClient<'_>, name: &str) -> Result<Comparison> {
    let columns =
        "select string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod)
                                     || ' ' || attcollation, ',' order by attnum)
                   from pg_attribute where attrelid = to_regclass($1) and attnum > 0";
    let present = store::value::<String>(client, columns, &[name.into()])?.unwrap_or_default();
    let wanted = store::value::<String>(client, columns, &[PROBE.into()])?.unwrap_or_default();
    let same = "select pg_get_viewdef(to_regclass($1)) = pg_get_viewdef(to_regclass($2))
                    and coalesce('security_invoker=true' = any (reloptions), false)
                from pg_class where oid = to_regclass($1)";
    let is_same = store::value::<bool>(client, same, &[name.into(), PROBE.into()])?;
    execute(client, &format!("drop view {PROBE}"))?;
    Ok(Comparison {
        is_same: is_same.unwrap_or_default() && present == wanted,
        can_replace: format!("{wanted},").starts_with(&format!("{present},")),
    })
}

/// What would have to go with the view: other views, functions that use its rows, policies.
fn dependents(client: &SpiClient<'_>, name: &str) -> Result<Vec<String>> {
    let sql = "select distinct coalesce(ev_class::regclass::text,
                                        pg_describe_object(classid, objid, objsubid))
               from pg_class join pg_depend
                    on (refclassid = 'pg_class'::regclass and refobjid = pg_class.oid)
                    or (refclassid = 'pg_type'::regclass and refobjid = pg_class.reltype)
               left join pg_rewrite on classid = 'pg_rewrite'::regclass and pg_rewrite.oid = objid
               where pg_class.oid = to_regclass($1) and deptype = 'n'
                 and ev_class is distinct from pg_class.oid
               order by 1";
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
