//! Chance that can be repeated: the same seed gives the same numbers, on every machine.

/// A source of numbers that look like chance (SplitMix64).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The source of that seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number that is uniform in all of `u64`.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; 0 if that is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.roll().checked_rem(bound).unwrap_or_default()
    }

    /// True so many times of a hundred.
    pub fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of `first` and `others`, each as likely.
    pub fn pick<T: Copy>(&mut self, first: T, others: &[T]) -> T {
        let index = usize::try_from(self.roll()).unwrap_or_default() % (others.len() + 1);
        index.checked_sub(1).and_then(|index| others.get(index).copied()).unwrap_or(first)
    }
}

/// A number that follows from `parts` and looks like chance, so that removing one thing of a story leaves the numbers
/// of the others as they are.
pub fn settled(parts: [u64; 4]) -> u64 {
    parts.into_iter().fold(0, |mixed, part| Dice::new(mixed ^ part).roll())
}
