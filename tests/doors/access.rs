//! Access as the catalogue has it equals `sql/schema/access.sql`, object by object.

use std::collections::BTreeSet;

use postgres::Client;

use crate::place::Door;

const ACCESS: &str = include_str!("../../sql/schema/access.sql");
const ROLES: [&str; 4] = ["anon", "authenticated", "service_role", "enforcement_operator"];
const OWNER: &str = "dragonfly_owner";

/// Privileges on one object: role and privilege, `PUBLIC` included.
type Grants = BTreeSet<(String, String)>;

/// One row of access.sql.
struct Row {
    kind: String,
    object: String,
    granted: Vec<(&'static str, String)>,
}

fn rows(client: &mut Client) -> Vec<Row> {
    let rows = client.query(ACCESS, &[]).unwrap();
    let row = |row: &postgres::Row| Row {
        kind: row.get(0),
        object: row.get(1),
        granted: ROLES.into_iter().chain([OWNER]).map(|role| (role, row.get(role))).collect(),
    };
    rows.iter().map(row).collect()
}

impl Row {
    /// What the row grants; on objects of its own the owner needs no grant.
    fn expected(&self) -> Grants {
        let privileges = self.granted.iter().flat_map(|(role, list)| {
            list.split(", ")
                .filter(|privilege| !privilege.is_empty())
                .map(move |privilege| ((*role).to_owned(), privilege.to_uppercase()))
        });
        privileges.collect()
    }

    /// The same for a queue's sequence, which follows the table.
    fn expected_of_sequence(&self) -> Grants {
        let granted = self.granted.iter().filter(|(_, list)| !list.is_empty());
        granted
            .flat_map(|(role, _)| ["SELECT", "USAGE"].map(|right| (*role, right)))
            .map(|(role, right)| (role.to_owned(), right.to_owned()))
            .collect()
    }
}

/// Grants to anybody but the owner, superusers and `pg_monitor`, to which pgmq opens its queues. `acl`
/// is an expression over `from`, whose object is named by `$1`.
fn actual(client: &mut Client, acl: &str, from: &str, object: &str) -> Grants {
    let sql = format!(
        "select coalesce(rolname, 'PUBLIC')::text, privilege_type
         from {from}, aclexplode({acl}) as granted
         left join pg_roles on pg_roles.oid = grantee
         where grantee <> owner and not coalesce(rolsuper or rolname = 'pg_monitor', false)"
    );
    let rows = client.query(&sql, &[&object]).unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

fn of_function(client: &mut Client, signature: &str) -> Grants {
    let from = "(select proacl as acl, proowner as owner from pg_proc
                 where oid = to_regprocedure($1::text)) as object";
    actual(client, "coalesce(acl, acldefault('f', owner))", from, signature)
}

fn of_relation(client: &mut Client, name: &str) -> Grants {
    let from = "(select relacl as acl, relowner as owner, relkind from pg_class
                 where oid = to_regclass($1::text)) as object";
    let default = "acldefault(case relkind when 'S' then 's' else 'r' end::\"char\", owner)";
    actual(client, &format!("coalesce(acl, {default})"), from, name)
}

fn of_schema(client: &mut Client, name: &str) -> Grants {
    let from = "(select nspacl as acl, nspowner as owner from pg_namespace
                 where nspname = $1::text) as object";
    actual(client, "coalesce(acl, acldefault('n', owner))", from, name)
}

#[test]
fn every_object_is_granted_as_the_table_says() {
    let door = Door::open("access_rows");
    let mut client = door.client();
    for row in rows(&mut client) {
        let (object, expected) = (row.object.as_str(), row.expected());
        match row.kind.as_str() {
            "function" | "helper" => {
                assert_eq!(of_function(&mut client, object), expected, "{object}");
            }
            "table" | "view" => assert_eq!(of_relation(&mut client, object), expected, "{object}"),
            "queue" => {
                for table in [format!("pgmq.q_{object}"), format!("pgmq.a_{object}")] {
                    assert_eq!(of_relation(&mut client, &table), expected, "{table}");
                }
                let sequence = format!("pgmq.q_{object}_msg_id_seq");
                let found = of_relation(&mut client, &sequence);
                assert_eq!(found, row.expected_of_sequence(), "{sequence}");
                aliases_of(&mut client, &row);
            }
            "schema" if object != "pgmq" => {
                assert_eq!(of_schema(&mut client, object), expected, "{object}");
            }
            "schema" | "pgmq" => objects_of_pgmq(&mut client, &row),
            // pg_net is not here; the tests of its stand-in look at this grant.
            "net" => {}
            other => panic!("access.sql has a new kind of row: {other}"),
        }
    }
}

/// The views of a queue's other spelling: rows for whoever may touch those of the table, no TRUNCATE; the
/// sequence's view is read only.
fn aliases_of(client: &mut Client, row: &Row) {
    let object = &row.object;
    let rows: &[&str] = &["DELETE", "INSERT", "SELECT", "UPDATE"];
    let views = [
        (format!("pgmq.q_q_{object}"), rows),
        (format!("pgmq.a_q_{object}"), rows),
        (format!("pgmq.q_q_{object}_msg_id_seq"), &["SELECT"]),
    ];
    for (view, rights) in views {
        let there = client.query_one("select to_regclass($1::text) is not null", &[&view]).unwrap();
        if there.get(0) {
            let granted = row.granted.iter().filter(|(_, list)| !list.is_empty());
            let expected: Grants = granted
                .flat_map(|(role, _)| {
                    rights.iter().map(|right| ((*role).to_owned(), (*right).to_owned()))
                })
                .collect();
            assert_eq!(of_relation(client, &view), expected, "{view}");
        }
    }
}

/// On objects of pgmq others may have granted too; of our roles exactly those of the row hold a grant.
fn objects_of_pgmq(client: &mut Client, row: &Row) {
    let ours = |grants: Grants| -> Grants {
        let ours = |role: &str| role == OWNER || ROLES.contains(&role);
        grants.into_iter().filter(|(role, _)| ours(role)).collect()
    };
    match (row.kind.as_str(), row.object.as_str()) {
        ("schema", name) => assert_eq!(ours(of_schema(client, name)), row.expected()),
        ("pgmq", "meta") => assert_eq!(ours(of_relation(client, "pgmq.meta")), row.expected()),
        ("pgmq", "functions") => {
            let sql = "select pg_proc.oid::regprocedure::text from pg_proc
                       where pronamespace = 'pgmq'::regnamespace and prokind = 'f'";
            let functions = client.query(sql, &[]).unwrap();
            assert!(functions.len() > 10);
            for function in functions {
                let signature: String = function.get(0);
                let found = ours(of_function(client, &signature));
                assert_eq!(found, row.expected(), "{signature}");
            }
        }
        // Later versions of pgmq only.
        ("pgmq", "notify_insert_throttle" | "topic_bindings") => {
            let table = format!("pgmq.{}", row.object);
            assert_eq!(ours(of_relation(client, &table)), row.expected(), "{table}");
        }
        (kind, object) => panic!("access.sql has a new row of pgmq: {kind} {object}"),
    }
}

#[test]
fn access_sql_names_every_object_of_ours() {
    let door = Door::open("access_complete");
    let mut client = door.client();
    let mut missing = Vec::new();
    for sql in [
        "select pg_proc.oid::regprocedure::text from pg_proc
         join pg_depend on objid = pg_proc.oid and classid = 'pg_proc'::regclass and deptype = 'e'
         join pg_extension on pg_extension.oid = refobjid and extname = 'dragonfly_queue'
         where pg_proc.oid not in (
             select to_regprocedure(object) from access where kind = 'function')",
        "select pg_class.oid::regclass::text from pg_class
         where relkind in ('r', 'p', 'v', 'm') and pg_get_userbyid(relowner) = 'dragonfly_owner'
           and pg_class.oid not in (
               select to_regclass(object) from access where kind in ('table', 'view') union all
               select to_regclass(format('pgmq.' || pattern, object)) from access,
                   unnest(array['q_%s', 'a_%s', 'q_q_%s', 'a_q_%s', 'q_q_%s_msg_id_seq']) as pattern
               where kind = 'queue')",
        "select pg_proc.oid::regprocedure::text from pg_proc
         where pg_get_userbyid(proowner) = 'dragonfly_owner' and pg_proc.oid not in (
             select to_regprocedure(object) from access where kind in ('function', 'helper'))",
        "select attrelid::regclass || '.' || attname from pg_attribute
         join pg_class on pg_class.oid = attrelid
         where attacl is not null and pg_get_userbyid(relowner) = 'dragonfly_owner'",
    ] {
        let sql = format!("with access as ({ACCESS}) {sql}");
        missing.extend(client.query(&sql, &[]).unwrap().iter().map(|row| row.get::<_, String>(0)));
    }
    assert!(missing.is_empty(), "not in access.sql: {missing:?}");
}

#[test]
fn a_stray_grant_is_seen() {
    // The comparison itself can fail.
    let door = Door::open("access_stray");
    let mut client = door.client();
    client
        .batch_execute(
            "grant execute on function dequeue_job(text) to public;
             grant select on pgmq.q_enrich to anon; grant usage on schema dragonfly to public",
        )
        .unwrap();
    let public = |privilege: &str| ("PUBLIC".to_owned(), privilege.to_owned());
    assert!(of_function(&mut client, "public.dequeue_job(text)").contains(&public("EXECUTE")));
    let anon = ("anon".to_owned(), "SELECT".to_owned());
    assert!(of_relation(&mut client, "pgmq.q_enrich").contains(&anon));
    assert!(of_schema(&mut client, "dragonfly").contains(&public("USAGE")));
}
