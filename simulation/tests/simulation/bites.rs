//! The invariants notice clients that are known to be wrong, and tell how in a short story.

use cos_jobs_simulation::run::{end_of, run, shortest};
use cos_jobs_simulation::{Policy, Rule, Story};

/// The shortest story in which a client of that policy breaks the rule.
fn caught(policy: Policy, rule: Rule) -> Story {
    let report = run(1, end_of(1, 3000), policy, 2);
    let (_, seed) = report.first.get(&rule).copied().unwrap_or_else(|| panic!("{policy:?} is not caught: {report}"));
    let (story, broken) = shortest(seed, policy).unwrap();
    assert_eq!(broken, rule);
    story
}

#[test]
fn a_client_that_calls_a_lost_answer_a_failure_is_caught() {
    let story = caught(Policy::LostIsFailure, Rule::None);
    assert_eq!((story.calls.len(), story.incidents.len()), (1, 1), "{story}");
    assert_eq!(story.setting, cos_jobs_simulation::story::Setting::default(), "{story}");
}

#[test]
fn a_client_that_calls_a_lost_answer_a_success_is_caught() {
    let story = caught(Policy::LostIsSuccess, Rule::Success);
    assert_eq!((story.calls.len(), story.incidents.len()), (1, 1), "{story}");
}

#[test]
fn a_client_that_repeats_blindly_as_the_official_ones_do_is_caught() {
    let story = caught(Policy::RepeatBlindly, Rule::None);
    assert_eq!(story.calls.len(), 1, "{story}");
    assert!(story.incidents.len() <= 2, "{story}");
}

#[test]
fn the_engine_is_not_caught_in_the_same_stories() {
    assert!(run(1, end_of(1, 3000), Policy::Engine, 2).broken.is_empty());
}
