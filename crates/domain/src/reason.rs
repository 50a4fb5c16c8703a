//! Why a call is refused, as programs read it. `docs/errors.md` lists every word.

use std::fmt;

use strum::{EnumMessage, IntoStaticStr, VariantArray};

/// What went wrong, which decides SQLSTATE and HTTP status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Missing, malformed or not allowed input: P0001, 400.
    BadInput,
    /// A named thing does not exist: PT404, 404.
    NotFound,
    /// Conflicts with the state of the data: 23505, 409.
    Conflict,
    /// The caller may not: 42501, 403 or 401.
    Denied,
    /// Queue, table or extension missing or unusable: 55000, 500.
    SetUp,
}

impl Cause {
    /// SQLSTATE, and the status of `PostgREST`'s answer.
    #[must_use]
    pub const fn codes(self) -> (&'static str, &'static str) {
        match self {
            Self::BadInput => ("P0001", "400"),
            Self::NotFound => ("PT404", "404"),
            Self::Conflict => ("23505", "409"),
            Self::Denied => ("42501", "403"),
            Self::SetUp => ("55000", "500"),
        }
    }
}

/// The word for a refusal. It stays the same when the message is written better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Reason {
    /// A required field or argument is absent, null or blank.
    MissingField,
    /// The body has a field that the function does not know.
    UnknownField,
    /// A value has another type or form than documented, or lies outside its bounds.
    MalformedValue,
    /// A value is not one of a closed list; the hint lists them.
    UnsupportedValue,
    /// A value or text exceeds the documented size.
    TooLarge,
    /// A batch has too many elements.
    TooMany,
    /// Two fields exclude each other.
    ContradictoryFields,
    /// An envelope does not have the documented form; DETAIL is the JSON list of its faults, without this word.
    InvalidEnvelope,
    /// The queue holds dead letters or staged content and is not for workers.
    NotAWorkerQueue,
    /// The queue belongs to the data model and stays.
    BuiltInQueue,
    /// Another function does this; the hint names it.
    WrongFunction,
    /// The time when something is to expire has passed already.
    ExpiryPassed,
    /// The task belongs to another plaintiff than the one named.
    TaskOfAnotherPlaintiff,
    /// The content job is cancelled.
    JobCancelled,
    /// The transaction's isolation level is stricter than READ COMMITTED.
    NeedsReadCommitted,

    /// No such case, or the caller may not see it.
    CaseNotFound,
    /// No such judgment, or the caller may not see it.
    JudgmentNotFound,
    /// No such plaintiff, or the caller may not see it.
    PlaintiffNotFound,
    /// No such task.
    TaskNotFound,
    /// No such action, or none of that type and state.
    ActionNotFound,
    /// The entity refers to a plaintiff or judgment that does not exist.
    LinkNotFound,
    /// No such import run.
    ImportRunNotFound,
    /// No such job.
    JobNotFound,
    /// No such run of a job.
    RunNotFound,
    /// The job has no row for that stage.
    StageNotFound,
    /// No such queue.
    QueueNotFound,

    /// The judgment has an open case.
    CaseAlreadyOpen,
    /// The case is closed.
    CaseClosed,
    /// The judgment's balance is NaN or infinite.
    BalanceNotANumber,
    /// The judgment's balance is larger than a case can hold.
    BalanceOutOfRange,
    /// The judgment has neither a balance nor an amount.
    BalanceUnknown,
    /// The payment is larger than the balance.
    AmountExceedsBalance,
    /// The judgment named is not the case's.
    JudgmentMismatch,
    /// The plaintiff named is not the judgment's.
    PlaintiffMismatch,
    /// The idempotency key was used for a request with other content.
    KeyReused,
    /// The case has reached a later stage.
    StageAlreadyPassed,
    /// An action's status does not go back.
    StatusGoesBack,
    /// The action is finished and is not reopened.
    ActionFinished,
    /// The case has an active subpoena.
    SubpoenaActive,
    /// The subpoena is closed.
    SubpoenaClosed,
    /// The action is not a subpoena of this case.
    NotASubpoena,
    /// The id is in use.
    IdTaken,
    /// The job's state does not allow it; DETAIL names the state.
    JobState,
    /// The queue holds messages or dead letters.
    QueueNotEmpty,
    /// The job's message is gone, or another call works on it.
    MessageGone,
    /// A concurrent call changed the same row; call again.
    ConcurrentChange,
    /// Another transaction holds the lock for longer than the call waits; call again.
    LockNotAvailable,
    /// A unique index that the extension did not create refuses the row.
    ForeignUniqueIndex,

    /// The caller's role or claims do not allow the call.
    PermissionDenied,
    /// Keys that begin so are for the system's own jobs.
    ReservedKey,

    /// An object is missing or does not fit; the hint is the statement that mends it.
    SetUpIncomplete,
    /// A trigger, rule or policy of the application keeps the row out of its table.
    RowNotKept,
}

impl Reason {
    /// Every reason, by SQLSTATE.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The word.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// What it means.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        self.get_documentation().unwrap_or_default()
    }

    /// What kind of error it is.
    #[must_use]
    pub const fn cause(self) -> Cause {
        match self {
            Self::MissingField
            | Self::UnknownField
            | Self::MalformedValue
            | Self::UnsupportedValue
            | Self::TooLarge
            | Self::TooMany
            | Self::ContradictoryFields
            | Self::InvalidEnvelope
            | Self::NotAWorkerQueue
            | Self::BuiltInQueue
            | Self::WrongFunction
            | Self::ExpiryPassed
            | Self::TaskOfAnotherPlaintiff
            | Self::JobCancelled
            | Self::NeedsReadCommitted => Cause::BadInput,
            Self::CaseNotFound
            | Self::JudgmentNotFound
            | Self::PlaintiffNotFound
            | Self::TaskNotFound
            | Self::ActionNotFound
            | Self::LinkNotFound
            | Self::ImportRunNotFound
            | Self::JobNotFound
            | Self::RunNotFound
            | Self::StageNotFound
            | Self::QueueNotFound => Cause::NotFound,
            Self::CaseAlreadyOpen
            | Self::CaseClosed
            | Self::BalanceNotANumber
            | Self::BalanceOutOfRange
            | Self::BalanceUnknown
            | Self::AmountExceedsBalance
            | Self::JudgmentMismatch
            | Self::PlaintiffMismatch
            | Self::KeyReused
            | Self::StageAlreadyPassed
            | Self::StatusGoesBack
            | Self::ActionFinished
            | Self::SubpoenaActive
            | Self::SubpoenaClosed
            | Self::NotASubpoena
            | Self::IdTaken
            | Self::JobState
            | Self::QueueNotEmpty
            | Self::MessageGone
            | Self::ConcurrentChange
            | Self::LockNotAvailable
            | Self::ForeignUniqueIndex => Cause::Conflict,
            Self::PermissionDenied | Self::ReservedKey => Cause::Denied,
            Self::SetUpIncomplete | Self::RowNotKept => Cause::SetUp,
        }
    }

    /// DETAIL: what is shown of the value, and the word in a line of its own.
    #[must_use]
    pub fn with_detail(self, detail: Option<String>) -> Option<String> {
        match (self, detail) {
            (Self::InvalidEnvelope, detail) => detail,
            (_, Some(detail)) => Some(format!("{detail}\nreason: {}", self.name())),
            (_, None) => Some(format!("reason: {}", self.name())),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documentation_lists_every_reason() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/errors.md");
        let page = std::fs::read_to_string(path).unwrap();
        let listed: Vec<&str> = page.lines().filter(|line| line.starts_with("| `")).collect();
        let expected: Vec<String> = Reason::ALL
            .iter()
            .map(|reason| {
                let (state, status) = reason.cause().codes();
                format!("| `{reason}` | {state} | {status} | {} |", reason.meaning())
            })
            .collect();
        assert_eq!(listed, expected);
    }

    #[test]
    fn the_word_stands_in_a_line_of_its_own() {
        let said = Reason::CaseClosed.with_detail(Some("case 1".to_owned()));
        assert_eq!(said.as_deref(), Some("case 1\nreason: case_closed"));
        assert_eq!(Reason::CaseClosed.with_detail(None).as_deref(), Some("reason: case_closed"));
        let faults = Some("[]".to_owned());
        assert_eq!(Reason::InvalidEnvelope.with_detail(faults.clone()), faults);
    }
}
