//! How large a JSON value is, in each of the forms in which somebody has to hold it.
//!
//! A JSON number such as `1e131071` takes 12 bytes in jsonb and 131 072 as text. A value is therefore
//! measured in both forms, and a number of more digits than any amount or id has is refused.

use thiserror::Error;

/// The most digits that a number in a payload may have.
pub const MAX_DIGITS: usize = 1000;
/// The largest payload, in bytes, as jsonb and as text.
pub const MAX_PAYLOAD_BYTES: usize = 16 * 1024 * 1024;
/// The largest message that is handed out, in bytes, as jsonb and as text: an answer holds it twice, and
/// neither jsonb (256 MB) nor text (1 GB) may overflow.
pub const MAX_MESSAGE_BYTES: usize = 96 * 1024 * 1024;
/// The largest text that Postgres can copy, dump and log with room to spare.
pub const MAX_TEXT_BYTES: usize = 384 * 1024 * 1024;
/// How many bytes of messages one call hands out, as jsonb or as text; always at least one message.
pub const MAX_BATCH_BYTES: usize = 32 * 1024 * 1024;

/// The measures of a JSON value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Bytes that it takes as jsonb.
    pub jsonb: usize,
    /// Bytes that it takes as text.
    pub text: usize,
    /// Digits of its longest number.
    pub digits: usize,
}

impl Size {
    /// Bytes of the larger of the two forms.
    #[must_use]
    pub fn bytes(self) -> usize {
        self.jsonb.max(self.text)
    }

    /// Refuses a value that is larger than `limit` bytes or has a number that is too long.
    pub fn check(self, field: &'static str, limit: usize) -> Result<(), SizeFault> {
        if self.digits > MAX_DIGITS {
            return Err(SizeFault::LongNumber { field, digits: self.digits });
        }
        if self.bytes() > limit {
            return Err(SizeFault::TooLarge { field, limit, bytes: self.bytes() });
        }
        Ok(())
    }

    /// Whether a reader can be handed a message of this size.
    #[must_use]
    pub fn can_be_handed_out(self) -> bool {
        self.bytes() <= MAX_MESSAGE_BYTES
    }

    /// Whether Postgres can write the value as text, which a dump does.
    #[must_use]
    pub fn can_be_written(self) -> bool {
        self.text <= MAX_TEXT_BYTES && self.jsonb <= 2 * MAX_MESSAGE_BYTES
    }
}

/// What is to be done with a message that a reader took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Hand it out.
    HandOut,
    /// Give it back: the batch is full.
    GiveBack,
    /// Nobody can be handed it.
    SetAside,
}

/// The messages of one call, as far as they are taken.
#[derive(Clone, Copy, Debug, Default)]
pub struct Batch {
    bytes: usize,
    is_full: bool,
}

impl Batch {
    /// Whether no other message fits.
    #[must_use]
    pub fn is_full(self) -> bool {
        self.is_full
    }

    /// Decides on the next message. The first that can be handed out at all always fits.
    pub fn admit(&mut self, size: Size) -> Verdict {
        if !size.can_be_handed_out() {
            return Verdict::SetAside;
        }
        if self.bytes > 0 && self.bytes + size.bytes() > MAX_BATCH_BYTES {
            self.is_full = true;
            return Verdict::GiveBack;
        }
        self.bytes += size.bytes().max(1);
        Verdict::HandOut
    }
}

/// A value that is too large; SQLSTATE P0001.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SizeFault {
    /// Too many bytes.
    #[error("{field} exceeds {limit} bytes")]
    TooLarge {
        /// Its name.
        field: &'static str,
        /// The most.
        limit: usize,
        /// What it has.
        bytes: usize,
    },
    /// A number with more digits than [`MAX_DIGITS`].
    #[error("{field} has a number of more than 1000 digits")]
    LongNumber {
        /// Its name.
        field: &'static str,
        /// How many digits the number has, written out.
        digits: usize,
    },
}

impl SizeFault {
    /// The offending size.
    #[must_use]
    pub fn detail(&self) -> String {
        match self {
            Self::TooLarge { field, bytes, .. } => format!("{field} has {bytes} bytes"),
            Self::LongNumber { digits, .. } => format!("the number has {digits} digits"),
        }
    }

    /// What the caller should do.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "Store it elsewhere and send where it is.",
            Self::LongNumber { .. } => "Send the number as a string.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(jsonb: usize, text: usize, digits: usize) -> Size {
        Size { jsonb, text, digits }
    }

    #[test]
    fn the_larger_form_counts() {
        assert_eq!(size(5, 9, 1).check("payload", 9), Ok(()));
        assert_eq!(size(9, 5, 1).check("payload", 9), Ok(()));
        for too_large in [size(10, 5, 1), size(5, 10, 1)] {
            let fault = too_large.check("payload", 9).unwrap_err();
            assert_eq!(fault.to_string(), "payload exceeds 9 bytes");
            assert_eq!(fault.detail(), "payload has 10 bytes");
        }
    }

    #[test]
    fn a_long_number_is_refused_whatever_else_fits() {
        assert_eq!(size(1, 1, MAX_DIGITS).check("payload", 9), Ok(()));
        let fault = size(1, 1, MAX_DIGITS + 1).check("payload", 9).unwrap_err();
        assert_eq!(fault.to_string(), "payload has a number of more than 1000 digits");
        assert_eq!(fault.detail(), "the number has 1001 digits");
    }

    #[test]
    fn what_can_be_handed_out_can_be_written() {
        let largest = size(MAX_MESSAGE_BYTES, MAX_MESSAGE_BYTES, 1);
        assert!(largest.can_be_handed_out() && largest.can_be_written());
        assert!(!size(1, MAX_MESSAGE_BYTES + 1, 1).can_be_handed_out());
        assert!(size(1, MAX_TEXT_BYTES, 1).can_be_written());
        assert!(!size(1, MAX_TEXT_BYTES + 1, 1).can_be_written());
    }

    #[test]
    fn a_batch_ends_where_it_is_full_and_has_one_message_at_least() {
        let of = |text| size(0, text, 1);
        let mut batch = Batch::default();
        assert_eq!(batch.admit(of(MAX_BATCH_BYTES + 1)), Verdict::HandOut);
        assert!(!batch.is_full());
        assert_eq!(batch.admit(of(1)), Verdict::GiveBack);
        assert!(batch.is_full());
        let mut small = Batch::default();
        assert_eq!(small.admit(of(0)), Verdict::HandOut);
        assert_eq!(small.admit(of(MAX_BATCH_BYTES)), Verdict::GiveBack);
    }

    #[test]
    fn what_cannot_be_handed_out_takes_no_place_in_a_batch() {
        let mut batch = Batch::default();
        assert_eq!(batch.admit(size(0, MAX_MESSAGE_BYTES + 1, 1)), Verdict::SetAside);
        assert_eq!(batch.admit(size(0, MAX_BATCH_BYTES, 1)), Verdict::HandOut);
    }
}
