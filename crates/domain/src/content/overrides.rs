//! Limits of concurrency that somebody set beside the table: in the environment of whoever dispatches,
//! or in a setting of the database.

use std::collections::BTreeMap;

/// The limit of each stage that has one; 0 pauses the stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides(BTreeMap<String, i64>);

impl Overrides {
    /// From the environment: `CONTENT_STAGE_<STAGE>_MAX_CONCURRENCY` of these stages.
    pub fn from_environment<'a>(
        stages: impl IntoIterator<Item = &'a str>,
        read: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let limit = |stage: &'a str| Some((stage.to_owned(), limit(&read(&variable(stage))?)?));
        Self(stages.into_iter().filter_map(limit).collect())
    }

    /// From a setting: `research=10,draft=0`; what is no pair is passed over.
    #[must_use]
    pub fn from_setting(text: &str) -> Self {
        let pair = |pair: &str| {
            let (stage, number) = pair.split_once('=')?;
            Some((stage.trim().to_owned(), limit(number)?))
        };
        Self(text.split(',').filter_map(pair).collect())
    }

    /// These, and those of `stronger` where it has one.
    #[must_use]
    pub fn with(mut self, stronger: Self) -> Self {
        self.0.extend(stronger.0);
        self
    }

    /// The limit of a stage, if it has one.
    #[must_use]
    pub fn of(&self, stage: &str) -> Option<i64> {
        self.0.get(stage).copied()
    }
}

/// The variable of a stage; what no variable may contain becomes an underscore.
#[must_use]
pub fn variable(stage: &str) -> String {
    let letter = |letter: char| {
        if letter.is_ascii_alphanumeric() { letter.to_ascii_uppercase() } else { '_' }
    };
    format!("CONTENT_STAGE_{}_MAX_CONCURRENCY", stage.chars().map(letter).collect::<String>())
}

/// A whole number as JavaScript's parseInt reads it: leading digits count, the rest is ignored.
fn limit(text: &str) -> Option<i64> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix(['-', '+']) {
        Some(digits) => (if text.starts_with('-') { -1 } else { 1 }, digits),
        None => (1, text),
    };
    let end = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
    let digits = digits.get(..end).filter(|digits| !digits.is_empty())?;
    // More digits than a number has are more workers than there can be.
    Some(sign * digits.parse::<i64>().unwrap_or(i64::from(i32::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_from_their_leading_digits() {
        let cases = [
            ("10", Some(10)),
            (" 8 ", Some(8)),
            ("10x", Some(10)),
            ("3.9", Some(3)),
            ("0", Some(0)),
            ("-2", Some(-2)),
            ("+4", Some(4)),
            ("", None),
            ("x10", None),
            ("-", None),
            ("99999999999999999999", Some(i64::from(i32::MAX))),
        ];
        for (text, expected) in cases {
            assert_eq!(limit(text), expected, "{text}");
        }
    }

    #[test]
    fn the_environment_is_asked_for_each_stage() {
        let read = |name: &str| match name {
            "CONTENT_STAGE_RESEARCH_MAX_CONCURRENCY" => Some("10".to_owned()),
            "CONTENT_STAGE_FACT_CHECK_MAX_CONCURRENCY" => Some("junk".to_owned()),
            "CONTENT_STAGE_DRAFT_2_MAX_CONCURRENCY" => Some("0".to_owned()),
            _ => None,
        };
        let overrides =
            Overrides::from_environment(["research", "fact-check", "draft 2", "qa"], read);
        assert_eq!(overrides.of("research"), Some(10));
        assert_eq!(overrides.of("fact-check"), None);
        assert_eq!(overrides.of("draft 2"), Some(0));
        assert_eq!(overrides.of("qa"), None);
    }

    #[test]
    fn a_setting_is_a_list_of_pairs_and_wins() {
        let setting = Overrides::from_setting(" research = 3 , draft=0, junk, qa=, =5,outline=7x");
        assert_eq!(setting.of("research"), Some(3));
        assert_eq!(setting.of("outline"), Some(7));
        assert_eq!(setting.of("qa"), None);
        let both = Overrides::from_setting("research=9,export=2").with(setting);
        assert_eq!((both.of("research"), both.of("export")), (Some(3), Some(2)));
    }
}
