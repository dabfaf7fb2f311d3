//! Which kinds of faults the generated scenarios contain.

/// A selection of faults and verbs for generated scenarios.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Faults {
    /// Single calls. Requests, answers, keys and clocks are disturbed, and other clients interfere, but every read shows the
    /// present state.
    Classic,
    /// Single calls, and the only fault is that a read may show the state of up to five seconds ago.
    Stale,
    /// Everything: the classic faults, stale reads, aged answers, late copies, two clients, and all verbs.
    All,
}

impl Faults {
    /// All selections.
    pub const ALL: [Self; 3] = [Self::Classic, Self::Stale, Self::All];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Classic => "classic",
            Self::Stale => "stale",
            Self::All => "all",
        }
    }

    /// The selection with this name.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|faults| faults.name() == word)
    }
}
