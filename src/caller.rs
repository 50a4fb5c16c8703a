//! Who is calling: the role that PostgREST switched to, or the session's own.

use dragonfly_domain::caller::Caller;
use pgrx::datum::IntoDatum;
use pgrx::{Spi, oids_of};

use crate::error::{Cause, Error, Result};
use crate::plan::{self, Text};
use crate::settings;

/// Refuses anybody but operators: members of `service_role` or `enforcement_operator`, and
/// authenticated users whose verified claims say `enforcement_operator`.
pub fn require_operator() -> Result<()> {
    let caller = current()?;
    if caller.is_operator() {
        return Ok(());
    }
    Err(Error::new(Cause::Denied, "permission denied")
        .detail(format!("role is {}", caller.name))
        .hint("Call as service_role or enforcement_operator, or with a JWT whose role or app_metadata.role is enforcement_operator."))
}

/// The role setting survives inside a SECURITY DEFINER function, `current_user` does not.
fn current() -> Result<Caller> {
    Spi::connect(|client| {
        let row = plan::read(client, "caller", "", &[settings::authenticator().into()], |_| {
            Ok(Text::new(CALLER, oids_of![String]))
        })?
        .first();
        Ok(Caller {
            name: row.get::<String>(1)?.unwrap_or_default(),
            has_operator_role: row.get::<bool>(2)?.unwrap_or_default(),
            claims_count: row.get::<bool>(3)?.unwrap_or_default(),
            claims: row.get::<String>(4)?,
        })
    })
}

const CALLER: &str = "
select who.name,
       exists (select from pg_catalog.pg_roles as caller, pg_catalog.pg_roles as operator
               where caller.rolname = who.name
                 and operator.rolname in ('service_role', 'enforcement_operator')
                 and pg_catalog.pg_has_role(caller.oid, operator.oid, 'USAGE')),
       session_user::text = $1,
       nullif(pg_catalog.current_setting('request.jwt.claims', true), '')
from (select coalesce(nullif(pg_catalog.current_setting('role', true), 'none'),
                      session_user::text) as name) as who";
