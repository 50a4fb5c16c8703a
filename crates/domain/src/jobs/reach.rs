//! Whose jobs a caller reaches.

use crate::caller::Caller;

/// Whose jobs a caller sees and creates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everybody's.
    All,
    /// Those whose `user_id` is this.
    Of(String),
    /// Nobody's: who is calling is not known.
    Nobody,
}

impl Reach {
    /// Members of `service_role` reach all jobs, others those of the verified subject of their JWT.
    #[must_use]
    pub fn of(caller: &Caller) -> Self {
        if caller.has_operator_role {
            return Self::All;
        }
        caller.subject().map_or(Self::Nobody, Self::Of)
    }

    /// Under whose `user_id` a job is created: for users there is one answer. `Err` where the caller
    /// asked for another's.
    pub fn user_id(&self, wanted: Option<&str>) -> Result<Option<String>, &'static str> {
        match (self, wanted) {
            (Self::All, wanted) => Ok(wanted.map(str::to_owned)),
            (Self::Of(user), wanted) if wanted.is_none_or(|wanted| wanted == user) => {
                Ok(Some(user.clone()))
            }
            (Self::Of(_), _) => Err("user_id is another user's"),
            (Self::Nobody, _) => Err("the JWT has no sub"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(claims: &str) -> Caller {
        Caller {
            name: "authenticated".into(),
            has_operator_role: false,
            claims_count: true,
            claims: Some(claims.into()),
        }
    }

    #[test]
    fn a_user_reaches_what_is_under_the_verified_subject() {
        let ann = user(r#"{"sub":"ann"}"#);
        assert_eq!(Reach::of(&ann), Reach::Of("ann".into()));
        assert_eq!(Reach::of(&Caller { claims_count: false, ..ann.clone() }), Reach::Nobody);
        assert_eq!(Reach::of(&Caller { has_operator_role: true, ..ann }), Reach::All);
        for claims in ["", "{}", "null", "[]", r#"{"sub":" "}"#, r#"{"sub":7}"#, r#"{"sub":null}"#]
        {
            assert_eq!(Reach::of(&user(claims)), Reach::Nobody, "{claims}");
        }
    }

    #[test]
    fn an_operators_claim_opens_nobody_elses_jobs() {
        let claims = r#"{"sub":"ann","app_metadata":{"role":"enforcement_operator"}}"#;
        assert_eq!(Reach::of(&user(claims)), Reach::Of("ann".into()));
    }

    #[test]
    fn jobs_are_created_under_ones_own_id() {
        let ann = Reach::Of("ann".into());
        assert_eq!(ann.user_id(None), Ok(Some("ann".into())));
        assert_eq!(ann.user_id(Some("ann")), Ok(Some("ann".into())));
        assert!(ann.user_id(Some("bob")).is_err());
        assert!(ann.user_id(Some("")).is_err());
        assert_eq!(Reach::All.user_id(Some("bob")), Ok(Some("bob".into())));
        assert_eq!(Reach::All.user_id(None), Ok(None));
        assert!(Reach::Nobody.user_id(None).is_err());
        assert!(Reach::Nobody.user_id(Some("ann")).is_err());
    }
}
