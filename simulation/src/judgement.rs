//! Running one scenario and checking the rules.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

use crate::invariants::{Violation, check};
use crate::play::play;
use crate::policy::Policy;
use crate::record::ScenarioResult;
use crate::rule::Rule;
use crate::scenario::Scenario;

thread_local! {
    /// The seed of the scenario that this thread is running, for the message of a panic.
    static SEED: Cell<u64> = const { Cell::new(0) };
}

/// The seed of the scenario that this thread is running.
pub fn current_seed() -> u64 {
    SEED.get()
}

/// The result of one scenario, and the rules that it broke.
#[derive(Debug)]
pub struct Judgement {
    /// What happened; `None` if the engine panicked.
    pub result: Option<ScenarioResult>,
    /// The rules that were broken.
    pub violations: Vec<Violation>,
}

/// Runs a scenario and checks the rules.
pub fn judge(scenario: &Scenario, policy: Policy, with_log: bool) -> Judgement {
    SEED.set(scenario.seed);
    let played = panic::catch_unwind(AssertUnwindSafe(|| play(scenario, policy, with_log)));
    match played {
        Ok(Ok(result)) => Judgement { violations: check(scenario, &result), result: Some(result) },
        // A scenario that cannot even start counts as a panic.
        Ok(Err(_)) | Err(_) => Judgement { result: None, violations: vec![Violation { call: 0, rule: Rule::Panic }] },
    }
}
