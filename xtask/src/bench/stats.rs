//! Medians, percentiles and ratios of measurements.

/// The value below which the share `part` (0 to 1) of all values lies; 0.5 is the median.
/// Between two values it interpolates. `None` without values.
pub fn quantile(values: &[f64], part: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().checked_sub(1)?;
    // A run has far fewer values than a float has digits.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let (below, rest) = {
        let place = part.clamp(0.0, 1.0) * last as f64;
        (place as usize, place.fract())
    };
    let low = *sorted.get(below)?;
    let high = sorted.get(below + 1).copied().unwrap_or(low);
    Some(low + (high - low) * rest)
}

/// The middle value.
pub fn median(values: &[f64]) -> Option<f64> {
    quantile(values, 0.5)
}

/// How two contenders compare over all rounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// Median of the rounds' ratios: what slows one whole round down slows both sides of its ratio.
    pub median: f64,
    /// Least ratio of a round.
    pub low: f64,
    /// Greatest ratio of a round.
    pub high: f64,
}

impl Ratio {
    /// Pairs the rounds of both sides; `None` when there is none.
    pub fn of(ours: &[f64], theirs: &[f64]) -> Option<Self> {
        let rounds: Vec<f64> = ours.iter().zip(theirs).map(|(a, b)| a / b).collect();
        Some(Self {
            median: median(&rounds)?,
            low: quantile(&rounds, 0.0)?,
            high: quantile(&rounds, 1.0)?,
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::float_cmp)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_of_the_sorted_values() {
        assert_eq!(median(&[9.0, 1.0, 5.0]), Some(5.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(&[7.0]), Some(7.0));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn quantiles_reach_from_the_least_to_the_greatest() {
        let values: Vec<f64> = (0..=100).map(f64::from).collect();
        assert_eq!(quantile(&values, 0.0), Some(0.0));
        assert_eq!(quantile(&values, 0.99), Some(99.0));
        assert_eq!(quantile(&values, 1.0), Some(100.0));
    }

    #[test]
    fn a_ratio_pairs_rounds() {
        // The second round was slow for both: its ratio is still 2.
        let ratio = Ratio::of(&[200.0, 20.0, 180.0], &[100.0, 10.0, 100.0]).unwrap();
        assert_eq!(ratio, Ratio { median: 2.0, low: 1.8, high: 2.0 });
        assert_eq!(Ratio::of(&[], &[]), None);
    }
}
