//! Who is calling: the role that PostgREST switched to, or the session's own.

use crate::statement::Statement;
use dragonfly_domain::caller::Caller;
use pgrx::Spi;
use pgrx::prelude::*;

use crate::error::{Error, Reason, Result};
use crate::{boundary, security, settings};

/// The caller and the transaction that the call runs in.
pub struct Session {
    /// Who is calling.
    pub caller: Caller,
    isolation: String,
}

/// Refuses anybody but operators.
pub fn require_operator() -> Result<()> {
    Session::current()?.require_operator()
}

/// Whether the caller is an operator, for the policies of tables (`dragonfly.is_operator()`).
#[pg_extern(stable, parallel_restricted)]
#[search_path(pg_catalog, pg_temp)]
fn caller_is_operator() -> bool {
    boundary::run("caller_is_operator", || Ok(Session::current()?.caller.is_operator()))
}

/// Refuses the stricter isolation levels, without a statement where there is nothing to refuse.
pub fn require_read_committed() -> Result<()> {
    if security::is_read_committed() {
        return Ok(());
    }
    Session::current()?.require_read_committed()
}

impl Session {
    /// The role setting survives inside a SECURITY DEFINER function, `current_user` does not.
    pub fn current() -> Result<Self> {
        Spi::connect(|client| {
            let row = CALLER.run(client, &[settings::authenticator().into()])?.first();
            let caller = Caller {
                name: row.get::<String>(1)?.unwrap_or_default(),
                has_operator_role: row.get::<bool>(2)?.unwrap_or_default(),
                claims_count: row.get::<bool>(3)?.unwrap_or_default(),
                claims: row.get::<String>(4)?,
            };
            Ok(Self { caller, isolation: row.get::<String>(5)?.unwrap_or_default() })
        })
    }

    /// Refuses anybody but operators: members of `service_role` or `enforcement_operator`, and
    /// authenticated users whose verified claims say `enforcement_operator`.
    pub fn require_operator(&self) -> Result<()> {
        if self.caller.is_operator() {
            return Ok(());
        }
        Err(Error::new(Reason::PermissionDenied, "permission denied")
            .detail(format!("role is {}", self.caller.name))
            .hint("Call as service_role or enforcement_operator, or with a JWT whose role or app_metadata.role is enforcement_operator."))
    }

    /// Functions that lock refuse the stricter isolation levels: there a lock wait ends in 40001,
    /// which PostgREST repeats without end.
    pub fn require_read_committed(&self) -> Result<()> {
        // To Postgres, read uncommitted is the same.
        if matches!(self.isolation.as_str(), "read committed" | "read uncommitted") {
            return Ok(());
        }
        Err(Error::new(Reason::NeedsReadCommitted, "needs READ COMMITTED")
            .detail(format!("transaction_isolation is {}", self.isolation))
            .hint("BEGIN ISOLATION LEVEL READ COMMITTED"))
    }
}

// Expressions only, no scan: it is asked at every call. A role that is missing is nobody's.
const CALLER: Statement = Statement::reading("shared/caller", include_str!("sql/caller.sql"));
