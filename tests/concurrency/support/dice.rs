//! Chance that is the same in every run (splitmix64); what varies is how the sessions interleave.

/// A source of numbers.
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice of their own for each session.
    pub fn of_session(number: usize) -> Self {
        Self((number as u64 + 1).wrapping_mul(0xD1B5_4A32_D192_ED03))
    }

    /// 0 … sides - 1
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap()
    }

    /// Heads or tails.
    pub fn heads(&mut self) -> bool {
        self.roll(2) == 0
    }

    /// Any order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.roll(last + 1));
        }
    }
}
