//! The doctor's checks of an application's own views and functions under our names.

use pgrx::spi::SpiClient;

use super::checks::Check;
use super::store::{Finding, texts};
use crate::error::Result;
use crate::install;

/// Functions beside ours that make calls ambiguous.
const OVERLOADS: Check = Check {
    name: "overloads",
    severity: "fail",
    problems: "",
    good: "no other function makes a call of ours ambiguous",
    // The statements follow.
    hint: "Run",
};

/// Views that `install()` did not move, because something depends on them.
const VIEWS: Check = Check {
    name: "own views",
    severity: "warn",
    problems: "",
    good: "no view of an application has a name of ours",
    hint: "run SELECT dragonfly.install(), which moves them to schema dragonfly_legacy, or says what depends on them",
};

/// Views of ours in the form of an earlier version.
const OLD: Check = Check {
    name: "old views",
    severity: "warn",
    problems: include_str!("sql/old_views.sql"),
    good: "every view has the columns of this version",
    hint: "SELECT dragonfly.install() says what depends on them: drop that first, and make it again afterwards",
};

/// Views that it moved.
const MOVED: Check = Check {
    name: "legacy views",
    severity: "warn",
    problems: include_str!("sql/legacy_views.sql"),
    good: "none was set aside",
    hint: "drop them once nothing reads them: DROP SCHEMA dragonfly_legacy CASCADE",
};

/// Runs the checks; `views` are the names of ours.
pub fn examine(client: &SpiClient<'_>, views: &[String]) -> Result<[Finding; 4]> {
    Ok([
        overloads(client)?,
        VIEWS.finding(&own_views(client, views)?),
        OLD.finding(&old_views(client)?),
        MOVED.finding(&texts(client.select(MOVED.problems, None, &[])?)?),
    ])
}

fn overloads(client: &SpiClient<'_>) -> Result<Finding> {
    let (mut problems, mut moves) = (Vec::new(), Vec::new());
    for overload in install::overloads(client)? {
        problems.push(format!("{} is not ours", overload.signature));
        moves.push(overload.moves);
    }
    let mut finding = OVERLOADS.finding(&problems);
    if finding.hint.is_some() {
        finding.hint = Some(format!("{} {}", OVERLOADS.hint, install::moves(client, &moves)?));
    }
    Ok(finding)
}

/// The table may be missing or of another make, which another check says.
fn old_views(client: &SpiClient<'_>) -> Result<Vec<String>> {
    let there = include_str!("sql/own_views.sql");
    if !client.select(there, None, &[])?.first().get_one::<bool>()?.unwrap_or_default() {
        return Ok(Vec::new());
    }
    texts(client.select(OLD.problems, None, &[])?)
}

fn own_views(client: &SpiClient<'_>, views: &[String]) -> Result<Vec<String>> {
    let sql = format!(
        "select name || ' is an application''s own; ours was not made'
         from unnest($1) as name join pg_class on pg_class.oid = to_regclass(name)
         where relkind = 'v' and relowner is distinct from to_regrole('dragonfly_owner')
           and coalesce(obj_description(pg_class.oid, 'pg_class') not like '%' || {}, true)",
        install::VIEW_MARK
    );
    texts(client.select(sql.as_str(), None, &[views.to_vec().into()])?)
}
