//! How long texts may be. Those that an index has to hold: an index row takes 2704 bytes, a character up
//! to four of them. Those that anybody may send: so that one call cannot fill the disk.

use crate::field::Field;
use crate::input::{InputFault, malformed};

/// A name, number or way of contact, refused when it is longer than 500 characters.
pub fn fitting(field: &'static str, text: String) -> Result<String, InputFault> {
    within(field, text, 500, "text of at most 500 characters")
}

/// A text that shares an index with another one, refused when it is longer than 100 characters.
pub fn sharing(field: &'static str, text: String) -> Result<String, InputFault> {
    within(field, text, 100, "text of at most 100 characters")
}

/// A word that anybody may send, refused when it is longer than 200 characters.
pub fn worded(field: &'static str, text: String) -> Result<String, InputFault> {
    within(field, text, 200, "text of at most 200 characters")
}

/// Notes that anybody may send, refused when they are longer than 100 000 characters.
pub fn noted(field: &'static str, text: String) -> Result<String, InputFault> {
    within(field, text, 100_000, "text of at most 100000 characters")
}

fn within(
    field: &'static str,
    text: String,
    limit: usize,
    wanted: &'static str,
) -> Result<String, InputFault> {
    if text.chars().count() <= limit {
        return Ok(text);
    }
    Err(malformed(field, wanted, &Field::from_text(Some(&text))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_count_and_not_bytes() {
        for (check, limit) in
            [(fitting as fn(_, _) -> _, 500), (sharing, 100), (worded, 200), (noted, 100_000)]
        {
            let fits = "\u{1F600}".repeat(limit);
            assert_eq!(check("value", fits.clone()), Ok(fits.clone()));
            let fault: InputFault = check("value", fits + "x").unwrap_err();
            let wanted = format!("value must be text of at most {limit} characters");
            assert_eq!(fault.to_string(), wanted);
            assert!(fault.detail().is_some_and(|detail| detail.chars().count() < 120));
        }
    }
}
