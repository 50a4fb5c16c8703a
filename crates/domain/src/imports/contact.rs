//! Which e-mail addresses and phone numbers say who somebody is.

/// A number that is shorter is an extension, or no number at all.
const PHONE_DIGITS: usize = 7;

/// The address, when it can be one: `n/a` must not make one person of all who have none.
#[must_use]
pub fn usable_email(text: &str) -> Option<&str> {
    let text = text.trim();
    let (name, host) = text.split_once('@')?;
    let sound = !name.is_empty() && host.contains('.') && !host.contains('@');
    (sound && !text.contains(char::is_whitespace)).then_some(text)
}

/// The number, when it has digits enough to be one.
#[must_use]
pub fn usable_phone(text: &str) -> Option<&str> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (digits >= PHONE_DIGITS).then_some(text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_name_nobody() {
        for text in
            ["", "n/a", "none@", "@example.com", "a b@example.com", "a@b@example.com", "a@b"]
        {
            assert_eq!(usable_email(text), None, "{text}");
        }
        for text in ["", "n/a", "x123", "000"] {
            assert_eq!(usable_phone(text), None, "{text}");
        }
    }

    #[test]
    fn real_ones_are_trimmed_and_kept() {
        assert_eq!(usable_email(" Ann@Example.com "), Some("Ann@Example.com"));
        assert_eq!(usable_phone(" (555) 010-0199 "), Some("(555) 010-0199"));
    }
}
