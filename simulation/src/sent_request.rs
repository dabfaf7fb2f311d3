//! One request of a call, and what its answer showed.

use cos_jobs::model::status::Status;

use crate::client_answer::{ClientAnswer, Rejection, Trust};
use crate::goal_state::GoalState;

/// One request.
#[derive(Clone, Debug)]
pub struct SentRequest {
    /// When it was sent.
    pub sent_ms: u64,
    /// The HTTP method.
    pub method: String,
    /// Whether the request is the call's change. Otherwise it is a probe, which only reads.
    pub is_change: bool,
    /// When the client received an answer, and what that answer proves.
    pub answered: Option<(u64, Trust)>,
    /// Whether the answer contained the service's time.
    pub dated: bool,
    /// Whether the answer contained the description of a job and did not come from a cache. It may be damaged.
    pub describes: bool,
    /// Why the request was rejected, if the client can correct that.
    pub rejection: Option<Rejection>,
    /// What the request found out, if it is a probe.
    pub probe: Option<Probe>,
}

/// What a probe found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Probe {
    /// Whether the goal of the call was reached.
    pub goal_state: GoalState,
    /// When the job ended, if it has.
    pub ended_ms: Option<u64>,
    /// What the job looked like; `None` if it was not there.
    pub job: Option<JobView>,
    /// Whether the request was a DescribeJob of the call's job.
    pub is_look: bool,
    /// The time of the state that the answer showed.
    pub at_ms: u64,
}

/// What a state of the service shows of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobView {
    /// The status.
    pub status: Status,
    /// The priority.
    pub priority: u32,
}

impl SentRequest {
    /// A request with this method. GET is a probe; every other method is a change.
    pub(crate) fn new(method: &str, sent_ms: u64) -> Self {
        let is_change = method != "GET";
        Self {
            sent_ms,
            method: method.to_owned(),
            is_change,
            answered: None,
            dated: false,
            describes: false,
            rejection: None,
            probe: None,
        }
    }

    /// Records what the client receives.
    pub(crate) fn record_answer(&mut self, now_ms: u64, answer: &ClientAnswer) {
        self.answered = Some((now_ms, answer.trust));
        self.dated = answer.is_dated() && answer.trust != Trust::None;
        self.describes = answer.describes();
        self.rejection = answer.rejection();
    }

    /// Whether the answer of the service, which may be old, showed the client this state of its goal.
    pub(crate) fn shows(&self, goal_state: GoalState) -> bool {
        self.trust() == Trust::Success && self.probe.is_some_and(|probe| probe.goal_state == goal_state)
    }

    /// The look that this request was and that the service answered. A look that a cache answered is none. A client may be able
    /// to read a damaged answer.
    pub(crate) fn look(&self) -> Option<Probe> {
        let is_answered = matches!(self.trust(), Trust::Success | Trust::RefusedByState) || self.describes;
        self.probe.filter(|probe| probe.is_look && is_answered)
    }

    /// What the answer proves. No answer proves nothing.
    pub fn trust(&self) -> Trust {
        self.answered.map_or(Trust::None, |(_, trust)| trust)
    }
}
