//! The error every caller sees: one type, one table of SQLSTATEs.

use dragonfly_domain::enforcement::EnforcementFault;
use dragonfly_domain::input::InputFault;
use dragonfly_domain::jobs::JobFault;
use dragonfly_domain::plaintiffs::BodyFault;
use dragonfly_domain::queue::QueueFault;
use dragonfly_domain::reason::Cause;
pub use dragonfly_domain::reason::Reason;
use dragonfly_domain::schema::{ParseFault, SchemaFault};
use dragonfly_domain::workers::WorkersFault;
use pgrx::{PgSqlErrorCode, spi};

use crate::sqlstate::{self, SqlState};

/// Where an error comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    /// The call is refused.
    Refused(Reason),
    /// Postgres's own, or a trigger's, with the code that it had.
    Postgres(i32),
    /// A defect of ours: XX000. Nothing a caller can send leads here.
    Internal,
}

/// An error on its way to the caller.
#[derive(Debug)]
pub struct Error {
    source: Source,
    message: String,
    detail: Option<String>,
    hint: Option<String>,
    /// The function named at the beginning of the message, when it is not the one called.
    function: Option<&'static str>,
}

/// What every function of the extension returns inside its boundary.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A refusal; the message does not repeat the function's name.
    pub fn new(reason: Reason, message: impl Into<String>) -> Self {
        Self::of(Source::Refused(reason), message)
    }

    /// Set-up is incomplete; the hint is the statement that completes it.
    pub fn set_up(message: impl Into<String>) -> Self {
        Self::new(Reason::SetUpIncomplete, message).hint("run SELECT dragonfly.install()")
    }

    /// A defect of ours; callers only learn that there is one.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::of(Source::Internal, message)
    }

    /// An error of Postgres with a code that pgrx has no name for.
    pub fn of_postgres(code: i32, message: &str, detail: Option<&str>, hint: Option<&str>) -> Self {
        Self {
            detail: detail.map(str::to_owned),
            hint: hint.map(str::to_owned),
            ..Self::of(Source::Postgres(code), message)
        }
    }

    fn of(source: Source, message: impl Into<String>) -> Self {
        Self { source, message: message.into(), detail: None, hint: None, function: None }
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
        let (state, message, detail) = match self.source {
            Source::Internal => {
                pgrx::log!("{function}: {}", self.message);
                let state = SqlState::Known(PgSqlErrorCode::ERRCODE_INTERNAL_ERROR);
                (state, format!("{function}: internal error"), self.detail)
            }
            Source::Postgres(code) => (SqlState::Raw(code), self.message, self.detail),
            Source::Refused(reason) => {
                let message = format!("{function}: {}", self.message);
                let (state, message) = match reason.cause() {
                    // PostgREST puts the message of a PTxxx error into the status line of its answer.
                    Cause::NotFound => (SqlState::PostgRest(*b"PT404"), one_line(&message)),
                    cause => (SqlState::Known(code(cause)), message),
                };
                (state, message, reason.with_detail(self.detail))
            }
        };
        sqlstate::raise(state, whole(message), detail.map(whole), self.hint)
    }
}

const fn code(cause: Cause) -> PgSqlErrorCode {
    match cause {
        Cause::BadInput | Cause::NotFound => PgSqlErrorCode::ERRCODE_RAISE_EXCEPTION,
        Cause::Conflict => PgSqlErrorCode::ERRCODE_UNIQUE_VIOLATION,
        Cause::Denied => PgSqlErrorCode::ERRCODE_INSUFFICIENT_PRIVILEGE,
        Cause::SetUp => PgSqlErrorCode::ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
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
        let refusal = Self::new(fault.reason(), fault.to_string()).hint(fault.hint());
        Self { detail: fault.detail(), ..refusal }
    }
}

impl From<InputFault> for Error {
    fn from(fault: InputFault) -> Self {
        let refusal = Self::new(fault.reason(), fault.to_string()).hint(fault.hint());
        Self { detail: fault.detail(), ..refusal }
    }
}

impl From<JobFault> for Error {
    fn from(fault: JobFault) -> Self {
        let refusal = Self::new(fault.reason(), fault.to_string()).hint(fault.hint());
        Self { detail: fault.detail(), ..refusal }
    }
}

impl From<BodyFault> for Error {
    fn from(fault: BodyFault) -> Self {
        let refusal = Self::new(fault.reason(), fault.to_string()).hint(fault.hint());
        Self { detail: fault.detail(), ..refusal }
    }
}

impl From<WorkersFault> for Error {
    fn from(fault: WorkersFault) -> Self {
        let refusal = Self::new(fault.reason(), fault.to_string()).hint(fault.hint());
        Self { detail: fault.detail(), ..refusal }
    }
}

impl From<EnforcementFault> for Error {
    fn from(fault: EnforcementFault) -> Self {
        let message = fault.to_string();
        match fault {
            EnforcementFault::Input(fault) => fault.into(),
            EnforcementFault::NotFound { reason, .. } => Self::new(reason, message),
            EnforcementFault::Refused { reason, detail, hint, .. } => {
                Self { detail, ..Self::new(reason, message).hint(hint) }
            }
        }
    }
}

impl From<SchemaFault> for Error {
    fn from(fault: SchemaFault) -> Self {
        Self::new(Reason::SetUpIncomplete, fault.to_string()).hint(fault.hint())
    }
}

impl From<ParseFault> for Error {
    fn from(fault: ParseFault) -> Self {
        Self::internal(fault.to_string())
    }
}

impl From<spi::Error> for Error {
    fn from(error: spi::Error) -> Self {
        Self::internal(error.to_string())
    }
}
