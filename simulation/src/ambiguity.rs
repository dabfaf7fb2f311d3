//! Whether a client can tell from what it received if its call has changed something.
//!
//! It cannot tell if one of the call's changes got no answer that proves anything, or was refused because of the job's
//! state (an earlier copy of the same request may have caused that state), and the last request is not a probe that
//! excludes a change.

use cos_jobs::model::status::Status;
use cos_jobs_emulator::lifecycle::{Cause, next};

use crate::client_answer::Trust;
use crate::goal_state::GoalState;
use crate::operation::Operation;
use crate::record::Record;
use crate::scenario::{CallPlan, KeySource, Scenario, Setting};
use crate::sent_request::{Probe, SentRequest};

/// A job that ended this long before the call did not end because of it. The engine requires 60 s. The rest allows for
/// dates, which have whole seconds.
const LONG_BEFORE_MS: u64 = 62_000;

/// How many probes must contradict a refusal before a client may give up.
const MIN_LOOKS: usize = 4;

/// Whether a client that knows only what this client received cannot tell if the call has changed something.
pub(crate) fn is_ambiguous(scenario: &Scenario, plan: &CallPlan, record: &Record) -> bool {
    let lost = record.attempts().any(|sent| sent.trust() == Trust::None);
    let refused = record.attempts().any(|sent| sent.trust() == Trust::RefusedByState);
    match last_probe(record) {
        None => lost || refused,
        Some(probe) if excludes_change(scenario, plan, record, probe) => false,
        Some(probe) => lost || (refused && is_contradiction(plan, record, probe)),
    }
}

/// Whether a refused change may have happened, as far as the last probe shows. A refusal contradicts a probe that shows an open
/// goal, unless an earlier probe explains it, and that one may be lost. No probe explains that a token is refused and no job has it.
fn is_contradiction(plan: &CallPlan, record: &Record, probe: Probe) -> bool {
    let lost_look = || record.decisive().iter().any(|sent| !sent.is_change && sent.trust() == Trust::None);
    match probe.goal_state {
        _ if matches!(plan.operation, Operation::Create(_)) => true,
        GoalState::Reached | GoalState::Diverged => true,
        GoalState::Open => lost_look() || stays_unexplained(plan, record, probe),
        GoalState::Impossible | GoalState::Over => false,
    }
}

/// Whether the probes do not explain the refusal, because they show a job whose change the service would accept. A client has to
/// look several times before it gives up, because a probe may show an old state.
fn stays_unexplained(plan: &CallPlan, record: &Record, probe: Probe) -> bool {
    let looks =
        record.decisive().iter().rev().take_while(|sent| !sent.is_change).filter(|sent| is_answered(sent)).count();
    let status = probe.job.map(|job| job.status);
    let would_accept = match plan.operation {
        Operation::Cancel => status.is_some_and(|status| next(status, Cause::CancelRequested).is_some()),
        Operation::Confirm => {
            status.is_some_and(|status| status == Status::Preparing || next(status, Cause::Confirmed).is_some())
        }
        Operation::Prioritise(_) => status.is_some_and(|status| !status.is_final()),
        Operation::Delete => status.is_some(),
        Operation::Create(_) => status.is_none(),
    };
    would_accept && looks >= MIN_LOOKS
}

/// What the last request found out, if it is a probe that was answered. A call may send several probes: if it got no keys
/// for one of them, it has found out nothing certain.
fn last_probe(record: &Record) -> Option<Probe> {
    if record.keys_failed {
        return None;
    }
    record.decisive().last().filter(|sent| is_answered(sent))?.probe
}

fn is_answered(sent: &SentRequest) -> bool {
    matches!(sent.trust(), Trust::Success | Trust::RefusedByState)
}

/// Whether the call cannot have changed the job that the probe found.
///
/// One proof is that the job ended long before the call. It counts only if the client knows the time: its clock was not
/// set during the call, and the clock is either right, or not slow while the service sent its date. A date alone is not
/// enough, because it may come from a proxy.
fn excludes_change(scenario: &Scenario, plan: &CallPlan, record: &Record, probe: Probe) -> bool {
    let Setting { skew_ms, key_source, .. } = scenario.setting;
    let has_date = skew_ms >= 0 && record.decisive().iter().any(|sent| sent.dated);
    let knows_time = !record.clock_set && (has_date || (skew_ms == 0 && key_source != KeySource::RemoteSigner));
    let long_before =
        knows_time && probe.ended_ms.is_some_and(|ended_ms| ended_ms + LONG_BEFORE_MS < record.decided_from_ms());
    let changes_status_or_priority = !matches!(plan.operation, Operation::Create(_) | Operation::Delete);
    changes_status_or_priority && (probe.goal_state == GoalState::Impossible || long_before)
}
