//! The rules that each call must keep in each scenario.
//!
//! The emulator knows what really happened. The simulated network knows which answers reached the client undisturbed,
//! and so what a client could know. The rules:
//!
//! | rule | what it demands |
//! |---|---|
//! | success | if a call succeeds, its goal was reached on the server at some time between its begin and its end |
//! | none | if a call fails with the effect "none", none of its requests changed anything, or changes anything later |
//! | unknown | if a call fails with the effect "unknown", a client really cannot tell whether it changed something |
//! | avoidable | a call does not fail because of a wrong clock or invalid keys while it can still correct that |
//! | changed | if the result has `changed: false`, no request of the call changed anything before its end |
//! | result | a result contains the job's id and the number of attempts |
//! | attempts | a call sends no more requests than allowed, neither changes nor probes |
//! | time | a call ends within the time that its requests and waits can take |
//! | secrets | no text contains a secret key or a session token |
//! | requested | a job that is reported as created is the requested one, also if its token belongs to a different job |
//! | refusal | a refusal costs at most 12 requests if nothing else goes wrong |
//! | expiry | no request changes anything more than 70 s after its attempt has timed out |
//! | selection | a bulk sends no change if the last look did not show a selected job |
//! | watch | a watch does not end because an existing job seems to be missing, and reports only statuses that the job had |
//! | twice | a creation that is repeated as advised does not create a second job |
//! | undo | a change that is repeated as advised does not undo a newer change that the look showed |

use cos_jobs::error::{Effect, Error};
use cos_jobs::model::Value;

use crate::ambiguity::is_ambiguous;
use crate::client_answer::{Rejection, Trust};
use crate::operation::Operation;
use crate::record::{Change, Outcome, Record, ScenarioResult};
use crate::request_rules::{acts_too_late, refusal_is_expensive};
use crate::rule::Rule;
use crate::scenario::{CallPlan, KeySource, Scenario};
use crate::unknowable::why_unknowable;
use crate::verb_plan::VerbPlan;
use crate::verb_rules::broken_verb_rule;

/// How many times a call looks at most before it believes a refusal.
const LOOKS: usize = 4;

/// The longest wait between two requests.
const LONGEST_WAIT_MS: u64 = 30_000;

/// The longest time for which a credentials function that failed is not called again.
const LONGEST_KEYS_PAUSE_MS: u64 = 5_000;

/// The longest time that a request and its answer need on their way, plus the lateness of timers.
const SLACK_MS: u64 = 200;

/// A rule that was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The index of the call that broke it.
    pub call: usize,
    /// The rule.
    pub rule: Rule,
}

/// Checks all calls of a scenario. For each call, only the first broken rule is reported.
pub fn check(scenario: &Scenario, result: &ScenarioResult) -> Vec<Violation> {
    let calls = scenario.calls.iter().zip(&result.records).enumerate();
    calls
        .filter_map(|(call, (plan, record))| {
            let rule = broken_rule(scenario, result, plan, record)?;
            Some(Violation { call, rule })
        })
        .collect()
}

fn broken_rule(scenario: &Scenario, result: &ScenarioResult, plan: &CallPlan, record: &Record) -> Option<Rule> {
    let Some(outcome) = &record.outcome else { return Some(Rule::Time) };
    if record.leak.is_some() {
        return Some(Rule::Secrets);
    }
    if result.hit_event_limit || takes_too_long(scenario, plan, record) {
        return Some(Rule::Time);
    }
    if sends_too_many_requests(scenario, plan, record) {
        return Some(Rule::Attempts);
    }
    if refusal_is_expensive(scenario, result, plan, record) {
        return Some(Rule::Refusal);
    }
    if acts_too_late(scenario, plan, record) {
        return Some(Rule::Expiry);
    }
    if let Some(rule) = broken_verb_rule(plan, scenario.jobs.get(plan.job), record) {
        return Some(rule);
    }
    if let VerbPlan::Watch(_) = plan.verb {
        return None;
    }
    match outcome {
        Outcome::Success(_) => wrong_success(plan, record, outcome),
        Outcome::Failure(_) if is_avoidable(scenario, plan, record) => Some(Rule::Avoidable),
        Outcome::Failure(error) => wrong_failure(scenario, plan, record, error),
    }
}

fn takes_too_long(scenario: &Scenario, plan: &CallPlan, record: &Record) -> bool {
    let calls = scenario.calls.len() as u64;
    let each = 2 * plan.timeout_ms + LONGEST_WAIT_MS + calls * LONGEST_KEYS_PAUSE_MS + SLACK_MS;
    // The verbs may pause between the calls of the engine for as long as they like.
    let Some(last) = record.calls.last() else { return true };
    let requests = record.sent.len() - last.first_request;
    let most = (requests as u64 + 1) * each;
    record.ended_ms.is_none_or(|ended_ms| ended_ms - last.begun_ms > most)
}

fn sends_too_many_requests(scenario: &Scenario, plan: &CallPlan, record: &Record) -> bool {
    let most = usize::try_from(plan.max_attempts).unwrap_or(usize::MAX);
    // To find a created job, a call reads the list and each job in it.
    let is_create = matches!(plan.operation, Operation::Create(_));
    let jobs = scenario.jobs.len() + scenario.setting.crowd + scenario.calls.len();
    // To find out whether a deleted job is gone, a call looks at the job and at the list.
    let reads = if is_create { 1 + jobs } else { 2 };
    let attempts = record.attempts().count();
    attempts > most || record.decisive().len() - attempts > (most + LOOKS) * most * reads
}

fn wrong_success(plan: &CallPlan, record: &Record, outcome: &Outcome) -> Option<Rule> {
    let is_create = matches!(plan.operation, Operation::Create(_));
    if is_create && record.created_as.is_some_and(|variant| variant != plan.variant) {
        return Some(Rule::Requested);
    }
    let is_skipped = outcome.get("skipped") == Some(&Value::Flag(true));
    if !record.goal_reached && !is_skipped {
        return Some(Rule::Success);
    }
    let job = if is_create { record.created.as_deref() } else { Some(record.name.as_str()) };
    let attempts = record.attempts().count();
    let is_bulk = matches!(plan.verb, VerbPlan::ChangeMany(_));
    let has_right_count =
        plan.goal || is_bulk || outcome.get("attempts") == i64::try_from(attempts).ok().map(Value::Number).as_ref();
    if outcome.get("jobId").and_then(Value::as_text) != job || !has_right_count {
        return Some(Rule::Result);
    }
    let before_end = |change: &Change| record.ended_ms.is_some_and(|ended_ms| change.at_ms <= ended_ms);
    let has_changed =
        record.decisive_changes().any(|change| before_end(&change) && why_unknowable(record, change).is_none());
    let denies_change = outcome.get("changed") == Some(&Value::Flag(false)) && has_changed;
    let claims_change = outcome.get("changed") == Some(&Value::Flag(true)) && attempts == 0;
    (denies_change || claims_change).then_some(Rule::Changed)
}

fn wrong_failure(scenario: &Scenario, plan: &CallPlan, record: &Record, error: &Error) -> Option<Rule> {
    let attempts = record.attempts().count();
    // The error of a call that only reads counts the reads.
    let is_read = record.calls.iter().all(|call| call.is_read);
    if !is_read && usize::try_from(error.attempts) != Ok(attempts) {
        return Some(Rule::Result);
    }
    match error.effect {
        Effect::None => {
            let wrong = record.decisive_changes().any(|change| why_unknowable(record, change).is_none());
            wrong.then_some(Rule::None)
        }
        Effect::Unknown => (!is_ambiguous(scenario, plan, record)).then_some(Rule::Unknown),
    }
}

/// Whether the call failed because of a rejection that it could have corrected and had not tried to correct.
fn is_avoidable(scenario: &Scenario, plan: &CallPlan, record: &Record) -> bool {
    let requests = record.decisive();
    let Some(last) = requests.last() else { return false };
    let may_send = usize::try_from(plan.max_attempts).is_ok_and(|most| record.attempts().count() < most);
    let is_first = requests.iter().filter(|sent| sent.rejection == last.rejection).count() == 1;
    let can_correct = match last.rejection {
        Some(Rejection::Clock) => true,
        Some(Rejection::Keys) => scenario.setting.key_source != KeySource::Permanent,
        None => false,
    };
    can_correct && !record.keys_failed && is_first && last.is_change && last.trust() == Trust::Refused && may_send
}
