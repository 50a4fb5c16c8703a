//! Unique indexes of an application that allow less than the functions need. They stay, with a WARNING;
//! the functions that meet one answer 23505 and say which.

use pgrx::spi::SpiClient;

use super::preflight;
use super::store;
use crate::error::Result;

/// Table, columns by name, and what an index that makes them unique forbids.
const NARROW: [(&str, &str, &str); 3] = [
    (
        "public.plaintiff_tasks",
        "kind,plaintiff_id,status",
        "allows a plaintiff one task per kind and status: a second call cannot be logged",
    ),
    (
        "public.enforcement_cases",
        "judgment_id",
        "allows a judgment one case ever: none can be opened after the first is closed",
    ),
    (
        "workers.processed_jobs",
        "idempotency_key",
        "allows a key one job whatever its queue: a second queue's cannot be claimed",
    ),
];

/// Warns of each.
pub fn warn_of_narrow_indexes(client: &SpiClient<'_>) -> Result<()> {
    for (table, columns, forbids) in NARROW {
        let sql = format!(
            "select indexrelid::regclass::text from pg_index
             where indrelid = to_regclass($1) and indisunique and indpred is null
               and indexprs is null and '{columns}' = (
                   select string_agg(attname, ',' order by attname collate \"C\") from pg_attribute
                   where attrelid = indrelid
                     and attnum = any ((indkey::int2[])[:indnkeyatts - 1]))"
        );
        for index in store::names(client, &sql, table)? {
            preflight::warn(
                &format!("install: {index} {forbids}"),
                &format!("DROP INDEX {index}, or drop the constraint that made it"),
            );
        }
    }
    Ok(())
}
