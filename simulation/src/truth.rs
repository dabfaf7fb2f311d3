//! What a state of the service says about a call: its goal, its job, and the changes of that job.

use cos_jobs::model::status::Status;
use cos_jobs_emulator::Emulator;

use crate::goal_state::GoalState;
use crate::operation::Operation;
use crate::sent_request::JobView;
use crate::target::CallTarget;

/// The id of the job, if the job exists or was deleted.
pub(crate) fn id_of<'a>(state: &'a Emulator, target: &'a CallTarget) -> Option<&'a str> {
    match target.operation {
        Operation::Create(_) => state.job_of_token(&target.name),
        _ => Some(&target.name),
    }
}

/// What the state shows of the job.
pub(crate) fn job_view(state: &Emulator, target: &CallTarget) -> Option<JobView> {
    let id = id_of(state, target)?;
    Some(JobView { status: state.status(id)?, priority: state.priority(id)? })
}

/// How many changes of the job requests have made so far.
pub(crate) fn changes(state: &Emulator, target: &CallTarget) -> u32 {
    if let Operation::Create(_) = target.operation {
        return state.job_of_token(&target.name).map_or(0, |_| 1);
    }
    state.changes(&target.name).map_or(0, |changes| {
        changes.created + changes.confirmed + changes.cancelled + changes.reprioritised + changes.deleted
    })
}

/// Whether the goal of a call is reached.
pub(crate) fn goal_state(state: &Emulator, target: &CallTarget) -> GoalState {
    let Some(job) = job_view(state, target) else {
        return if target.operation == Operation::Delete { GoalState::Reached } else { GoalState::Over };
    };
    match target.operation {
        Operation::Create(_) => GoalState::Reached,
        Operation::Delete => GoalState::Open,
        Operation::Prioritise(priority) if job.priority == priority => GoalState::Reached,
        Operation::Prioritise(_) if job.status.is_final() => GoalState::Over,
        Operation::Prioritise(_) => GoalState::Open,
        Operation::Cancel => cancel_goal(job.status),
        Operation::Confirm => confirm_goal(state, job.status, target),
    }
}

fn cancel_goal(status: Status) -> GoalState {
    match status {
        Status::Cancelling | Status::Cancelled => GoalState::Reached,
        Status::Complete | Status::Failed => GoalState::Impossible,
        _ => GoalState::Open,
    }
}

/// The goal of a confirmation is also reached while the manifest is still being read, if the job was confirmed or needs
/// no confirmation.
fn confirm_goal(state: &Emulator, status: Status, target: &CallTarget) -> GoalState {
    let confirmed = || state.changes(&target.name).is_some_and(|changes| changes.confirmed > 0);
    match status {
        Status::Failing | Status::Failed | Status::Cancelling | Status::Cancelled => GoalState::Diverged,
        Status::Preparing if !target.confirmation_required || confirmed() => GoalState::Reached,
        Status::New | Status::Preparing | Status::Suspended => GoalState::Open,
        _ => GoalState::Reached,
    }
}
