//! Actions of a case; the case is locked before them.

use dragonfly_domain::Uuid;
use dragonfly_domain::enforcement::{Action, ActionStatus, ActionType};
use pgrx::datum::{DatumWithOid, IntoDatum};
use pgrx::spi::SpiTupleTable;
use pgrx::{Spi, oids_of};

use super::record::Update;
use crate::columns;
use crate::error::Result;
use crate::ids;
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};

/// An action that was named by its id.
pub struct NamedAction {
    /// Its type; adopted tables may have others than ours.
    pub action_type: String,
    /// Where it stands; `None` for a status that is none of ours.
    pub status: Option<ActionStatus>,
    /// It belongs to the case.
    pub of_this_case: bool,
}

/// What an action becomes.
pub struct ActionChange<'a> {
    /// Which action.
    pub id: Uuid,
    /// Its new status.
    pub status: ActionStatus,
    /// Why; nothing leaves what is there.
    pub reason: Option<&'a str>,
    /// Merged into its metadata.
    pub metadata: Option<RawJsonb>,
    /// Who says so.
    pub actor: &'a str,
}

/// Locks the active action of a type.
pub fn active_action(case_id: Uuid, kind: ActionType) -> Result<Option<Action>> {
    let sql = "select id, status::text from public.enforcement_actions
               where enforcement_case_id = $1 and action_type = $2::[public.enforcement_actions.action_type]
                 and status in ('planned', 'pending', 'served')
               order by id limit 1 for no key update";
    one_action("active_action", sql, case_id, kind)
}

/// The action of a type that finished last.
pub fn finished_action(case_id: Uuid, kind: ActionType) -> Result<Option<Action>> {
    let sql = "select id, status::text from public.enforcement_actions
               where enforcement_case_id = $1 and action_type = $2::[public.enforcement_actions.action_type]
                 and status in ('completed', 'failed', 'cancelled')
               order by closed_at desc nulls last, opened_at desc limit 1";
    one_action("finished_action", sql, case_id, kind)
}

fn one_action(
    name: &'static str,
    sql: &str,
    case_id: Uuid,
    kind: ActionType,
) -> Result<Option<Action>> {
    Spi::connect(|client| {
        let arguments = [ids::datum(case_id).into(), kind.name().into()];
        let rows = plan::write(client, name, "", &arguments, |client| {
            Ok(Text::new(columns::typed(client, sql)?, oids_of![pgrx::Uuid, String]))
        })?;
        if rows.is_empty() { Ok(None) } else { read(&rows.first()) }
    })
}

fn read(row: &SpiTupleTable<'_>) -> Result<Option<Action>> {
    let id = row.get::<pgrx::Uuid>(1)?.map(ids::of);
    let status = row.get::<String>(2)?.and_then(|name| ActionStatus::from_name(&name));
    Ok(id.zip(status).map(|(id, status)| Action { id, status }))
}

/// Locks an action by its id.
pub fn lock_action(id: Uuid, case_id: Uuid) -> Result<Option<NamedAction>> {
    Spi::connect(|client| {
        let arguments = [ids::datum(id).into(), ids::datum(case_id).into()];
        let rows = plan::write(client, "lock_action", "", &arguments, |_| {
            // An action whose case the caller may not see is none.
            let sql = "select action_type::text, status::text, enforcement_case_id = $2
                       from public.enforcement_actions as action
                       where id = $1 and exists (
                           select from public.enforcement_cases as its_case
                           where its_case.id = action.enforcement_case_id)
                       for no key update";
            Ok(Text::new(sql, oids_of![pgrx::Uuid, pgrx::Uuid]))
        })?;
        if rows.is_empty() {
            return Ok(None);
        }
        let row = rows.first();
        Ok(Some(NamedAction {
            action_type: row.get::<String>(1)?.unwrap_or_default(),
            status: row.get::<String>(2)?.and_then(|name| ActionStatus::from_name(&name)),
            of_this_case: row.get::<bool>(3)?.unwrap_or_default(),
        }))
    })
}

/// Begins an action.
pub fn begin_action(case_id: Uuid, kind: ActionType, change: &ActionChange<'_>) -> Result<()> {
    Spi::connect(|client| {
        let arguments = [
            ids::datum(change.id).into(),
            ids::datum(case_id).into(),
            kind.name().into(),
            change.status.name().into(),
            change.reason.into(),
            change.metadata.into(),
            change.actor.into(),
        ];
        plan::write(client, "begin_action", "", &arguments, |client| {
            let sql = columns::typed(
                client,
                "insert into public.enforcement_actions
                     (id, enforcement_case_id, action_type, status, status_reason, metadata, created_by)
                 values ($1, $2, $3::[public.enforcement_actions.action_type],
                         $4::[public.enforcement_actions.status], $5, coalesce($6, '{}'), $7)",
            )?;
            let types = oids_of![pgrx::Uuid, pgrx::Uuid, String, String, String, RawJsonb, String];
            Ok(Text::new(sql, types))
        })?;
        Ok(())
    })
}

/// Changes an action that goes on: neither history nor event.
pub fn update_action(change: &ActionChange<'_>) -> Result<()> {
    Spi::connect(|client| {
        plan::write(client, "update_action", "", &change.arguments(), |client| {
            let sql = columns::typed(
                client,
                "update public.enforcement_actions
                 set status = $2::[public.enforcement_actions.status],
                     status_reason = coalesce($3, status_reason),
                     metadata = metadata || coalesce($4, '{}'),
                     updated_by = $5, updated_at = pg_catalog.now()
                 where id = $1",
            )?;
            Ok(Text::new(sql, oids_of![pgrx::Uuid, String, String, RawJsonb, String]))
        })?;
        Ok(())
    })
}

impl ActionChange<'_> {
    fn arguments(&self) -> [DatumWithOid<'_>; 5] {
        [
            ids::datum(self.id).into(),
            self.status.name().into(),
            self.reason.into(),
            self.metadata.into(),
            self.actor.into(),
        ]
    }

    /// The same as part of the statement that also writes the event. An action that ends is closed.
    pub fn update(&self) -> Update<'_> {
        Update {
            name: "finish_action",
            parts: vec![
                "changed as (
                    update public.enforcement_actions
                    set status = $16::[public.enforcement_actions.status],
                        closed_at = case when $16 in ('completed', 'failed', 'cancelled')
                                         then pg_catalog.now() else closed_at end,
                        status_reason = coalesce($17, status_reason),
                        metadata = metadata || coalesce($18, '{}'),
                        updated_by = $19, updated_at = pg_catalog.now()
                    where id = $15)",
            ],
            types: oids_of![pgrx::Uuid, String, String, RawJsonb, String].into(),
            arguments: self.arguments().into(),
        }
    }
}

/// Cancels what is under way on a case, in the order of ids; which actions that were.
pub fn cancel_all(case_id: Uuid, reason: &str, actor: &str) -> Result<Vec<Uuid>> {
    Spi::connect(|client| {
        let arguments = [ids::datum(case_id).into(), reason.into(), actor.into()];
        let rows = plan::write(client, "cancel_all", "", &arguments, |_| {
            let sql = "with active as (
                           select id from public.enforcement_actions
                           where enforcement_case_id = $1
                             and status in ('planned', 'pending', 'served')
                           order by id for no key update),
                       cancelled as (
                           update public.enforcement_actions as action
                           set status = 'cancelled', closed_at = pg_catalog.now(),
                               status_reason = $2, updated_by = $3, updated_at = pg_catalog.now()
                           from active where action.id = active.id
                           returning action.id)
                       select id from cancelled order by id";
            Ok(Text::new(sql, oids_of![pgrx::Uuid, String, String]))
        })?;
        rows.map(|row| Ok(row.get::<pgrx::Uuid>(1)?.map(ids::of)))
            .filter_map(Result::transpose)
            .collect()
    })
}
