//! What happened in one call: its requests, their answers, its changes, and how it ended.

use core::ops::Range;

use cos_jobs::error::{Effect, Error};
use cos_jobs::model::Value;
use cos_jobs::model::status::Status;

use crate::client_answer::{ClientAnswer, Rejection, Trust};
use crate::goal_state::GoalState;
use crate::operation::{JobVariant, Operation};

/// The record of one call. Times are unix milliseconds of the service's clock.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The id of the job that the call changes, or the token of the job that it creates.
    pub name: String,
    /// When the call began; 0 if it has not begun.
    pub begun_ms: u64,
    /// When the call ended.
    pub ended_ms: Option<u64>,
    /// The calls of the engine. A verb may need several.
    pub calls: Vec<EngineCallRecord>,
    /// The requests of all these calls, including probes.
    pub sent: Vec<SentRequest>,
    /// The changes that the requests of the call made.
    pub changes: Vec<Change>,
    /// The changes that other clients, or other calls, made to the same job.
    pub others: Vec<OtherChange>,
    /// Whether the goal was reached at some time between the begin of the last call of the engine and its end, or was shown
    /// to the client as reached.
    pub goal_reached: bool,
    /// How the call ended.
    pub outcome: Option<Outcome>,
    /// The id of the job that the call created, known after all requests have arrived.
    pub created: Option<String>,
    /// Which job has the token of a creation.
    pub created_as: Option<JobVariant>,
    /// How many jobs have one of the tokens that the call used.
    pub created_jobs: usize,
    /// What the job really is when the call ends; `None` if it does not exist.
    pub job_at_end: Option<JobView>,
    /// The statuses that a watch has reported.
    pub reported: Vec<Status>,
    /// Whether the client's clock was set at any time before the call ended.
    pub clock_set: bool,
    /// Whether the call asked for keys or a signature and got none.
    pub keys_failed: bool,
    /// A text of the engine that contains a secret.
    pub leak: Option<String>,
}

/// One call of the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EngineCallRecord {
    /// The index of its first request.
    pub first_request: usize,
    /// Whether it only reads.
    pub is_read: bool,
    /// When it began.
    pub begun_ms: u64,
    /// What the job really was when it began.
    pub job: Option<JobView>,
}

/// A change that another client, or another call, made to the job of this call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherChange {
    /// When the change was made.
    pub at_ms: u64,
    /// The change.
    pub operation: Operation,
}

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

/// A change that a request made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The index of the request in the call.
    pub request: usize,
    /// When the change was made.
    pub at_ms: u64,
    /// Whether another client undid the change before the call ended.
    pub undone: bool,
}

/// How a call ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// With a result.
    Success(Value),
    /// With an error.
    Failure(Error),
}

/// What happened in a scenario.
#[derive(Debug)]
pub struct ScenarioResult {
    /// The records of the calls.
    pub records: Vec<Record>,
    /// Which of the incidents happened. An incident of a request that was never sent does not happen.
    pub happened: Vec<bool>,
    /// The lines of the log, if a log was requested.
    pub log: Vec<String>,
    /// Whether the run was stopped because it had too many events.
    pub hit_event_limit: bool,
}

impl Record {
    /// The index, in [`Record::calls`], of the call of the engine that decides the outcome: the last one that changes
    /// something, or else the last one.
    fn deciding(&self) -> Option<usize> {
        let last_change = self.calls.iter().rposition(|call| !call.is_read);
        last_change.or(self.calls.len().checked_sub(1))
    }

    /// When the call of the engine began that decides the outcome.
    pub(crate) fn decided_from_ms(&self) -> u64 {
        let deciding = self.deciding().and_then(|index| self.calls.get(index));
        deciding.map_or(self.begun_ms, |call| call.begun_ms)
    }

    /// The indexes of the requests of the call of the engine with this index.
    pub(crate) fn requests_of(&self, index: usize) -> Range<usize> {
        let first_of = |index: usize| self.calls.get(index).map_or(self.sent.len(), |call| call.first_request);
        first_of(index)..first_of(index + 1)
    }

    /// The requests of the call of the engine that decides the outcome.
    pub(crate) fn decisive(&self) -> &[SentRequest] {
        let range = self.deciding().map(|index| self.requests_of(index)).unwrap_or_default();
        self.sent.get(range).unwrap_or_default()
    }

    /// The changes that these requests made.
    pub(crate) fn decisive_changes(&self) -> impl Iterator<Item = Change> {
        let range = self.deciding().map(|index| self.requests_of(index)).unwrap_or_default();
        self.changes.iter().copied().filter(move |change| range.contains(&change.request))
    }

    /// Those of these requests that change something, without the probes.
    pub fn attempts(&self) -> impl Iterator<Item = &SentRequest> {
        self.decisive().iter().filter(|sent| sent.is_change)
    }

    /// The methods of all requests, in the order in which they were sent.
    pub fn methods(&self) -> Vec<&str> {
        self.sent.iter().map(|sent| sent.method.as_str()).collect()
    }
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

impl Outcome {
    /// Whether the call failed and may have changed something.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Failure(error) if error.effect == Effect::Unknown)
    }

    /// A property of the result.
    pub fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Self::Success(result) => result.get(name),
            Self::Failure(_) => None,
        }
    }
}
