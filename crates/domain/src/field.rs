//! One field of a JSON body as a caller sent it, before any rule has looked at it.

use std::borrow::Cow;
use std::fmt::{self, Write};

use serde_json::Value;

/// A field's value, whichever door it came through (JSON body or SQL argument).
///
/// Containers are only displayed, never read: payloads are opaque to the rules.
#[derive(Clone)]
pub enum Field<'a> {
    /// The key is not there.
    Absent,
    /// JSON null or SQL NULL.
    Null,
    /// A JSON string or a text argument.
    Text(Cow<'a, str>),
    /// A JSON number with all of its digits, or an integer argument.
    Number(Cow<'a, str>),
    /// A JSON number with more digits than anybody reads; carries how many.
    LongNumber(usize),
    /// JSON true or false.
    Boolean(bool),
    /// A JSON array.
    Array(&'a dyn fmt::Display),
    /// A JSON object.
    Object(&'a dyn fmt::Display),
}

impl<'a> Field<'a> {
    /// A text argument of an SQL function: NULL is [`Field::Null`].
    #[must_use]
    pub fn from_text(text: Option<&'a str>) -> Self {
        text.map_or(Field::Null, |text| Field::Text(Cow::Borrowed(text)))
    }

    /// A value of a parsed JSON body.
    #[must_use]
    pub fn from_json(value: &'a Value) -> Self {
        match value {
            Value::Null => Field::Null,
            Value::Bool(value) => Field::Boolean(*value),
            Value::Number(number) => Field::Number(Cow::Owned(number.to_string())),
            Value::String(text) => Field::Text(Cow::Borrowed(text)),
            Value::Array(_) => Field::Array(value),
            Value::Object(_) => Field::Object(value),
        }
    }

    /// An integer argument of an SQL function: NULL is [`Field::Null`].
    #[must_use]
    pub fn from_integer(number: Option<i32>) -> Self {
        number.map_or(Field::Null, |number| Field::Number(Cow::Owned(number.to_string())))
    }

    /// Absent and null mean the same to every rule: the caller did not set the field.
    #[must_use]
    pub fn is_unset(&self) -> bool {
        matches!(self, Field::Absent | Field::Null)
    }

    /// The value as text for an error, cut to `limit` characters.
    #[must_use]
    pub fn excerpt(&self, limit: usize) -> String {
        excerpt(self, limit)
    }
}

/// The first `limit` characters of a value. No more of it is written than that.
#[must_use]
pub fn excerpt(value: &dyn fmt::Display, limit: usize) -> String {
    let mut excerpt = Excerpt { text: String::new(), left: limit };
    // An error means that the excerpt is full.
    let _ = write!(excerpt, "{value}");
    excerpt.text
}

/// Takes so many characters and then refuses more.
struct Excerpt {
    text: String,
    left: usize,
}

impl Write for Excerpt {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        for letter in more.chars() {
            self.left = self.left.checked_sub(1).ok_or(fmt::Error)?;
            self.text.push(letter);
        }
        Ok(())
    }
}

impl fmt::Display for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Field::Absent | Field::Null => f.write_str("null"),
            Field::Text(text) | Field::Number(text) => f.write_str(text),
            Field::LongNumber(digits) => write!(f, "a number of {digits} digits"),
            Field::Boolean(value) => write!(f, "{value}"),
            Field::Array(value) | Field::Object(value) => value.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes without end, as long as anybody takes it.
    struct Endless;

    impl fmt::Display for Endless {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            loop {
                f.write_str("ä,")?;
            }
        }
    }

    #[test]
    fn an_excerpt_ends_the_writing_of_its_value() {
        assert_eq!(Field::Array(&Endless).excerpt(5), "ä,ä,ä");
        assert_eq!(Field::Array(&Endless).excerpt(0), "");
    }

    #[test]
    fn a_short_value_is_shown_whole() {
        assert_eq!(Field::from_text(Some("ä")).excerpt(5), "ä");
        assert_eq!(Field::LongNumber(131_072).excerpt(100), "a number of 131072 digits");
    }
}
