//! The invariants catch clients that are known to be wrong, and the shortest scenario shows the mistake.

use cos_jobs_simulation::run::{end_seed, run, shortest};
use cos_jobs_simulation::scenario::Setting;
use cos_jobs_simulation::{Faults, Policy, Rule, Scenario};

/// The shortest scenario in which a client with this policy breaks the rule.
fn caught(policy: Policy, rule: Rule) -> Scenario {
    let report = run(1, end_seed(1, 3000), Faults::Classic, policy, 2);
    let smallest = report.smallest.get(&rule).copied();
    let (_, seed) = smallest.unwrap_or_else(|| panic!("{policy:?} does not break the rule {rule:?}: {report}"));
    let (scenario, broken) = shortest(seed, Faults::Classic, policy).unwrap();
    assert_eq!(broken, rule);
    scenario
}

#[test]
fn a_client_that_reports_a_lost_answer_as_failure_is_caught() {
    let scenario = caught(Policy::LostIsFailure, Rule::None);
    assert_eq!((scenario.calls.len(), scenario.incidents.len()), (1, 1), "{scenario}");
    assert_eq!(scenario.setting, Setting::default(), "{scenario}");
}

#[test]
fn a_client_that_reports_a_lost_answer_as_success_is_caught() {
    let scenario = caught(Policy::LostIsSuccess, Rule::Success);
    assert_eq!((scenario.calls.len(), scenario.incidents.len()), (1, 1), "{scenario}");
}

#[test]
fn a_client_that_repeats_blindly_like_the_official_sdks_is_caught() {
    let scenario = caught(Policy::RepeatBlindly, Rule::None);
    assert_eq!(scenario.calls.len(), 1, "{scenario}");
    assert!(scenario.incidents.len() <= 2, "{scenario}");
}

#[test]
fn the_engine_breaks_no_rule_in_the_same_scenarios() {
    assert!(run(1, end_seed(1, 3000), Faults::Classic, Policy::Engine, 2).broken.is_empty());
}

/// Whether a client with this policy breaks the rule, if everything is simulated.
fn is_caught(policy: Policy, rule: Rule) -> bool {
    let report = run(1, end_seed(1, 20_000), Faults::All, policy, 2);
    println!("{report}");
    report.broken.contains_key(&rule)
}

#[test]
fn a_client_that_believes_a_refusal_without_a_look_is_caught() {
    assert!(is_caught(Policy::RefusedIsFailure, Rule::None));
}

#[test]
fn a_bulk_that_checks_its_selection_only_once_is_caught() {
    assert!(is_caught(Policy::IgnoreSelection, Rule::Selection));
}

#[test]
fn a_client_that_reads_again_and_again_after_a_refusal_is_caught() {
    assert!(is_caught(Policy::SearchOn, Rule::Refusal));
}

#[test]
fn a_caller_who_repeats_without_a_look_is_caught() {
    assert!(is_caught(Policy::RepeatUnseen, Rule::Undo));
    assert!(is_caught(Policy::RepeatUnseen, Rule::Twice));
}

#[test]
fn a_client_that_accepts_any_job_with_its_token_is_caught() {
    assert!(is_caught(Policy::TokenIsEnough, Rule::Requested));
}

#[test]
fn a_watch_that_believes_a_replica_or_invents_a_status_is_caught() {
    assert!(is_caught(Policy::EndAtNoSuchJob, Rule::Watch));
    assert!(is_caught(Policy::GoneIsCancelled, Rule::Watch));
}

#[test]
fn a_client_whose_changes_can_be_carried_out_much_later_is_caught() {
    assert!(is_caught(Policy::LongSignatures, Rule::Expiry));
}

#[test]
fn a_client_that_believes_old_answers_of_caches_is_caught() {
    assert!(is_caught(Policy::BelieveCaches, Rule::Success));
}
