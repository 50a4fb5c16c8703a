//! How a command that could do its work ends.

/// The exit codes of commands that did what was asked; failures have theirs in `failure`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing to report.
    Fine,
    /// Something was found that somebody should look at.
    Found,
    /// It could not look: what was asked did not answer.
    CouldNotLook,
    /// There was nothing to do.
    Nothing,
}

impl Exit {
    /// Found when `found`, else fine.
    pub fn found(found: bool) -> Self {
        if found { Self::Found } else { Self::Fine }
    }

    /// What the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Found => 1,
            Self::CouldNotLook => 2,
            Self::Nothing => 3,
        }
    }
}
