//! What happened in one call: its requests, their answers, its changes, and how it ended.

use core::ops::Range;

use cos_jobs::error::{Effect, Error};
use cos_jobs::model::Value;
use cos_jobs::model::status::Status;

use crate::operation::{JobVariant, Operation};
use crate::sent_request::{JobView, SentRequest};

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
