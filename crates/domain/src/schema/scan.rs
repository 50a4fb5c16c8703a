//! Cuts SQL text at top level: into statements, into the elements of a list.

/// The statements of a file, without comments and without their semicolons.
pub(super) fn statements(text: &str) -> Vec<String> {
    split(&without_comments(text), b';')
}

/// The elements of a comma-separated list, trimmed.
pub(super) fn elements(list: &str) -> Vec<String> {
    split(list, b',')
}

/// The text between the first parenthesis and its partner, and what follows it.
pub(super) fn parenthesised(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find('(')?;
    let close = closing(text, open)?;
    Some((text.get(..open)?, text.get(open + 1..close)?, text.get(close + 1..)?))
}

fn split(text: &str, separator: u8) -> Vec<String> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ if byte == separator && depth == 0 => {
                parts.push(text.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
        at = after_token(text, at);
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts.iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut at = open;
    loop {
        match text.as_bytes().get(at)? {
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at),
            b')' => depth -= 1,
            _ => {}
        }
        at = after_token(text, at);
    }
}

fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        if rest.starts_with("--") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else {
            let next = after_token(text, at);
            kept.push_str(text.get(at..next).unwrap_or_default());
            at = next;
        }
    }
    kept
}

/// The position behind the token that starts at `at`: a quoted string or body as a whole, else one
/// byte. Non-ASCII text only ever stands inside quotes and comments.
fn after_token(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let quote = match rest.as_bytes().first() {
        Some(b'\'') => "'".to_owned(),
        Some(b'$') => dollar_tag(rest).unwrap_or_default(),
        _ => String::new(),
    };
    if quote.is_empty() {
        return at + rest.chars().next().map_or(1, char::len_utf8);
    }
    let body = rest.get(quote.len()..).unwrap_or_default();
    at + body.find(&quote).map_or(rest.len(), |end| quote.len() * 2 + end)
}

fn dollar_tag(rest: &str) -> Option<String> {
    let end = rest.get(1..)?.find('$')? + 1;
    let tag = rest.get(1..end)?;
    tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_').then(|| format!("${tag}$"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_bodies_and_comments_hide_separators() {
        let text = "-- a; b\nselect ';' ; create function f() as $$ a; -- b\n $$; select 'it''s;';";
        assert_eq!(
            statements(text),
            ["select ';'", "create function f() as $$ a; -- b\n $$", "select 'it''s;'"]
        );
    }

    #[test]
    fn parentheses_hide_commas() {
        assert_eq!(
            elements("a numeric(5,2), b text default ','"),
            ["a numeric(5,2)", "b text default ','"]
        );
    }

    #[test]
    fn the_partner_of_a_parenthesis_is_found() {
        assert_eq!(parenthesised("t (a (b), ')') x"), Some(("t ", "a (b), ')'", " x")));
        assert_eq!(parenthesised("t (a"), None);
    }
}
