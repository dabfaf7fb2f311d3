//! The rules about requests: how many a refusal costs, and how late one may be carried out.

use crate::client_answer::Trust;
use crate::incident::Incident;
use crate::record::{Record, ScenarioResult};
use crate::scenario::{CallPlan, KeySource, Scenario};
use crate::sent_request::SentRequest;
use crate::verb_plan::VerbPlan;

/// How many requests a call may send if its change is refused and nothing else goes wrong.
const MOST_AFTER_REFUSAL: usize = 12;

/// How long after the timeout of its attempt a change may be carried out. The engine signs changes for 60 s more than the
/// timeout. The rest allows for whole seconds, and for a service that accepts signatures that are slightly too new.
const LATE_MS: u64 = 70_000;

/// Whether a plain refusal cost too many requests.
pub(crate) fn refusal_is_expensive(
    scenario: &Scenario,
    result: &ScenarioResult,
    plan: &CallPlan,
    record: &Record,
) -> bool {
    let incidents = scenario.incidents.iter().zip(&result.happened).filter(|(_, happened)| **happened);
    let is_fault = |incident: &Incident| !matches!(incident, Incident::OtherClient(..));
    let setting = &scenario.setting;
    let is_undisturbed = setting.skew_ms == 0 && !setting.replicas.are_behind();
    let first = record.sent.iter().find(|sent| sent.is_change).map(SentRequest::trust);
    let is_refused = matches!(first, Some(Trust::Refused | Trust::RefusedByState));
    plan.verb == VerbPlan::Single
        && is_refused
        && is_undisturbed
        && record.sent.len() > MOST_AFTER_REFUSAL
        && !incidents.into_iter().any(|(incident, _)| is_fault(incident))
}

/// Whether a request of the call changed something long after it was sent, although the client decided how long its
/// signature is valid.
pub(crate) fn acts_too_late(scenario: &Scenario, plan: &CallPlan, record: &Record) -> bool {
    let setting = &scenario.setting;
    let client_decides = setting.signature_lifetime_s.is_none() && setting.key_source != KeySource::RemoteSigner;
    // A clock that is ahead makes signatures valid for longer.
    let knows_time = setting.skew_ms <= 0 && !record.clock_set;
    let is_late = |request: usize, at_ms: u64| {
        record.sent.get(request).is_some_and(|sent| at_ms > sent.sent_ms + plan.timeout_ms + LATE_MS)
    };
    client_decides && knows_time && record.changes.iter().any(|change| is_late(change.request, change.at_ms))
}
