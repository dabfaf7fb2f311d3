//! What happened in one call: its requests, their answers, its changes, and how it ended.

use cos_jobs::error::Error;
use cos_jobs::model::Value;
use cos_jobs::model::status::Status;

use crate::client_answer::{ClientAnswer, Rejection, Trust};
use crate::goal_state::GoalState;

/// The record of one call. Times are unix milliseconds of the service's clock.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The id of the job that the call changes, or the token of the job that it creates.
    pub name: String,
    /// When the call began; 0 if it has not begun.
    pub begun_ms: u64,
    /// When the call ended.
    pub ended_ms: Option<u64>,
    /// The requests of the call, including probes.
    pub sent: Vec<SentRequest>,
    /// The changes that the requests of the call made.
    pub changes: Vec<Change>,
    /// Whether the goal was reached at some time between the call's begin and its end.
    pub goal_reached: bool,
    /// How the call ended.
    pub outcome: Option<Outcome>,
    /// The id of the job that the call created, known after all requests have arrived.
    pub created: Option<String>,
    /// Whether the client's clock was set at any time before the call ended.
    pub clock_set: bool,
    /// Whether the call asked for keys or a signature and got none.
    pub keys_failed: bool,
    /// A text of the engine that contains a secret.
    pub leak: Option<String>,
}

/// One request.
#[derive(Clone, Debug)]
pub struct SentRequest {
    /// The HTTP method.
    pub method: String,
    /// Whether the request is the call's change. Otherwise it is a probe, which only reads.
    pub is_change: bool,
    /// When the client received an answer, and what that answer proves.
    pub answered: Option<(u64, Trust)>,
    /// Whether the answer contained the service's time.
    pub dated: bool,
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
    /// The requests that are the call's change, without the probes.
    pub fn attempts(&self) -> impl Iterator<Item = &SentRequest> {
        self.sent.iter().filter(|sent| sent.is_change)
    }

    /// The methods of all requests, in the order in which they were sent.
    pub fn methods(&self) -> Vec<&str> {
        self.sent.iter().map(|sent| sent.method.as_str()).collect()
    }
}

impl SentRequest {
    /// A request with this method. GET is a probe; every other method is a change.
    pub(crate) fn new(method: &str) -> Self {
        let is_change = method != "GET";
        Self { method: method.to_owned(), is_change, answered: None, dated: false, rejection: None, probe: None }
    }

    /// Records what the client receives.
    pub(crate) fn record_answer(&mut self, now_ms: u64, answer: &ClientAnswer) {
        self.answered = Some((now_ms, answer.trust));
        self.dated = answer.is_dated() && answer.trust != Trust::None;
        self.rejection = answer.rejection();
    }

    /// Whether the answer of the service, which may be old, showed the client this state of its goal.
    pub(crate) fn shows(&self, goal_state: GoalState) -> bool {
        self.trust() == Trust::Success && self.probe.is_some_and(|probe| probe.goal_state == goal_state)
    }

    /// What the answer proves. No answer proves nothing.
    pub fn trust(&self) -> Trust {
        self.answered.map_or(Trust::None, |(_, trust)| trust)
    }
}

impl Outcome {
    /// A property of the result.
    pub fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Self::Success(result) => result.get(name),
            Self::Failure(_) => None,
        }
    }
}
