//! The rules about verbs: what a bulk selects, what a watch reports, and what a repeated call changes.

use cos_jobs::model::status::Status;

use crate::operation::Operation;
use crate::record::{Outcome, Record};
use crate::rule::Rule;
use crate::scenario::{CallPlan, JobPlan};
use crate::sent_request::{JobView, Probe, SentRequest};
use crate::verb_plan::{Selection, VerbPlan};

/// The rule of its verb that a call breaks.
pub(crate) fn broken_verb_rule(plan: &CallPlan, job: Option<&JobPlan>, record: &Record) -> Option<Rule> {
    match plan.verb {
        VerbPlan::Single => None,
        VerbPlan::ChangeMany(selection) => {
            changes_what_is_not_meant(selection, plan.operation, record).then_some(Rule::Selection)
        }
        VerbPlan::Watch(_) => watches_wrongly(record).then_some(Rule::Watch),
        VerbPlan::Repeating(_) if record.created_jobs > 1 => Some(Rule::Twice),
        VerbPlan::Repeating(_) => undoes_newer_change(plan, job, record).then_some(Rule::Undo),
    }
}

/// Whether a change was sent although the last look before it did not show a selected job.
fn changes_what_is_not_meant(selection: Selection, operation: Operation, record: &Record) -> bool {
    let mut is_meant = false;
    for sent in &record.sent {
        if let Some(look) = sent.look() {
            is_meant = look.job.is_some_and(|job| selection.means(operation, job.status, job.priority));
        } else if sent.is_change && !is_meant {
            return true;
        }
    }
    false
}

/// Whether a watch ended because a job seemed to be missing that was always there, or reported a status that no read ever
/// showed.
fn watches_wrongly(record: &Record) -> bool {
    let is_missing = |outcome: &Outcome| matches!(outcome, Outcome::Failure(error) if error.code == "NoSuchJob");
    let ended_wrongly = record.job_at_end.is_some() && record.outcome.as_ref().is_some_and(is_missing);
    let was_shown = |status: &Status| {
        let jobs = record.sent.iter().filter_map(|sent| sent.probe?.job);
        jobs.into_iter().any(|job| job.status == *status)
    };
    ended_wrongly || !record.reported.iter().all(was_shown)
}

/// Whether a repeated call changed the job although the caller could see that somebody else had changed it in the meantime.
fn undoes_newer_change(plan: &CallPlan, job: Option<&JobPlan>, record: &Record) -> bool {
    let Some(first) = record.sent.iter().find(|sent| sent.is_change) else { return false };
    let changes = record.calls.iter().enumerate().skip(1).filter(|(_, call)| !call.is_read);
    changes.into_iter().any(|(index, call)| {
        let requests = record.requests_of(index);
        let (seen, seen_at_ms) = match caller_look(record, index) {
            CallerLook::None => (call.job, call.begun_ms),
            CallerLook::Useless => return false,
            CallerLook::At(look) => (look.job, look.at_ms),
        };
        let is_newer = |operation: Operation| {
            let others = record.others.iter().filter(|other| other.operation == operation);
            others.into_iter().any(|other| (first.sent_ms + 1..=seen_at_ms).contains(&other.at_ms))
        };
        let undone = seen.zip(job).is_some_and(|(seen, before)| undoes(plan.operation, seen, before, is_newer));
        undone && record.changes.iter().any(|change| requests.contains(&change.request))
    })
}

/// How the caller looked before a call.
enum CallerLook {
    /// Not at all, although the caller could have seen the present state.
    None,
    /// The answer was old, and came from a cache.
    Useless,
    At(Probe),
}

/// How the caller looked before the call of the engine with this index.
fn caller_look(record: &Record, index: usize) -> CallerLook {
    let before = index.checked_sub(1).filter(|before| record.calls.get(*before).is_some_and(|call| call.is_read));
    let Some(before) = before else { return CallerLook::None };
    let reads = record.sent.get(record.requests_of(before)).unwrap_or_default();
    reads.iter().rev().find_map(SentRequest::look).map_or(CallerLook::Useless, CallerLook::At)
}

/// Whether the operation undoes what somebody else did to the job that was seen. A state that is the same as before the call
/// does not show that somebody changed the job.
fn undoes(operation: Operation, seen: JobView, before: &JobPlan, is_newer: impl Fn(Operation) -> bool) -> bool {
    match operation {
        Operation::Prioritise(wanted) => {
            seen.priority != wanted
                && seen.priority != before.priority
                && is_newer(Operation::Prioritise(seen.priority))
        }
        Operation::Cancel => {
            let is_confirmed = !matches!(seen.status, Status::New | Status::Preparing | Status::Suspended);
            before.waits_for_confirmation() && is_confirmed && is_newer(Operation::Confirm)
        }
        Operation::Confirm | Operation::Delete | Operation::Create(_) => false,
    }
}
