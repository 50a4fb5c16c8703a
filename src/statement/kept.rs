//! The kept statements of this backend, by the object that they are for.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use pgrx::pg_sys::PgOid;
use pgrx::pg_sys::panic::ErrorReport;
use pgrx::spi::OwnedPreparedStatement;
use pgrx::{PgLogLevel, PgSqlErrorCode};

use super::changes;
use crate::error::Result;

/// How many queues have statements kept at once: they take most of a megabyte for each. The one that was not used
/// for longest gives way.
const MOST_OBJECTS: usize = 64;

/// Shared with the call that runs it: a run may call user code, which may have the plan replaced.
type Plan = Rc<OwnedPreparedStatement>;

struct Kept {
    plan: Plan,
    sql: String,
    /// The generation of tables in which the text was made.
    generation: u64,
}

#[derive(Default)]
struct Object {
    used: u64,
    plans: HashMap<Name, Kept>,
}

#[derive(Default)]
struct Objects {
    calls: u64,
    by_name: HashMap<String, Object>,
}

/// `area/name` of a statement.
type Name = &'static str;

thread_local! {
    /// The text that was prepared last.
    static PREPARING: RefCell<String> = RefCell::default();
    static OBJECTS: RefCell<Objects> = RefCell::default();
}

/// The plan of a statement; it is made when there is none, and again when its text has changed.
pub fn plan(
    name: Name,
    object: &str,
    text: impl FnOnce() -> Result<String>,
    types: impl FnOnce() -> Vec<PgOid>,
    prepare: impl FnOnce(&str, &[PgOid]) -> Result<OwnedPreparedStatement>,
) -> Result<Plan> {
    let generation = changes::generation();
    if let Some(plan) = OBJECTS.with_borrow_mut(|kept| kept.current(name, object, generation)) {
        return Ok(plan);
    }
    let sql = text().inspect_err(|_| forget(name, object))?;
    if let Some(plan) = OBJECTS.with_borrow_mut(|kept| kept.same(name, object, &sql, generation)) {
        return Ok(plan);
    }
    PREPARING.replace(sql.clone());
    let types = types();
    let plan = Rc::new(prepare(&sql, &types)?);
    show(name, object, &sql, &types);
    let kept = Kept { plan: Rc::clone(&plan), sql, generation };
    // What gives way is freed behind the borrow.
    let gone = OBJECTS.with_borrow_mut(|all| all.keep(name, object, kept));
    drop(gone);
    Ok(plan)
}

/// Tells the server's log, at DEBUG1, what was prepared: the statement and the types of its arguments.
/// `cargo xtask statements` reads it there.
fn show(name: Name, object: &str, sql: &str, types: &[PgOid]) {
    let types: Vec<_> = types.iter().copied().map(type_name).collect();
    let message = format!("kept statement {name}#{object}");
    let detail = format!("({})\n{sql}", types.join(", "));
    let code = PgSqlErrorCode::ERRCODE_SUCCESSFUL_COMPLETION;
    ErrorReport::new(code, message, "show").set_detail(detail).report(PgLogLevel::DEBUG1);
}

fn type_name(oid: PgOid) -> String {
    match oid {
        PgOid::BuiltIn(builtin) => format!("{builtin:?}").trim_end_matches("OID").to_lowercase(),
        other => other.value().to_u32().to_string(),
    }
}

/// Whether a statement of that text is kept, or is the one that was prepared last.
pub fn is_kept(sql: &str) -> bool {
    let is_it = |kept: &Kept| kept.sql == sql;
    PREPARING.with_borrow(|last| last == sql)
        || OBJECTS.with_borrow(|all| {
            all.by_name.values().flat_map(|object| object.plans.values()).any(is_it)
        })
}

/// The object is gone.
fn forget(name: Name, object: &str) {
    let gone = OBJECTS.with_borrow_mut(|kept| kept.by_name.get_mut(object)?.plans.remove(&name));
    drop(gone);
}

impl Objects {
    /// The plan, when no table has changed since its text was made.
    fn current(&mut self, name: Name, object: &str, generation: u64) -> Option<Plan> {
        self.calls += 1;
        let found = self.by_name.get_mut(object)?;
        found.used = self.calls;
        let kept = found.plans.get(&name)?;
        (kept.generation == generation).then(|| Rc::clone(&kept.plan))
    }

    /// The plan, when its text is still this one.
    fn same(&mut self, name: Name, object: &str, sql: &str, generation: u64) -> Option<Plan> {
        let kept = self.by_name.get_mut(object)?.plans.get_mut(&name)?;
        (kept.sql == sql).then(|| {
            kept.generation = generation;
            Rc::clone(&kept.plan)
        })
    }

    /// Keeps a plan; what it replaces, and the statements of an object that gives way.
    fn keep(&mut self, name: Name, object: &str, kept: Kept) -> (Option<Kept>, Option<Object>) {
        let is_new = !self.by_name.contains_key(object);
        let oldest =
            if is_new && self.by_name.len() >= MOST_OBJECTS { self.oldest() } else { None };
        let gone = oldest.and_then(|oldest| self.by_name.remove(&oldest));
        let entry = self.by_name.entry(object.to_owned()).or_default();
        entry.used = self.calls;
        (entry.plans.insert(name, kept), gone)
    }

    /// The object that was not used for longest; statements for no object stay.
    fn oldest(&self) -> Option<String> {
        let named = self.by_name.iter().filter(|(object, _)| !object.is_empty());
        named.min_by_key(|(_, object)| object.used).map(|(name, _)| name.clone())
    }
}
