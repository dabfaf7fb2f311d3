//! Pseudo-random numbers. The same seed gives the same numbers on every machine.

/// A pseudo-random number generator (SplitMix64).
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// A generator with this seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number, distributed uniformly over all `u64` values.
    pub(crate) fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, or 0 if `bound` is 0.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.next_u64().checked_rem(bound).unwrap_or_default()
    }

    /// True in `percent` of 100 cases.
    pub(crate) fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// A number between 0 and one of `bounds`, or 0. The bound is chosen at random too.
    pub(crate) fn up_to_one_of(&mut self, bounds: &[u64]) -> u64 {
        let bound = self.pick(0, bounds);
        self.below(bound + 1)
    }

    /// `first` or one of `others`, each with the same probability.
    pub(crate) fn pick<T: Copy>(&mut self, first: T, others: &[T]) -> T {
        let index = usize::try_from(self.next_u64()).unwrap_or_default() % (others.len() + 1);
        index.checked_sub(1).and_then(|index| others.get(index).copied()).unwrap_or(first)
    }
}

/// A pseudo-random number that depends only on `parts`. If numbers were drawn one after the other instead, removing one
/// part of a scenario would change the numbers of all others.
pub(crate) fn derived(parts: [u64; 4]) -> u64 {
    parts.into_iter().fold(0, |mixed, part| Random::new(mixed ^ part).next_u64())
}
