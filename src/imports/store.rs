//! What an import reads, and how it begins and ends; each statement is kept.

use dragonfly_domain::imports::{Candidate, Known, Row, RowFields, Tally};
use pgrx::datum::{IntoDatum, Uuid};
use pgrx::spi::SpiHeapTupleData;
use pgrx::{Spi, oids_of};

use crate::columns;
use crate::error::Result;
use crate::ids;
use crate::plan::{self, Text};

/// A run that is being processed.
pub struct Run {
    /// Its id.
    pub id: Uuid,
}

/// A row that waits.
pub struct Waiting {
    /// Its id.
    pub id: i64,
    /// What is in it.
    pub fields: RowFields,
}

/// Waits until no other import works, locks the run, and gives it the rows that only name its batch;
/// `None` when there is no such run. Two imports at once would make one plaintiff twice.
pub fn begin(id: Uuid) -> Result<Option<Run>> {
    Spi::connect(|client| {
        plan::write(client, "one_import", "", &[], |_| {
            let sql = "select pg_catalog.pg_advisory_xact_lock(
                pg_catalog.hashtextextended('dragonfly_queue process_simplicity_imports', 0))";
            Ok(Text::new(sql, []))
        })?;
        let rows = plan::write(client, "lock_run", "", &[id.into()], |_| {
            let sql = "select from public.import_runs where id = $1 for no key update";
            Ok(Text::new(sql, oids_of![Uuid]))
        })?;
        if rows.is_empty() {
            return Ok(None);
        }
        plan::write(client, "claim_rows", "", &[id.into()], |_| {
            Ok(Text::new(CLAIM, oids_of![Uuid]))
        })?;
        Ok(Some(Run { id }))
    })
}

/// Has the planner look rows up by index until `plan_as` is called; what it was allowed before. The
/// statements are planned once, maybe while the tables are empty, and must still be good when a
/// hundred thousand rows later each scan would read all of them.
pub fn plan_by_index() -> Result<String> {
    Spi::connect(|client| {
        let rows = plan::read(client, "seqscan", "", &[], |_| {
            let sql = "select pg_catalog.current_setting('enable_seqscan')";
            Ok(Text::new(sql, []))
        })?;
        Ok(rows.first().get_one::<String>()?.unwrap_or_default())
    })
    .and_then(|before| plan_as("off").map(|()| before))
}

/// Allows the planner sequential scans, or not, for the rest of the transaction.
pub fn plan_as(setting: &str) -> Result<()> {
    Spi::connect(|client| {
        plan::write(client, "plan_as", "", &[setting.into()], |_| {
            let sql = "select pg_catalog.set_config('enable_seqscan', $1, true)";
            Ok(Text::new(sql, oids_of![String]))
        })?;
        Ok(())
    })
}

const CLAIM: &str = "
with run as materialized (
    select run.source_reference, coalesce(run.metadata ->> 'batch_name', run.source_reference) as batch
    from public.import_runs as run
    where run.id = $1
      and not exists (select from public.raw_simplicity_imports where import_run_id = $1))
update public.raw_simplicity_imports as raw set import_run_id = $1
where raw.id = any (array(
    select named.id from run, public.raw_simplicity_imports as named
    where named.import_run_id is null and named.raw_data ->> 'batch_name' = run.batch
    union
    select named.id from run, public.raw_simplicity_imports as named
    where named.import_run_id is null
      and named.raw_data ->> 'source_reference' = run.source_reference))";

/// The next rows that wait, by id. Their columns are read as text one by one: the document as a whole
/// would stay in memory until the transaction ends.
pub fn waiting(run_id: Uuid, last: i64, limit: i64) -> Result<Vec<Waiting>> {
    let arguments = [run_id.into(), last.into(), limit.into()];
    Spi::connect(|client| {
        let rows = plan::write(client, "waiting_rows", "", &arguments, |_| {
            let columns: Vec<_> =
                COLUMNS.iter().map(|name| format!("payload ->> '{name}'")).collect();
            let sql = format!(
                "select id, {} from (
                     select id, raw_data -> 'payload' as payload
                     from public.raw_simplicity_imports
                     where import_run_id = $1 and status = 'inserted' and id > $2
                     order by id limit $3) as waiting
                 order by id",
                columns.join(", ")
            );
            Ok(Text::new(sql, oids_of![Uuid, i64, i64]))
        })?;
        rows.map(|row| {
            let id = row.get::<i64>(1)?.unwrap_or_default();
            Ok(Waiting { id, fields: fields(&row)? })
        })
        .collect()
    })
}

const COLUMNS: [&str; 21] = [
    "plaintiff_name",
    "judgment_number",
    "judgment_amount",
    "plaintiff_address_1",
    "plaintiff_address_2",
    "plaintiff_city",
    "plaintiff_state",
    "plaintiff_zip",
    "plaintiff_phone",
    "plaintiff_email",
    "court_name",
    "judgment_date",
    "case_number",
    "docket_number",
    "filing_date",
    "status",
    "county",
    "state",
    "defendant_name",
    "lead_id",
    "best_contact_method",
];

fn fields(row: &SpiHeapTupleData<'_>) -> Result<RowFields> {
    let text = |place: usize| row.get::<String>(place);
    Ok(RowFields {
        plaintiff_name: text(2)?,
        judgment_number: text(3)?,
        judgment_amount: text(4)?,
        address: [text(5)?, text(6)?, text(7)?, text(8)?, text(9)?],
        phone: text(10)?,
        email: text(11)?,
        court_name: text(12)?,
        judgment_date: text(13)?,
        case_number: text(14)?,
        docket_number: text(15)?,
        filing_date: text(16)?,
        status: text(17)?,
        county: text(18)?,
        state: text(19)?,
        defendant_name: text(20)?,
        lead_id: text(21)?,
        best_contact_method: text(22)?,
    })
}

/// Who the rows' plaintiffs may be, in the order of the rows, and whether the judgment is there.
pub fn candidates(rows: &[(i64, Row)]) -> Result<Vec<(Candidate, bool)>> {
    let column = |text: fn(&Row) -> Option<&str>| -> Vec<Option<String>> {
        rows.iter().map(|(_, row)| text(row).map(str::to_owned)).collect()
    };
    Spi::connect(|client| {
        let arguments = [
            column(|row| Some(&row.plaintiff_name)).into(),
            column(|row| row.email.as_deref()).into(),
            column(|row| row.phone.as_deref()).into(),
            column(|row| Some(&row.judgment_number)).into(),
            column(|row| Some(&row.case_number)).into(),
        ];
        let found = plan::write(client, "candidates", "", &arguments, |_| {
            Ok(Text::new(CANDIDATES, [oids_of![Vec<String>]; 5].concat()))
        })?;
        found.map(|row| Ok((candidate(&row)?, row.get::<bool>(5)?.unwrap_or_default()))).collect()
    })
}

fn candidate(row: &SpiHeapTupleData<'_>) -> Result<Candidate> {
    let known = |place: usize| -> Result<Option<Known>> {
        let Some(id) = row.get::<Uuid>(place)? else { return Ok(None) };
        Ok(Some(Known {
            id: ids::of(id),
            has_email: row.get::<bool>(place + 1)?.unwrap_or_default(),
            has_phone: row.get::<bool>(place + 2)?.unwrap_or_default(),
        }))
    };
    Ok(Candidate {
        email: row.get::<String>(1)?,
        phone: row.get::<String>(2)?,
        name: row.get::<String>(3)?,
        fresh: row.get::<Uuid>(4)?.map(ids::of).unwrap_or_default(),
        by_email: known(6)?,
        by_phone: known(9)?,
        by_name: known(12)?,
    })
}

/// Each look-up goes through its index for each row, oldest plaintiff first.
const CANDIDATES: &str = "
select wanted.email, wanted.phone, wanted.name, pg_catalog.gen_random_uuid(),
       exists (select from public.judgments where judgment_number = wanted.judgment_number)
           or exists (select from public.judgments where case_number = wanted.case_number),
       by_email.*, by_phone.*, by_name.*
from (select place, judgment_number, case_number, pg_catalog.lower(email) as email,
             pg_catalog.regexp_replace(phone, '[^0-9]', '', 'g') as phone,
             nullif(pg_catalog.regexp_replace(
                 pg_catalog.lower(name), '[[:space:]!-/:-@[-`{-~]+', '', 'g'), '') as name
      from unnest($1, $2, $3, $4, $5) with ordinality
          as it (name, email, phone, judgment_number, case_number, place)) as wanted
left join lateral (
    select id, coalesce(email, '') <> '', coalesce(phone, '') <> '' from public.plaintiffs
    where pg_catalog.lower(email) = wanted.email
    order by created_at, id limit 1) as by_email on true
left join lateral (
    select id, coalesce(email, '') <> '', coalesce(phone, '') <> '' from public.plaintiffs
    where phone is not null and pg_catalog.regexp_replace(phone, '[^0-9]', '', 'g') = wanted.phone
    order by created_at, id limit 1) as by_phone on true
left join lateral (
    select id, coalesce(email, '') <> '', coalesce(phone, '') <> '' from public.plaintiffs
    where pg_catalog.regexp_replace(
        pg_catalog.lower(name), '[[:space:]!-/:-@[-`{-~]+', '', 'g') = wanted.name
    order by created_at, id limit 1) as by_name on true
order by wanted.place";

/// How many rows of the run came to what, whenever that was.
pub fn tally(run_id: Uuid) -> Result<Tally> {
    Spi::connect(|client| {
        let rows = plan::write(client, "tally", "", &[run_id.into()], |_| {
            let sql = "
                select pg_catalog.count(*),
                       pg_catalog.count(*) filter (where status::text = 'processed'),
                       pg_catalog.count(*) filter (where status::text = 'skipped'),
                       pg_catalog.count(*) filter (where status::text in ('error', 'parse_error'))
                from public.raw_simplicity_imports where import_run_id = $1";
            Ok(Text::new(sql, oids_of![Uuid]))
        })?;
        let row = rows.first();
        let count = |place| -> Result<i64> { Ok(row.get::<i64>(place)?.unwrap_or_default()) };
        Ok(Tally { total: count(1)?, inserted: count(2)?, skipped: count(3)?, errors: count(4)? })
    })
}

/// Writes counters and status, unless they stand there already.
pub fn end(run_id: Uuid, tally: Tally, status: &str) -> Result<()> {
    let Tally { total, inserted, skipped, errors } = tally;
    let arguments = [
        run_id.into(),
        total.into(),
        inserted.into(),
        skipped.into(),
        errors.into(),
        status.into(),
    ];
    Spi::connect(|client| {
        plan::write(client, "end_run", "", &arguments, |client| {
            let sql = "
                update public.import_runs
                set total_rows = $2, inserted_rows = $3, skipped_rows = $4, error_rows = $5,
                    row_count = $2, insert_count = $3, error_count = $5,
                    status = $6::[public.import_runs.status],
                    finished_at = pg_catalog.now()
                where id = $1 and (total_rows, inserted_rows, skipped_rows, error_rows, status::text)
                    is distinct from ($2, $3, $4, $5, $6)";
            let types = oids_of![Uuid, i64, i64, i64, i64, String];
            Ok(Text::new(columns::typed(client, sql)?, types))
        })?;
        Ok(())
    })
}
