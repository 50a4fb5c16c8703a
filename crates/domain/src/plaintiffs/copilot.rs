//! A request to summarise a case (docs/contract/cases.md).

use uuid::Uuid;

use crate::input::{Input, InputFault, required};
use crate::length::worded;

/// A request that may be queued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopilotRequest {
    /// Which case.
    pub case_id: Uuid,
    /// Who asked, trimmed; blank is nobody.
    pub requested_by: Option<String>,
}

impl CopilotRequest {
    /// Checks `case_id` and `requested_by`.
    pub fn read(input: &Input<'_>) -> Result<Self, InputFault> {
        let requested_by = input.trimmed("requested_by")?;
        Ok(Self {
            case_id: required("case_id", input.uuid("case_id")?)?,
            requested_by: requested_by.map(|name| worded("requested_by", name)).transpose()?,
        })
    }
}

/// The idempotency key of one request: every request makes a job, so each has a nonce of its own.
#[must_use]
pub fn copilot_key(case_id: Uuid, nonce: &str) -> String {
    format!("case_copilot:{case_id}:{nonce}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::Field;

    #[test]
    fn a_blank_requester_is_nobody() {
        let id = Uuid::from_u128(7).to_string();
        let request = |by| {
            let fields = [("case_id", Some(id.as_str())), ("requested_by", by)];
            CopilotRequest::read(&Input(
                fields.map(|(name, text)| (name, Field::from_text(text))).into(),
            ))
        };
        let nobody = CopilotRequest { case_id: Uuid::from_u128(7), requested_by: None };
        assert_eq!(request(Some(" \t")), Ok(nobody.clone()));
        assert_eq!(request(None), Ok(nobody));
        assert_eq!(request(Some(" ops ")).unwrap().requested_by.as_deref(), Some("ops"));
        let missing = CopilotRequest::read(&Input::default());
        assert_eq!(missing, Err(InputFault::Missing("case_id")));
        let (longest, too_long) = ("x".repeat(200), "x".repeat(201));
        assert!(request(Some(&longest)).is_ok());
        assert!(matches!(request(Some(&too_long)), Err(InputFault::Malformed { .. })));
    }

    #[test]
    fn a_key_names_case_and_request() {
        let key = copilot_key(Uuid::from_u128(7), "0123456789ab");
        assert_eq!(key, "case_copilot:00000000-0000-0000-0000-000000000007:0123456789ab");
    }
}
