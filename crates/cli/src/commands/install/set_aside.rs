//! An application's functions with our names: the extension refuses to be created beside them, and says in
//! its error which they are (DETAIL) and what moves them (HINT). Where it is there, the doctor says so.

use serde::Deserialize;

use crate::db::Db;
use crate::failure::Failure;

const SET_UP: &str = "55000";
/// What the doctor says of functions that were made since.
const BESIDE: &str = "
    select pg_catalog.jsonb_build_object('detail', detail, 'hint', hint)::text from dragonfly.doctor()
    where check_name = 'overloads' and hint is not null";

/// A line of the doctor's.
#[derive(Deserialize)]
struct Finding {
    detail: String,
    hint: String,
}

/// Functions in the way.
#[derive(Debug, PartialEq, Eq)]
pub struct InTheWay {
    /// Their signatures.
    pub functions: Vec<String>,
    /// The statements that move them.
    pub moves: String,
}

/// Tries to create the extension, and takes it back whatever came of it.
pub async fn find(db: &Db) -> Result<Option<InTheWay>, Failure> {
    db.run("begin").await?;
    // Warnings would be told here and again when it is created for good.
    let tried = db.run(&format!("set local client_min_messages = error; {}", super::CREATE)).await;
    db.run("rollback").await?;
    match tried {
        Ok(()) => Ok(None),
        Err(failure) => match in_the_way(&failure) {
            Some(found) => Ok(Some(found)),
            None => Err(failure),
        },
    }
}

/// Functions that were made beside ours since the extension was created.
pub async fn find_since(db: &Db) -> Result<Option<InTheWay>, Failure> {
    let found: Option<Finding> = db.json(BESIDE, &[]).await?;
    Ok(found.map(|Finding { detail, hint }| InTheWay {
        functions: listed(&detail.replace(" is not ours", ""), "; "),
        moves: hint.trim_start_matches("Run ").to_owned(),
    }))
}

fn listed(text: &str, between: &str) -> Vec<String> {
    text.split(between).map(str::to_owned).collect()
}

fn in_the_way(failure: &Failure) -> Option<InTheWay> {
    let (Failure::Database(refusal) | Failure::Refused(refusal)) = failure else { return None };
    let moves = refusal.hint.as_deref()?.strip_prefix("Run ")?;
    let ours = refusal.state.as_deref() == Some(SET_UP) && moves.contains("dragonfly_legacy;");
    ours.then(|| InTheWay {
        functions: refusal.detail.as_ref().map(|list| listed(list, ", ")).unwrap_or_default(),
        moves: moves.to_owned(),
    })
}

impl InTheWay {
    /// For people.
    pub fn text(&self) -> String {
        let mut lines = vec!["functions with our names are in the way:".to_owned()];
        lines.extend(self.functions.iter().map(|function| format!("  {function}")));
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Refusal;

    #[test]
    fn only_the_extension_s_own_refusal_is_run() {
        let refused = |state: &str, hint: &str| {
            Failure::Database(Refusal {
                detail: Some("public.f(text,text), public.g(timestamp with time zone)".to_owned()),
                hint: Some(hint.to_owned()),
                state: Some(state.to_owned()),
                ..Refusal::default()
            })
        };
        let moves = "ALTER FUNCTION public.f(text,text) SET SCHEMA dragonfly_legacy;";
        let found = in_the_way(&refused(SET_UP, &format!("Run {moves}")));
        let found = found.map(|found| (found.functions.len(), found.moves));
        assert_eq!(found, Some((2, moves.to_owned())));
        assert_eq!(in_the_way(&refused("42501", &format!("Run {moves}"))), None);
        assert_eq!(in_the_way(&refused(SET_UP, "ALTER EXTENSION pgmq UPDATE")), None);
        assert_eq!(in_the_way(&Failure::NoTarget), None);
    }
}
