//! Small JSON values that we make ourselves: numbers keep all their digits, times are UTC.

use std::fmt;

use bigdecimal::BigDecimal;
use jiff::Timestamp;
use uuid::Uuid;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// null
    Null,
    /// true or false
    Boolean(bool),
    /// A number; two are equal when their values are, whatever their scale.
    Number(BigDecimal),
    /// A string.
    Text(String),
    /// An instant, written as ISO 8601 text in UTC.
    Time(Timestamp),
    /// JSON that was written elsewhere, as it is.
    Written(String),
    /// An array.
    List(Vec<Json>),
    /// An object, keys in this order.
    Object(Vec<(&'static str, Json)>),
}

impl Json {
    /// An object of these fields.
    #[must_use]
    pub fn object<const N: usize>(fields: [(&'static str, Json); N]) -> Self {
        Self::Object(fields.into())
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Number(value) => f.write_str(&value.to_plain_string()),
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::Written(text) => f.write_str(text),
            Self::Time(at) => f.write_str(&quoted(&at.to_string())),
            Self::List(values) => {
                f.write_str("[")?;
                for (place, value) in values.iter().enumerate() {
                    write!(f, "{}{value}", if place == 0 { "" } else { "," })?;
                }
                f.write_str("]")
            }
            Self::Object(fields) => {
                f.write_str("{")?;
                for (place, (key, value)) in fields.iter().enumerate() {
                    write!(f, "{}{}:{value}", if place == 0 { "" } else { "," }, quoted(key))?;
                }
                f.write_str("}")
            }
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i64> for Json {
    fn from(number: i64) -> Self {
        Self::Number(number.into())
    }
}

impl From<i32> for Json {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<BigDecimal> for Json {
    fn from(number: BigDecimal) -> Self {
        Self::Number(number)
    }
}

impl From<Timestamp> for Json {
    fn from(at: Timestamp) -> Self {
        Self::Time(at)
    }
}

impl From<Uuid> for Json {
    fn from(id: Uuid) -> Self {
        Self::Text(id.to_string())
    }
}

impl From<jiff::civil::Date> for Json {
    fn from(date: jiff::civil::Date) -> Self {
        Self::Text(date.to_string())
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(values: Vec<T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_json() {
        let number = |text: &str| Json::Number(text.parse().unwrap());
        let value = Json::object([
            ("a", Json::Null),
            ("b", vec!["x\"y".to_owned(), "ä\n".to_owned()].into()),
            ("c", number("12345678901234567890.10")),
            ("d", number("1e3")),
            ("e", Timestamp::UNIX_EPOCH.into()),
            ("f", true.into()),
            ("g", Json::object([])),
            ("h", Json::Written("[1.10]".to_owned())),
        ]);
        assert_eq!(
            value.to_string(),
            r#"{"a":null,"b":["x\"y","ä\n"],"c":12345678901234567890.10,"d":1000,"e":"1970-01-01T00:00:00Z","f":true,"g":{},"h":[1.10]}"#
        );
        assert_eq!(number("10.0"), number("10"));
    }
}
