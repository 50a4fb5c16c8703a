//! The body of clients that write their argument names with `_` or `p_` before them.

use serde_json::{Map, Value};
use thiserror::Error;

use crate::field::Field;
use crate::input::Input;
use crate::reason::Reason;

const NAMES: [&str; 6] =
    ["plaintiff_id", "task_id", "outcome", "interest", "notes", "follow_up_at"];

/// A body that is not the six fields; SQLSTATE P0001.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BodyFault {
    /// No JSON, or JSON beyond what can be read; carries the parser's words.
    #[error("body must be JSON")]
    NotJson(String),
    /// JSON, but no object.
    #[error("body must be a JSON object")]
    NotObject,
    /// Fields that nobody knows, or one field twice.
    #[error("unknown fields")]
    UnknownFields(String),
}

impl BodyFault {
    /// The word for it.
    #[must_use]
    pub const fn reason(&self) -> Reason {
        match self {
            Self::NotJson(_) | Self::NotObject => Reason::MalformedValue,
            Self::UnknownFields(_) => Reason::UnknownField,
        }
    }

    /// What was wrong, where there is more to show.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::NotJson(words) => Some(words.clone()),
            Self::NotObject => None,
            Self::UnknownFields(names) => Some(format!("unknown or repeated: {names}")),
        }
    }

    /// What the caller should do.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        "Send plaintiff_id, task_id, outcome and, where wanted, interest, notes, follow_up_at; \
         each may begin with _ or p_."
    }
}

/// The six fields of a body, whichever prefix their names have.
pub fn read_body(body: &Value) -> Result<Input<'_>, BodyFault> {
    let body = body.as_object().ok_or(BodyFault::NotObject)?;
    let strangers = strangers(body);
    if !strangers.is_empty() {
        let shown: String = strangers.join(", ").chars().take(200).collect();
        return Err(BodyFault::UnknownFields(shown));
    }
    let fields = body.iter().map(|(key, value)| (plain(key), Field::from_json(value)));
    Ok(Input(fields.collect()))
}

/// Keys that name no field, and those whose field another key names too.
fn strangers(body: &Map<String, Value>) -> Vec<&str> {
    let named = |name: &str| body.keys().filter(|key| plain(key) == name).count();
    let keys = body.keys().map(String::as_str);
    keys.filter(|key| !NAMES.contains(&plain(key)) || named(plain(key)) > 1).collect()
}

fn plain(key: &str) -> &str {
    key.strip_prefix("p_").or_else(|| key.strip_prefix('_')).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn either_prefix_names_the_fields() {
        for body in [
            json!({"_outcome": "reached", "_interest": "hot"}),
            json!({"p_outcome": "reached", "p_interest": "hot"}),
            json!({"outcome": "reached", "interest": "hot", "_notes": null}),
        ] {
            let input = read_body(&body).unwrap();
            assert_eq!(input.get("outcome").to_string(), "reached");
            assert_eq!(input.get("interest").to_string(), "hot");
            assert!(input.get("task_id").is_unset() && input.get("notes").is_unset());
        }
    }

    #[test]
    fn unknown_and_repeated_fields_are_refused() {
        for (body, shown) in [
            (json!({"_outcome": "reached", "_note": "x"}), "_note"),
            (json!({"_notes": "a", "p_notes": "b"}), "_notes, p_notes"),
            (json!({"__outcome": "reached"}), "__outcome"),
        ] {
            let fault = read_body(&body).err().unwrap();
            assert_eq!(fault, BodyFault::UnknownFields(shown.into()));
        }
    }

    #[test]
    fn anything_but_an_object_is_refused() {
        for body in [json!(null), json!([]), json!("x"), json!(1)] {
            assert_eq!(read_body(&body).err(), Some(BodyFault::NotObject));
        }
    }
}
