//! Judgments: locked before their cases, written with them.

use dragonfly_domain::enforcement::Judgment;
use dragonfly_domain::{BigDecimal, Uuid};
use pgrx::datum::IntoDatum;
use pgrx::{Spi, oids_of};

use super::case::number;
use crate::columns;
use crate::error::Result;
use crate::ids;
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};

/// Locks a judgment; `None` when there is none.
pub fn lock_judgment(id: i64) -> Result<Option<Judgment>> {
    Spi::connect(|client| {
        let rows = plan::write(client, "lock_judgment", "", &[id.into()], |_| {
            let sql = "select case_number::text, plaintiff_id, judgment_amount::text,
                              balance_due::text, enforcement_stage::text,
                              coalesce(judgment_amount, 0) - coalesce(balance_due, 0) = 'NaN'
                              or pg_catalog.abs(judgment_amount) = 'Infinity'
                              or pg_catalog.abs(balance_due) = 'Infinity'
                       from public.judgments where id = $1 for no key update";
            Ok(Text::new(sql, oids_of![i64]))
        })?;
        if rows.is_empty() {
            return Ok(None);
        }
        let row = rows.first();
        Ok(Some(Judgment {
            id,
            case_number: row.get(1)?,
            plaintiff_id: row.get::<pgrx::Uuid>(2)?.map(ids::of),
            judgment_amount: number(&row, 3)?,
            balance_due: number(&row, 4)?,
            enforcement_stage: row.get(5)?,
            has_no_number: row.get::<bool>(6)?.unwrap_or_default(),
        }))
    })
}

/// What a judgment owes, without a lock: to give a tier, not to book.
pub fn balance_of_judgment(id: i64) -> Result<Option<BigDecimal>> {
    Spi::connect(|client| {
        let rows = plan::write(client, "balance_of_judgment", "", &[id.into()], |_| {
            let sql =
                "select pg_catalog.round(nullif(coalesce(balance_due, judgment_amount), 'NaN'),
                                              2)::text
                       from public.judgments where id = $1";
            Ok(Text::new(sql, oids_of![i64]))
        })?;
        if rows.is_empty() { Ok(None) } else { number(&rows.first(), 1) }
    })
}

/// The open case of a locked judgment, and whether there ever was one.
pub fn cases_of(judgment_id: i64) -> Result<(Option<Uuid>, bool)> {
    Spi::connect(|client| {
        let row = plan::write(client, "cases_of", "", &[judgment_id.into()], |_| {
            let sql = "select (select id from public.enforcement_cases
                               where judgment_id = $1
                                 and (closed_at is null and status <> 'closed') limit 1),
                              exists (select from public.enforcement_cases where judgment_id = $1)";
            Ok(Text::new(sql, oids_of![i64]))
        })?
        .first();
        Ok((row.get::<pgrx::Uuid>(1)?.map(ids::of), row.get::<bool>(2)?.unwrap_or_default()))
    })
}

/// The statement that removes an application's index by which a judgment can have one case ever.
pub fn unique_index_on_judgment() -> Result<Option<String>> {
    Spi::connect(|client| {
        let rows = plan::read(client, "unique_index_on_judgment", "", &[], |_| {
            let sql = "select coalesce(
                           'ALTER TABLE public.enforcement_cases DROP CONSTRAINT ' || pg_catalog.quote_ident(conname),
                           'DROP INDEX ' || indexrelid::pg_catalog.regclass)
                       from pg_catalog.pg_index
                       left join pg_catalog.pg_constraint on conindid = indexrelid and contype = 'u'
                       where indrelid = 'public.enforcement_cases'::pg_catalog.regclass
                         and indisunique and indpred is null and indexprs is null and indnkeyatts = 1
                         and indkey[0] = (
                             select attnum from pg_catalog.pg_attribute
                             where attrelid = indrelid and attname = 'judgment_id')
                       limit 1";
            Ok(Text::new(sql, []))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<String>()?) }
    })
}

/// The plaintiff is there.
pub fn plaintiff_exists(id: Uuid) -> Result<bool> {
    Spi::connect(|client| {
        let rows = plan::write(client, "plaintiff_exists", "", &[ids::datum(id).into()], |_| {
            let sql = "select from public.plaintiffs where id = $1";
            Ok(Text::new(sql, oids_of![pgrx::Uuid]))
        })?;
        Ok(!rows.is_empty())
    })
}

/// Sets the stage of a locked judgment and writes its history, with its open case or none.
pub fn set_judgment_stage(
    judgment_id: i64,
    stage: &str,
    note: Option<&str>,
    actor: &str,
    delta: RawJsonb,
) -> Result<()> {
    Spi::connect(|client| {
        let arguments = [judgment_id.into(), stage.into(), note.into(), actor.into(), delta.into()];
        plan::write(client, "set_judgment_stage", "", &arguments, |client| {
            let sql = columns::typed(
                client,
                "with judgment as (
                     update public.judgments
                     set enforcement_stage = $2::[public.judgments.enforcement_stage],
                         enforcement_stage_updated_at = pg_catalog.now(), updated_at = pg_catalog.now()
                     where id = $1)
                 insert into public.enforcement_history
                     (judgment_id, stage, note, changed_by, enforcement_case_id, actor_type, delta)
                 select $1, $2::[public.enforcement_history.stage], $3, $4,
                        (select id from public.enforcement_cases
                         where judgment_id = $1 and (closed_at is null and status <> 'closed')
                         limit 1),
                        'rpc', $5",
            )?;
            Ok(Text::new(sql, oids_of![i64, String, String, String, RawJsonb]))
        })?;
        Ok(())
    })
}
