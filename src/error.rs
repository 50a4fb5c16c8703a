//! The error every caller sees: one type, one table of SQLSTATEs (DESIGN, "Errors").

use dragonfly_domain::enforcement::EnforcementFault;
use dragonfly_domain::input::InputFault;
use dragonfly_domain::jobs::JobFault;
use dragonfly_domain::plaintiffs::BodyFault;
use dragonfly_domain::queue::QueueFault;
use dragonfly_domain::schema::{ParseFault, SchemaFault};
use dragonfly_domain::workers::WorkersFault;
use pgrx::{PgSqlErrorCode, spi};

use crate::sqlstate::{self, SqlState};

/// What went wrong, which decides SQLSTATE and HTTP status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Missing, malformed or not allowed input: P0001, 400.
    BadInput,
    /// A named thing does not exist: PT404, 404.
    NotFound,
    /// Conflicts with what is there: 23505, 409.
    Conflict,
    /// The caller may not: 42501, 403 or 401.
    Denied,
    /// Queue, table or extension missing or unusable: 55000, 500.
    SetUp,
    /// Postgres's own, or a trigger's, with the code that it had.
    Postgres(i32),
    /// A defect of ours: XX000. Nothing a caller can send leads here.
    Internal,
}

/// An error on its way to the caller.
#[derive(Debug)]
pub struct Error {
    cause: Cause,
    message: String,
    detail: Option<String>,
    hint: Option<String>,
    /// The function named at the beginning of the message, when it is not the one called.
    function: Option<&'static str>,
}

/// What every function of the extension returns inside its boundary.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error of that cause; the message does not repeat the function's name.
    pub fn new(cause: Cause, message: impl Into<String>) -> Self {
        Self { cause, message: message.into(), detail: None, hint: None, function: None }
    }

    /// Set-up is incomplete; the hint is the statement that completes it.
    pub fn set_up(message: impl Into<String>) -> Self {
        Self::new(Cause::SetUp, message).hint("run SELECT dragonfly.install()")
    }

    /// A defect of ours; callers only learn that there is one.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::new(Cause::Internal, message)
    }

    /// An error of Postgres with a code that pgrx has no name for.
    pub fn of_postgres(code: i32, message: &str, detail: Option<&str>, hint: Option<&str>) -> Self {
        Self {
            detail: detail.map(str::to_owned),
            hint: hint.map(str::to_owned),
            ..Self::new(Cause::Postgres(code), message)
        }
    }

    /// The offending value or field.
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// What to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Speaks in the name of another function, whose rule was broken.
    pub fn of_function(mut self, function: &'static str) -> Self {
        self.function = Some(function);
        self
    }

    /// Raises it; does not return.
    pub fn raise(self, called: &'static str) -> ! {
        let function = self.function.unwrap_or(called);
        let message = match self.cause {
            Cause::Internal => {
                pgrx::log!("{function}: {}", self.message);
                format!("{function}: internal error")
            }
            Cause::Postgres(_) => self.message,
            // PostgREST puts the message of a PTxxx error into the status line of its answer.
            Cause::NotFound => one_line(&format!("{function}: {}", self.message)),
            _ => format!("{function}: {}", self.message),
        };
        let state = match self.cause {
            Cause::BadInput => SqlState::Known(PgSqlErrorCode::ERRCODE_RAISE_EXCEPTION),
            Cause::NotFound => SqlState::PostgRest(*b"PT404"),
            Cause::Conflict => SqlState::Known(PgSqlErrorCode::ERRCODE_UNIQUE_VIOLATION),
            Cause::Denied => SqlState::Known(PgSqlErrorCode::ERRCODE_INSUFFICIENT_PRIVILEGE),
            Cause::SetUp => {
                SqlState::Known(PgSqlErrorCode::ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE)
            }
            Cause::Postgres(code) => SqlState::Raw(code),
            Cause::Internal => SqlState::Known(PgSqlErrorCode::ERRCODE_INTERNAL_ERROR),
        };
        sqlstate::raise(state, whole(message), self.detail.map(whole), self.hint)
    }
}

/// A C string would end at a NUL, which JSON can spell.
fn whole(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "\\u0000") } else { text }
}

/// Without control characters, and short.
fn one_line(text: &str) -> String {
    text.chars().take(200).map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

impl From<QueueFault> for Error {
    fn from(fault: QueueFault) -> Self {
        Self {
            detail: fault.detail(),
            ..Self::new(Cause::BadInput, fault.to_string()).hint(fault.hint())
        }
    }
}

impl From<InputFault> for Error {
    fn from(fault: InputFault) -> Self {
        Self {
            detail: fault.detail(),
            ..Self::new(Cause::BadInput, fault.to_string()).hint(fault.hint())
        }
    }
}

impl From<JobFault> for Error {
    fn from(fault: JobFault) -> Self {
        Self {
            detail: fault.detail(),
            ..Self::new(Cause::BadInput, fault.to_string()).hint(fault.hint())
        }
    }
}

impl From<EnforcementFault> for Error {
    fn from(fault: EnforcementFault) -> Self {
        let message = fault.to_string();
        match fault {
            EnforcementFault::Input(fault) => fault.into(),
            EnforcementFault::NotFound { .. } => Self::new(Cause::NotFound, message),
            EnforcementFault::NotAllowed { detail, hint, .. } => {
                Self { detail, ..Self::new(Cause::BadInput, message).hint(hint) }
            }
            EnforcementFault::Conflict { detail, hint, .. } => {
                Self { detail, ..Self::new(Cause::Conflict, message).hint(hint) }
            }
        }
    }
}

impl From<BodyFault> for Error {
    fn from(fault: BodyFault) -> Self {
        Self {
            detail: fault.detail(),
            ..Self::new(Cause::BadInput, fault.to_string()).hint(fault.hint())
        }
    }
}

impl From<WorkersFault> for Error {
    fn from(fault: WorkersFault) -> Self {
        Self {
            detail: fault.detail(),
            ..Self::new(Cause::BadInput, fault.to_string()).hint(fault.hint())
        }
    }
}

impl From<SchemaFault> for Error {
    fn from(fault: SchemaFault) -> Self {
        Self::new(Cause::SetUp, fault.to_string()).hint(fault.hint())
    }
}

impl From<ParseFault> for Error {
    fn from(fault: ParseFault) -> Self {
        Self::new(Cause::Internal, fault.to_string())
    }
}

impl From<spi::Error> for Error {
    fn from(error: spi::Error) -> Self {
        Self::new(Cause::Internal, error.to_string())
    }
}
