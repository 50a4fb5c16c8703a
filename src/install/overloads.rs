//! An application's own functions under the names of ours, beside them or in their place. Beside them they make
//! calls ambiguous: Postgres says `is not unique`, PostgREST PGRST203.

use pgrx::spi::{SpiClient, SpiHeapTupleData};

use super::store::names;
use super::{access, legacy};
use crate::error::Result;

/// A routine that is not ours, and the statements that set it aside.
pub struct Overload {
    pub signature: String,
    pub moves: String,
}

/// How a routine is moved; one of the same signature may have been moved before.
const MOVES: &str = "
case when exists (select from pg_proc as before
                  where before.pronamespace = to_regnamespace('dragonfly_legacy')
                    and before.proname = pg_proc.proname
                    and before.proargtypes = pg_proc.proargtypes)
    then format('ALTER %1$s %2$s RENAME TO %3$s; ALTER %1$s %4$s SET SCHEMA dragonfly_legacy;',
                what, routine, proname || '_' || pg_proc.oid,
                replace(routine, proname || '(', proname || '_' || pg_proc.oid || '('))
    else format('ALTER %s %s SET SCHEMA dragonfly_legacy;', what, routine)
end
from pg_proc cross join lateral (
    select pg_proc.oid::regprocedure::text as routine,
           case prokind when 'f' then 'FUNCTION' else 'ROUTINE' end as what) as called";

/// Routines under a name of ours, in its schema, that are neither ours nor another extension's. One that
/// needs more arguments than any of ours takes stays: no call suits both.
const BESIDE: &str = "
join (select split_part(signature, '(', 1) as name, max(case
          when signature like '%()' then 0
          else cardinality(string_to_array(signature, ',')) end) as most
      from unnest(string_to_array($1, '|')) as signature group by 1) as ours
    on pronamespace = to_regnamespace(split_part(name, '.', 1))
   and proname = split_part(name, '.', 2)
   and pronargs - pronargdefaults - (provariadic <> 0)::int <= most
where not exists (select from unnest(string_to_array($1, '|')) as signature
                  where to_regprocedure(signature) = pg_proc.oid)
  and not exists (select from pg_depend where classid = 'pg_proc'::regclass
                    and objid = pg_proc.oid and deptype = 'e')
order by routine";

/// Those beside ours. Schema dragonfly holds nothing but ours (`ground`).
pub fn beside(client: &SpiClient<'_>) -> Result<Vec<Overload>> {
    let mut exposed = Vec::new();
    for row in access::rows(client)? {
        let is_called = row.grants.iter().any(|(_, rights)| !rights.is_empty());
        if matches!(row.kind.as_str(), "function" | "helper")
            && is_called
            && !row.object.starts_with("dragonfly.")
        {
            exposed.push(row.object);
        }
    }
    // Two columns, never one text to be split: the name of a type may hold any character.
    let sql = format!("select routine, {MOVES} {BESIDE}");
    let rows = client.select(sql.as_str(), None, &[exposed.join("|").into()])?;
    let overload = |row: SpiHeapTupleData<'_>| {
        Ok(Overload {
            signature: row.get::<String>(1)?.unwrap_or_default(),
            moves: row.get::<String>(2)?.unwrap_or_default(),
        })
    };
    rows.map(overload).collect()
}

/// The one with this signature of ours, unless it is a member of the extension.
pub fn in_place(client: &SpiClient<'_>, signature: &str) -> Result<Option<Overload>> {
    let sql = format!(
        "select {MOVES} where pg_proc.oid = to_regprocedure($1) and not exists (
             select from pg_depend join pg_extension on pg_extension.oid = refobjid
             where classid = 'pg_proc'::regclass and objid = pg_proc.oid
               and refclassid = 'pg_extension'::regclass and deptype = 'e'
               and extname = 'dragonfly_queue')"
    );
    let moves = names(client, &sql, signature)?.pop();
    Ok(moves.map(|moves| Overload { signature: signature.to_owned(), moves }))
}

/// The script of these moves, which makes the schema where it is missing.
pub fn script(client: &SpiClient<'_>, moves: &[String]) -> Result<String> {
    let create = "select 'CREATE SCHEMA ' || $1 || ';' where to_regnamespace($1) is null";
    let mut statements = names(client, create, legacy::SCHEMA)?;
    statements.extend_from_slice(moves);
    Ok(statements.join(" "))
}
