//! An alert as Discord shows it.

use serde::Serialize;

use crate::screen::plain;

const LONGEST_NAME: usize = 256;
const LONGEST_VALUE: usize = 1024;

/// What is posted.
#[derive(Debug, Serialize)]
pub struct Message<'a> {
    username: &'static str,
    embeds: [&'a Embed; 1],
}

/// The box that Discord shows.
#[derive(Debug, Serialize)]
pub struct Embed {
    /// First line.
    pub title: String,
    /// Text below it.
    pub description: String,
    /// Colour of its edge, `0xRRGGBB`.
    pub color: u32,
    /// ISO 8601.
    pub timestamp: String,
    /// A table below the text.
    pub fields: Vec<Field>,
}

/// A line of the table.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Left.
    pub name: String,
    /// Right.
    pub value: String,
    /// Whether another one may stand beside it.
    pub inline: bool,
}

impl<'a> From<&'a Embed> for Message<'a> {
    fn from(embed: &'a Embed) -> Self {
        Self { username: "Dragonfly", embeds: [embed] }
    }
}

impl Field {
    /// A field. Discord refuses the whole message when a field is too long.
    pub fn new(name: &str, value: &str, inline: bool) -> Self {
        Self { name: shown(name, LONGEST_NAME), value: shown(value, LONGEST_VALUE), inline }
    }
}

/// Text from elsewhere, no longer than so many characters as Discord counts them.
fn shown(text: &str, longest: usize) -> String {
    let text = plain(text);
    if text.encode_utf16().count() <= longest {
        return text.into_owned();
    }
    let mut left = longest - 1;
    let fits = |character: &char| {
        let fits = left.checked_sub(character.len_utf16());
        left = fits.unwrap_or_default();
        fits.is_some()
    };
    let beginning: String = text.chars().take_while(fits).collect();
    beginning + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_no_longer_than_discord_takes_and_obeys_nobody() {
        let field = Field::new(&"h\u{1b}".repeat(200), &"😀".repeat(600), true);
        assert_eq!(field.name.encode_utf16().count(), 256);
        assert!(field.name.starts_with("h\u{fffd}h") && field.name.ends_with('…'));
        assert_eq!(field.value.encode_utf16().count(), 1023);
        assert_eq!(Field::new("name", "value", true).value, "value");
    }
}
