//! A database as text: what the catalogue says of every object, and every row of every table. Two
//! databases with the same text are the same to their users.

use crate::support::Db;

const SCHEMAS: &str = "nspname !~ '^pg_' and nspname <> 'information_schema'";

/// Owners, privileges, RLS flags, policies, definitions, comments, members of extensions.
pub fn describe(db: &Db<'_>) -> String {
    let mut lines = Vec::new();
    let mut client = db.connect();
    for sql in [
        schemas(),
        relations(),
        columns(),
        functions(),
        policies(),
        parts(),
        comments(),
        members(),
        defaults(),
    ] {
        lines.extend(crate::support::texts(&mut client, &sql));
    }
    sorted(lines)
}

/// Every row of every table, and where every sequence stands.
pub fn rows(db: &Db<'_>) -> String {
    let mut client = db.connect();
    // Logs of runs are no state; the extension's own tables are compared like the user's.
    let tables = crate::support::texts(
        &mut client,
        &format!(
            "select pg_class.oid::regclass from pg_class join pg_namespace on pg_namespace.oid = relnamespace
             where relkind in ('r', 'm') and relname <> 'job_run_details' and {SCHEMAS} order by 1"
        ),
    );
    let mut lines = Vec::new();
    for table in tables {
        let sql = format!("select '{table}' || content::text from {table} as content order by 1");
        lines.extend(crate::support::texts(&mut client, &sql));
    }
    lines.extend(crate::support::texts(
        &mut client,
        &format!(
            "select concat_ws(' ', 'sequence', pg_class.oid::regclass, pg_sequence_last_value(pg_class.oid))
             from pg_class join pg_namespace on pg_namespace.oid = relnamespace
             where relkind = 'S' and relname <> 'runid_seq' and {SCHEMAS} order by 1"
        ),
    ));
    sorted(lines)
}

/// Object ids decide the order of many answers, and a restore gives new ones.
fn sorted(mut lines: Vec<String>) -> String {
    lines.sort();
    lines.join("\n")
}

/// Lines of `left` that `right` lacks, and the other way round; empty when they are the same.
pub fn difference(left: &str, right: &str) -> String {
    let only = |sign: char, these: &str, those: &str| -> Vec<String> {
        let those: std::collections::HashSet<_> = those.lines().collect();
        these
            .lines()
            .filter(|line| !those.contains(line))
            .map(|line| format!("{sign}{line}"))
            .collect()
    };
    let mut lines = only('-', left, right);
    lines.extend(only('+', right, left));
    if lines.is_empty() && left != right {
        lines.push("the same lines, but not as often".into());
    }
    lines.join("\n")
}

/// Privileges in a fixed order, implicit ones spelt out.
fn acl(column: &str, kind: char, owner: &str) -> String {
    format!(
        "(select string_agg(coalesce(grantee.rolname, 'public') || '=' || privilege_type
                 || case when is_grantable then '*' else '' end, ','
                 order by grantee.rolname, privilege_type)
          from aclexplode(coalesce({column}, acldefault('{kind}', {owner})))
          left join pg_roles as grantee on grantee.oid = grantee)"
    )
}

fn schemas() -> String {
    format!(
        "select concat_ws(' ', 'schema', nspname, nspowner::regrole, {})
         from pg_namespace where {SCHEMAS} order by 1",
        acl("nspacl", 'n', "nspowner")
    )
}

fn relations() -> String {
    format!(
        "select concat_ws(' ', 'relation', relkind, nspname || '.' || relname, relowner::regrole,
                relrowsecurity, relforcerowsecurity, relpersistence, {},
                case when relkind = 'v' then pg_get_viewdef(pg_class.oid) end)
         from pg_class join pg_namespace on pg_namespace.oid = relnamespace
         where relkind in ('r', 'v', 'm', 'S', 'p') and {SCHEMAS} order by 1",
        acl("relacl", 'r', "relowner").replace(
            "acldefault('r'",
            "acldefault(case relkind when 'S' then 's'::\"char\" else 'r'::\"char\" end"
        )
    )
}

fn columns() -> String {
    format!(
        "select concat_ws(' ', 'column', nspname || '.' || relname, attname,
                format_type(atttypid, atttypmod), attnotnull, attidentity, attcollation::regcollation,
                pg_get_expr(adbin, adrelid))
         from pg_attribute join pg_class on pg_class.oid = attrelid
         join pg_namespace on pg_namespace.oid = relnamespace
         left join pg_attrdef on adrelid = attrelid and adnum = attnum
         where attnum > 0 and not attisdropped and relkind in ('r', 'v', 'm') and {SCHEMAS}
         order by 1"
    )
}

fn functions() -> String {
    format!(
        "select concat_ws(' ', 'function', pg_proc.oid::regprocedure, proowner::regrole, prosecdef,
                proisstrict, provolatile, proconfig::text, probin, md5(prosrc), {})
         from pg_proc join pg_namespace on pg_namespace.oid = pronamespace
         where {SCHEMAS} order by 1",
        acl("proacl", 'f', "proowner")
    )
}

fn policies() -> String {
    "select concat_ws(' ', 'policy', schemaname || '.' || tablename, policyname, permissive,
            roles::text, cmd, qual, with_check)
     from pg_policies order by 1"
        .to_owned()
}

fn parts() -> String {
    format!(
        "select concat_ws(' ', 'constraint', conrelid::regclass, conname, convalidated,
                pg_get_constraintdef(pg_constraint.oid))
         from pg_constraint join pg_namespace on pg_namespace.oid = connamespace
         where conrelid <> 0 and {SCHEMAS}
         union all
         select pg_get_indexdef(indexrelid) from pg_index join pg_class on pg_class.oid = indrelid
         join pg_namespace on pg_namespace.oid = relnamespace where {SCHEMAS}
         union all
         select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
         union all
         select 'event trigger ' || evtname || ' ' || evtevent from pg_event_trigger
         order by 1"
    )
}

fn comments() -> String {
    "select concat_ws(' ', 'comment', (object).type, (object).identity, description)
     from (select pg_identify_object(classoid, objoid, objsubid) as object, description
           from pg_description where objoid >= 16384) as described order by 1"
        .to_owned()
}

fn members() -> String {
    "select concat_ws(' ', 'member of', extname, (object).type, (object).identity)
     from (select extname, pg_identify_object(classid, objid, objsubid) as object
           from pg_depend join pg_extension on pg_extension.oid = refobjid
           where refclassid = 'pg_extension'::regclass and deptype = 'e'
             and extname <> 'plpgsql') as member order by 1"
        .to_owned()
}

fn defaults() -> String {
    "select concat_ws(' ', 'default privileges', defaclrole::regrole, defaclnamespace::regnamespace,
            defaclobjtype, grantee::regrole, privilege_type)
     from pg_default_acl, aclexplode(defaclacl) order by 1"
        .to_owned()
}
