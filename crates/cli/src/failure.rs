//! What can go wrong, in words for people: what happened, what to do next, which exit code.

use std::io;

use thiserror::Error;

use crate::db::Refusal;

/// Found something: the database looked at the request and refused it.
pub const FOUND: u8 = 1;
/// Could not look.
pub const COULD_NOT_LOOK: u8 = 2;

/// Why a command ends without having done its work.
#[derive(Debug, Error)]
pub enum Failure {
    /// Neither an option nor a variable names a database.
    #[error("no database is named")]
    NoTarget,
    /// What names the database is not a connection string. Holds who named it, never the string.
    #[error("{named_by} is not a connection string")]
    BadUrl {
        /// The option or variable.
        named_by: String,
    },
    /// A dotenv file that cannot be parsed.
    #[error("{name} is no list of NAME=value lines")]
    BadEnvFile {
        /// Its name.
        name: String,
    },
    /// The environment that was asked for has no file.
    #[error("there is no {name} here")]
    NoEnvFile {
        /// Its name.
        name: String,
    },
    /// The server does not answer, or does not let us in.
    #[error("cannot connect to {target}: {reason}")]
    NoConnection {
        /// The database, without its password.
        target: String,
        /// What the server or the network said.
        reason: String,
    },
    /// The connection broke, or the server is not set up.
    #[error("{0}")]
    Database(Refusal),
    /// The database refused a request that it understood.
    #[error("{0}")]
    Refused(Refusal),
    /// A file that could not be written.
    #[error("cannot write {name}: {error}")]
    Unwritable {
        /// Its name.
        name: String,
        /// Why.
        error: io::Error,
    },
    /// A file or standard input cannot be read.
    #[error("cannot read {name}: {error}")]
    Unreadable {
        /// Which one.
        name: String,
        /// Why.
        error: io::Error,
    },
    /// An argument or an input line that makes no job.
    #[error("{place}: {reason}")]
    BadInput {
        /// The argument, or file and line.
        place: String,
        /// What is wrong with it.
        reason: String,
        /// What would be right.
        hint: &'static str,
    },
    /// A file that was not enqueued to its end.
    #[error("{cause}")]
    Partly {
        /// What stopped it.
        cause: Box<Failure>,
        /// Jobs that are on their queues nevertheless.
        done: u64,
    },
    /// A variable that a command needs.
    #[error("{name} is not set")]
    NotSet {
        /// Its name.
        name: &'static str,
        /// What it is for.
        hint: &'static str,
    },
    /// Somebody else's HTTP server did not take what it was sent.
    #[error("{0}")]
    Http(String),
    /// An answer of the database that this program does not understand.
    #[error("the database answered something else than expected: {0}")]
    Mismatch(String),
    /// A question that nobody is there to answer.
    #[error("{0}")]
    Unanswered(String),
    /// Dead letters that were not all sent back.
    #[error("{cause}")]
    HalfReplayed {
        /// What stopped it.
        cause: Box<Failure>,
        /// Jobs that are back on their queues nevertheless.
        done: usize,
    },
    /// No runtime to work in.
    #[error("cannot start: {0}")]
    Runtime(io::Error),
    /// Standard output does not take the result.
    #[error("cannot write the result: {0}")]
    Output(io::Error),
}

impl Failure {
    /// 1 when the database refused the request, 2 when it could not be asked.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Refused(_) => FOUND,
            Self::Partly { cause, .. } | Self::HalfReplayed { cause, .. } => cause.exit_code(),
            _ => COULD_NOT_LOOK,
        }
    }

    /// The extension's word for it.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Refused(refusal) | Self::Database(refusal) => refusal.reason.as_deref(),
            Self::Partly { cause, .. } | Self::HalfReplayed { cause, .. } => cause.reason(),
            _ => None,
        }
    }

    /// More about what happened.
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::Refused(refusal) | Self::Database(refusal) => refusal.detail.clone(),
            Self::Partly { cause, .. } | Self::HalfReplayed { cause, .. } => cause.detail(),
            _ => None,
        }
    }

    /// What to do next.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::NoTarget => "give --database-url, or set DATABASE_URL or SUPABASE_DB_URL",
            Self::BadUrl { .. } => {
                "write it as postgres://user:password@host:5432/database; characters such as @ : / in \
                 the password are written as %40 %3A %2F"
            }
            Self::BadEnvFile { .. } => "quote values that hold blanks or quotes",
            Self::NoEnvFile { .. } => {
                "--env reads it: write DATABASE_URL=… into it, or give --database-url; SUPABASE_MODE labels \
                 the database that the environment names"
            }
            Self::NoConnection { .. } => {
                "check host, port and password, and that the server lets this machine in"
            }
            Self::Unwritable { .. } => "name a directory that is empty or does not exist yet",
            Self::Unreadable { .. } => "check the name and your rights to it; - is standard input",
            Self::BadInput { hint, .. } | Self::NotSet { hint, .. } => hint,
            Self::Refused(refusal) | Self::Database(refusal) => return refusal.hint.clone(),
            Self::Partly { cause, done } => return Some(again(cause.hint(), *done)),
            Self::Http(_) => "check the address, and that this machine may reach it",
            Self::Mismatch(_) => {
                "program and extension differ: ALTER EXTENSION dragonfly_queue UPDATE, then dragonfly install"
            }
            Self::Unanswered(_) => "give --yes where nobody can be asked",
            Self::HalfReplayed { done, .. } => {
                return Some(format!(
                    "{done} jobs are back on their queues; the rest can be replayed again"
                ));
            }
            Self::Runtime(_) | Self::Output(_) => return None,
        };
        Some(hint.to_owned())
    }
}

fn again(hint: Option<String>, done: u64) -> String {
    let hint = hint.map(|hint| hint + "\n").unwrap_or_default();
    match done {
        0 => hint + "nothing was enqueued",
        _ => format!(
            "{hint}{done} jobs before it are enqueued; the whole file can be sent again, no key is \
             enqueued twice"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_refusal_is_a_finding() {
        let refused = || Failure::Refused(Refusal::default());
        assert_eq!(refused().exit_code(), FOUND);
        assert_eq!(Failure::Partly { cause: Box::new(refused()), done: 3 }.exit_code(), FOUND);
        for other in [Failure::NoTarget, Failure::Database(Refusal::default())] {
            assert_eq!(other.exit_code(), COULD_NOT_LOOK);
        }
    }

    #[test]
    fn a_half_sent_file_says_what_is_done() {
        let failure = Failure::Partly { cause: Box::new(Failure::NoTarget), done: 2000 };
        let hint = failure.hint().unwrap_or_default();
        assert!(hint.starts_with("give --database-url"), "{hint}");
        assert!(hint.contains("2000 jobs before it are enqueued"), "{hint}");
    }
}
