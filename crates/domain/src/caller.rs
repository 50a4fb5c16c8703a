//! Who is calling, and whether that is an operator.

use serde_json::Value;

const OPERATOR: &str = "enforcement_operator";

/// What the database knows of a caller.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    /// `current_setting('role')`, or `session_user` when that is `none`.
    pub name: String,
    /// The caller may use the rights of `service_role` or `enforcement_operator`.
    pub has_operator_role: bool,
    /// The session was opened by the authenticator, so its claims were verified.
    pub claims_count: bool,
    /// `request.jwt.claims` as it stands, unless empty.
    pub claims: Option<String>,
}

impl Caller {
    /// Operators are members of the operator roles, and authenticated users whose verified claims
    /// say `enforcement_operator`. Claims that are no JSON object say nothing.
    #[must_use]
    pub fn is_operator(&self) -> bool {
        self.has_operator_role
            || (self.name == "authenticated" && self.claims_count && self.claims_say_operator())
    }

    /// What the caller is called in records: `sub` of verified claims, else the role.
    #[must_use]
    pub fn actor(&self) -> String {
        self.subject().unwrap_or_else(|| self.name.clone())
    }

    /// `sub` of verified claims, unless blank.
    #[must_use]
    pub fn subject(&self) -> Option<String> {
        let claims = self.claims_count.then(|| self.parsed_claims()).flatten()?;
        let sub = claims.get("sub")?.as_str()?;
        (!sub.trim().is_empty()).then(|| sub.to_owned())
    }

    fn parsed_claims(&self) -> Option<Value> {
        serde_json::from_str(self.claims.as_deref()?).ok()
    }

    fn claims_say_operator(&self) -> bool {
        self.parsed_claims().is_some_and(|claims| {
            [claims.pointer("/role"), claims.pointer("/app_metadata/role")]
                .into_iter()
                .flatten()
                .any(|role| role == OPERATOR)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authenticated(claims: &str) -> Caller {
        Caller {
            name: "authenticated".into(),
            has_operator_role: false,
            claims_count: true,
            claims: Some(claims.into()),
        }
    }

    #[test]
    fn membership_is_enough() {
        assert!(Caller { has_operator_role: true, ..Caller::default() }.is_operator());
        assert!(!Caller::default().is_operator());
    }

    #[test]
    fn claims_name_an_operator_at_either_place() {
        assert!(authenticated(r#"{"role":"enforcement_operator"}"#).is_operator());
        assert!(
            authenticated(
                r#"{"role":"authenticated","app_metadata":{"role":"enforcement_operator"}}"#
            )
            .is_operator()
        );
    }

    #[test]
    fn the_actor_is_the_verified_subject_or_the_role() {
        let by_claim = authenticated(r#"{"sub":"7f1c"}"#);
        assert_eq!(by_claim.actor(), "7f1c");
        assert_eq!(Caller { claims_count: false, ..by_claim }.actor(), "authenticated");
        for claims in ["", "{}", "null", r#"{"sub":" "}"#, r#"{"sub":7}"#] {
            assert_eq!(authenticated(claims).actor(), "authenticated", "{claims}");
        }
    }

    #[test]
    fn other_claims_name_nobody() {
        for claims in [
            "",
            "{}",
            "null",
            "not json",
            r#""enforcement_operator""#,
            r#"{"role":"authenticated"}"#,
            r#"{"role":["enforcement_operator"]}"#,
            r#"{"user_metadata":{"role":"enforcement_operator"}}"#,
            r#"{"app_metadata":"enforcement_operator"}"#,
        ] {
            assert!(!authenticated(claims).is_operator(), "{claims}");
        }
    }

    #[test]
    fn claims_count_only_when_the_authenticator_set_them() {
        let spoofed =
            Caller { claims_count: false, ..authenticated(r#"{"role":"enforcement_operator"}"#) };
        assert!(!spoofed.is_operator());
        let anonymous =
            Caller { name: "anon".into(), ..authenticated(r#"{"role":"enforcement_operator"}"#) };
        assert!(!anonymous.is_operator());
    }
}
