//! One line of the report: what was compared, how it came out, what was wanted.

use super::stats::{Ratio, median};

/// What a ratio should be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// This or more.
    AtLeast(f64),
    /// This or less.
    AtMost(f64),
    /// Reported only.
    None,
}

impl Target {
    /// Whether the ratio is as wanted; `None` when nothing is wanted.
    pub fn is_met(self, ratio: f64) -> Option<bool> {
        match self {
            Self::AtLeast(bound) => Some(ratio >= bound),
            Self::AtMost(bound) => Some(ratio <= bound),
            Self::None => None,
        }
    }
}

/// A comparison of two contenders.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What is compared, for instance `queue_job ÷ floor`.
    pub name: String,
    /// Unit of both absolute values.
    pub unit: &'static str,
    /// Median of the first contender.
    pub ours: f64,
    /// Median of the second contender.
    pub theirs: f64,
    /// First ÷ second.
    pub ratio: Ratio,
    /// What it should be.
    pub target: Target,
    /// The same ratio by processor time per call, where that was measured.
    pub by_cpu: Option<Ratio>,
}

impl Figure {
    /// Compares the rounds of two contenders; `None` without rounds.
    pub fn compare(
        name: &str,
        unit: &'static str,
        (ours, theirs): (&[f64], &[f64]),
        target: Target,
    ) -> Option<Self> {
        Some(Self {
            name: name.to_owned(),
            unit,
            ours: median(ours)?,
            theirs: median(theirs)?,
            ratio: Ratio::of(ours, theirs)?,
            target,
            by_cpu: None,
        })
    }

    /// The same with its ratio by processor time.
    pub fn with_cpu(mut self, ratio: Option<Ratio>) -> Self {
        self.by_cpu = ratio;
        self
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_itself_is_good_enough() {
        assert_eq!(Target::AtLeast(0.85).is_met(0.85), Some(true));
        assert_eq!(Target::AtLeast(0.85).is_met(0.84), Some(false));
        assert_eq!(Target::AtMost(1.0).is_met(1.01), Some(false));
        assert_eq!(Target::None.is_met(0.1), None);
    }

    #[test]
    fn nothing_measured_is_no_figure() {
        assert!(Figure::compare("a ÷ b", "calls/s", (&[], &[]), Target::None).is_none());
        let figure =
            Figure::compare("a ÷ b", "calls/s", (&[3.0], &[2.0]), Target::AtLeast(1.0)).unwrap();
        assert!(figure.target.is_met(figure.ratio.median).unwrap());
    }
}
