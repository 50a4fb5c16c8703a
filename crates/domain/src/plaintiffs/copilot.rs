//! A request to summarise a case (seed 002 §9).

use uuid::Uuid;

use crate::field::Field;
use crate::input::{InputFault, required_uuid, trimmed_text};

/// A request that may be queued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopilotRequest {
    /// Which case.
    pub case_id: Uuid,
    /// Who asked, trimmed; blank is nobody.
    pub requested_by: Option<String>,
}

impl CopilotRequest {
    /// Checks what the caller sent.
    pub fn check(case_id: &Field<'_>, requested_by: &Field<'_>) -> Result<Self, InputFault> {
        Ok(Self {
            case_id: required_uuid("case_id", case_id)?,
            requested_by: trimmed_text("requested_by", requested_by)?,
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

    #[test]
    fn a_blank_requester_is_nobody() {
        let id = Uuid::from_u128(7);
        let text = id.to_string();
        let case = Field::from_text(Some(&text));
        let request = CopilotRequest::check(&case, &Field::from_text(Some(" \t"))).unwrap();
        assert_eq!(request, CopilotRequest { case_id: id, requested_by: None });
        let request = CopilotRequest::check(&case, &Field::from_text(Some(" ops "))).unwrap();
        assert_eq!(request.requested_by.as_deref(), Some("ops"));
        assert_eq!(
            CopilotRequest::check(&Field::Null, &Field::Null),
            Err(InputFault::Missing("case_id"))
        );
    }

    #[test]
    fn a_key_names_case_and_request() {
        let key = copilot_key(Uuid::from_u128(7), "0123456789ab");
        assert_eq!(key, "case_copilot:00000000-0000-0000-0000-000000000007:0123456789ab");
    }
}
