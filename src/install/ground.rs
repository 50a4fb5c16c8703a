//! The schemas of our functions before the script makes them: nobody but a superuser may put something there,
//! and nobody may have. The script runs as a superuser, and so may callers of what stands there.

use pgrx::spi::SpiClient;

use super::access;
use super::model;
use super::store::{self, names, value};
use crate::error::{Cause, Error, Result};

const SCHEMAS: [&str; 2] = ["dragonfly", "workers"];

/// Refuses schemas of other roles, and strangers in schema dragonfly.
pub fn refuse_planted(client: &SpiClient<'_>) -> Result<()> {
    for schema in SCHEMAS {
        refuse_foreign_owner(client, schema)?;
        refuse_other_makers(client, schema)?;
    }
    refuse_strangers(client)
}

fn refuse_foreign_owner(client: &SpiClient<'_>, schema: &str) -> Result<()> {
    let sql = "select rolname::text from pg_namespace join pg_roles on pg_roles.oid = nspowner
               where nspname = $1 and not rolsuper";
    let Some(owner) = value::<String>(client, sql, &[schema.into()])? else { return Ok(()) };
    Err(Error::new(
        Cause::SetUp,
        format!("schema {schema} belongs to a role that is not a superuser"),
    )
    .detail(format!("owner is {owner}"))
    .hint(format!("ALTER SCHEMA {schema} OWNER TO CURRENT_USER, after a look at what is in it.")))
}

fn refuse_other_makers(client: &SpiClient<'_>, schema: &str) -> Result<()> {
    let sql = "select case grantee when 0 then 'PUBLIC' else quote_ident(rolname) end
               from pg_namespace, aclexplode(nspacl) as acl
               left join pg_roles on pg_roles.oid = grantee
               where nspname = $1 and privilege_type = 'CREATE' and not coalesce(rolsuper, false)";
    let makers = names(client, sql, schema)?;
    if makers.is_empty() {
        return Ok(());
    }
    let makers = makers.join(", ");
    Err(Error::new(
        Cause::SetUp,
        format!("roles that are not superusers may create in schema {schema}"),
    )
    .detail(format!("CREATE is granted to {makers}"))
    .hint(format!(
        "REVOKE CREATE ON SCHEMA {schema} FROM {makers}, after a look at what is in it."
    )))
}

/// What an earlier installation left is known by name and owner; row and array types come with theirs.
fn refuse_strangers(client: &SpiClient<'_>) -> Result<()> {
    let mut helpers = Vec::new();
    for row in access::rows(client)? {
        if row.kind == "helper" && store::helper_is_ours(client, &row.object)? {
            helpers.extend(store::function_oid(client, &row.object)?);
        }
    }
    let sql = "with things (classid, objid) as (
                   select 'pg_proc'::regclass, oid from pg_proc
                   where pronamespace = to_regnamespace('dragonfly') and oid <> all ($1)
                   union all
                   select 'pg_operator'::regclass, oid from pg_operator
                   where oprnamespace = to_regnamespace('dragonfly')
                   union all
                   select 'pg_type'::regclass, pg_type.oid from pg_type
                   left join pg_class on pg_class.oid = typrelid
                   where typnamespace = to_regnamespace('dragonfly') and typelem = 0
                     and coalesce(relkind, 'c') = 'c'
                     and pg_type.oid <> all (array(select to_regtype(name)::oid from unnest($2) as name
                                                   where to_regtype(name) is not null)))
               select object.type || ' ' || object.identity
               from things, pg_identify_object(classid::oid, objid, 0) as object
               where not exists (select from pg_depend as member
                                 where member.classid = things.classid and member.objid = things.objid
                                   and deptype = 'e')";
    let mut strangers = Vec::new();
    for row in client.select(sql, None, &[helpers.into(), model::types()?.into()])? {
        strangers.extend(row.get::<String>(1)?);
    }
    let Some(first) = strangers.first() else { return Ok(()) };
    Err(Error::new(Cause::SetUp, "schema dragonfly holds objects that are not of this extension")
        .detail(strangers.join(", "))
        .hint(format!("Drop them, for instance DROP {first}, or move them to another schema.")))
}
