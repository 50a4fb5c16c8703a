//! Asking before something is changed.

use std::io::{self, IsTerminal, Write};

use crate::failure::Failure;
use crate::screen::plain;

/// Whether whoever sits at the terminal says yes. Without a terminal nobody can: that is an error, which
/// names `--yes`.
pub fn agreed(question: &str, yes: bool) -> Result<bool, Failure> {
    if yes {
        return Ok(true);
    }
    if !io::stdin().is_terminal() {
        return Err(Failure::Unanswered(format!("{question} nobody is here to be asked")));
    }
    let mut answer = String::new();
    let asked =
        write!(io::stderr(), "{} [y/N] ", plain(question)).and_then(|()| io::stderr().flush());
    asked
        .and_then(|()| io::stdin().read_line(&mut answer))
        .map_err(|error| Failure::Unreadable { name: "the answer".to_owned(), error })?;
    Ok(is_yes(&answer))
}

fn is_yes(answer: &str) -> bool {
    matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes")
}

#[cfg(test)]
mod tests {
    use super::is_yes;

    #[test]
    fn only_yes_is_yes() {
        for answer in ["y", "Y\n", " yes \n", "YES"] {
            assert!(is_yes(answer), "{answer}");
        }
        for answer in ["", "\n", "n", "no", "yess", "ok"] {
            assert!(!is_yes(answer), "{answer}");
        }
    }
}
