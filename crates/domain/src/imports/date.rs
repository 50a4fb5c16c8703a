//! Dates as vendors write them.

use crate::Date;

/// Two-digit years below this one lie in the 2000s, as Postgres has it.
const PIVOT: i16 = 70;

/// `MM/DD/YYYY`, `YYYY-MM-DD` or `M/D/YY`; `None` for anything else and for days that never were.
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some((year, month, day)) = parts(text, '-') {
        return (year.len() == 4).then(|| date(number(year)?, month, day))?;
    }
    let (month, day, year) = parts(text, '/')?;
    let number = number(year)?;
    let year = match year.len() {
        4 => number,
        2 if number < PIVOT => 2000 + number,
        2 => 1900 + number,
        _ => return None,
    };
    date(year, month, day)
}

fn parts(text: &str, separator: char) -> Option<(&str, &str, &str)> {
    let (first, rest) = text.split_once(separator)?;
    let (second, third) = rest.split_once(separator)?;
    Some((first, second, third))
}

fn date(year: i16, month: &str, day: &str) -> Option<Date> {
    let small = |text: &str| -> Option<i8> {
        let digits = matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit());
        if digits { text.parse().ok() } else { None }
    };
    Date::new(year, small(month)?, small(day)?).ok().filter(|date| date.year() > 0)
}

fn number(text: &str) -> Option<i16> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_three_spellings_are_read() {
        for text in ["03/09/2024", "2024-03-09", "3/9/24", " 3/9/2024 "] {
            assert_eq!(parse_date(text), Date::new(2024, 3, 9).ok(), "{text}");
        }
        assert_eq!(parse_date("1/2/69"), Date::new(2069, 1, 2).ok());
        assert_eq!(parse_date("1/2/70"), Date::new(1970, 1, 2).ok());
    }

    #[test]
    fn days_that_never_were_and_other_spellings_are_refused() {
        for text in [
            "",
            "13/01/2024",
            "02/30/2024",
            "2023-02-29",
            "2024/03/09",
            "24-03-09",
            "3.9.2024",
            "3/9/024",
            "0000-01-01",
            "2024-3",
            "+3/9/24",
            "today",
            "2024-03-09T00:00:00Z",
            "1/2/3/4",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_day_survives_each_spelling(year in 1000i16..=9999, month in 1i8..=12, day in 1i8..=28) {
            let wanted = Date::new(year, month, day).ok();
            prop_assert_eq!(parse_date(&format!("{year}-{month:02}-{day:02}")), wanted);
            prop_assert_eq!(parse_date(&format!("{month}/{day}/{year}")), wanted);
        }

        #[test]
        fn nothing_makes_it_panic(text in "\\PC*") {
            let _ = parse_date(&text);
        }
    }
}
