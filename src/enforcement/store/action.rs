//! Actions of a case; the case is locked before them.

use crate::enforcement::statements;
use crate::statement::Statement;
use dragonfly_domain::Uuid;
use dragonfly_domain::enforcement::{Action, ActionStatus, ActionType};
use pgrx::Spi;
use pgrx::datum::DatumWithOid;
use pgrx::spi::SpiTupleTable;

use super::record::Update;
use crate::error::Result;
use crate::ids;
use crate::jsonb::RawJsonb;

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
    one_action(&statements::ACTIVE_ACTION, case_id, kind)
}

/// The action of a type that finished last.
pub fn finished_action(case_id: Uuid, kind: ActionType) -> Result<Option<Action>> {
    one_action(&statements::FINISHED_ACTION, case_id, kind)
}

fn one_action(statement: &Statement, case_id: Uuid, kind: ActionType) -> Result<Option<Action>> {
    Spi::connect(|client| {
        let arguments = [ids::datum(case_id).into(), kind.name().into()];
        let rows = statement.run(client, &arguments)?;
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
        let rows = statements::LOCK_ACTION.run(client, &arguments)?;
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
        statements::BEGIN_ACTION.run(client, &arguments)?;
        Ok(())
    })
}

/// Changes an action that goes on: neither history nor event.
pub fn update_action(change: &ActionChange<'_>) -> Result<()> {
    Spi::connect(|client| {
        statements::UPDATE_ACTION.run(client, &change.arguments())?;
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
        Update { statement: &statements::FINISH_ACTION, arguments: self.arguments().into() }
    }
}

/// Cancels what is under way on a case, in the order of ids; which actions that were.
pub fn cancel_all(case_id: Uuid, reason: &str, actor: &str) -> Result<Vec<Uuid>> {
    Spi::connect(|client| {
        let arguments = [ids::datum(case_id).into(), reason.into(), actor.into()];
        let rows = statements::CANCEL_ALL.run(client, &arguments)?;
        rows.map(|row| Ok(row.get::<pgrx::Uuid>(1)?.map(ids::of)))
            .filter_map(Result::transpose)
            .collect()
    })
}
