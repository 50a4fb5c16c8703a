//! Scores: numbers from 0 to 100.

use bigdecimal::BigDecimal;

use crate::input::{Input, InputFault, malformed};

/// The score of that name, unless it is unset.
pub fn score(input: &Input<'_>, name: &'static str) -> Result<Option<BigDecimal>, InputFault> {
    const WANTED: &str = "a number from 0 to 100";
    let fault = || malformed(name, WANTED, input.get(name));
    let Some(score) = input.number(name).map_err(|_| fault())? else { return Ok(None) };
    let bounds = BigDecimal::from(0)..=BigDecimal::from(100);
    if bounds.contains(&score) { Ok(Some(score)) } else { Err(fault()) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::field::Field;

    fn read(field: Field<'_>) -> Result<Option<BigDecimal>, InputFault> {
        score(&Input(vec![("score", field)]), "score")
    }

    #[test]
    fn bounds_are_inclusive_and_exact() {
        for text in ["0", "100", "100.00", "99.99", "007", "0.000000000001", "1e2"] {
            assert!(read(Field::Number(text.into())).unwrap().is_some(), "{text}");
        }
        for text in ["-1", "-0.01", "100.01", "1000", "NaN", "Infinity", "a", "1e3", "1e999999999"]
        {
            let fault = read(Field::Number(text.into())).unwrap_err();
            assert_eq!(fault.to_string(), "score must be a number from 0 to 100", "{text}");
        }
        assert!(read(Field::Number("100.000000000000000000001".into())).is_err());
    }

    #[test]
    fn a_score_may_be_unset_but_nothing_else() {
        assert_eq!(read(Field::Null), Ok(None));
        assert!(read(Field::Boolean(true)).is_err());
    }

    proptest! {
        #[test]
        fn cents_from_zero_to_a_hundred(cents in -20_000i32..20_000) {
            let sign = if cents < 0 { "-" } else { "" };
            let text = format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100);
            let found = read(Field::Number(text.into())).is_ok();
            prop_assert_eq!(found, (0..=10_000).contains(&cents));
        }
    }
}
