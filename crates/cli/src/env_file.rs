//! `.env.dev` and `.env.prod`: variables that an operator keeps beside the work.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read};

use crate::failure::Failure;

/// The variables of one file.
#[derive(Default)]
pub struct EnvFile {
    name: String,
    variables: HashMap<String, String>,
}

impl EnvFile {
    /// Reads `NAME=value` lines in the usual dotenv syntax.
    pub fn parse(name: &str, text: impl Read) -> Result<Self, Failure> {
        let variables: Result<_, _> = dotenvy::Iter::new(text).collect();
        match variables {
            Ok(variables) => Ok(Self { name: name.to_owned(), variables }),
            // dotenvy quotes the line, which may hold a password.
            Err(_) => Err(Failure::BadEnvFile { name: name.to_owned() }),
        }
    }

    /// Name of the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A variable that is set and not empty.
    pub fn get(&self, variable: &str) -> Option<&str> {
        self.variables.get(variable).map(String::as_str).filter(|value| !value.is_empty())
    }
}

/// Reads a file of the working directory, if it is there.
pub fn read(name: &str) -> Result<Option<EnvFile>, Failure> {
    match File::open(name) {
        Ok(file) => EnvFile::parse(name, BufReader::new(file)).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::Unreadable { name: name.to_owned(), error }),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn quotes_comments_and_blanks_are_understood() {
        let text = "# ours\nexport DATABASE_URL='postgres://h/d'\n\nEMPTY=\n";
        let file = EnvFile::parse(".env.dev", text.as_bytes()).unwrap();
        assert_eq!(file.get("DATABASE_URL"), Some("postgres://h/d"));
        assert_eq!(file.get("EMPTY"), None);
        assert_eq!(file.get("OTHER"), None);
    }

    #[test]
    fn a_broken_file_is_named_but_not_quoted() {
        let failure = EnvFile::parse(".env.dev", &b"s3cret is no assignment"[..]).err().unwrap();
        assert!(failure.to_string().contains(".env.dev"));
        assert!(!format!("{failure} {failure:?}").contains("s3cret"));
    }

    #[test]
    fn a_file_that_is_not_there_is_none() {
        assert!(read(".env.that-nobody-has").unwrap().is_none());
    }
}
