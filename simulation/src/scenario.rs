//! A scenario: everything about one simulated run that is decided before it starts. It can be printed and shortened.

use cos_jobs::model::status::Status;

use crate::incident::{Fault, Incident};
use crate::operation::{JobVariant, Operation, Reason};
use crate::verb_plan::VerbPlan;

/// What happens in one simulated run. Running the same scenario twice gives the same result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// The number that determines the delays of the network, the client's jitter and all ids.
    pub seed: u64,
    /// The properties of the client, the service and the account.
    pub setting: Setting,
    /// The jobs that exist from the start.
    pub jobs: Vec<JobPlan>,
    /// The calls, all of the same client.
    pub calls: Vec<CallPlan>,
    /// The faults, and what other clients do.
    pub incidents: Vec<Incident>,
}

/// The properties of the client, the service and the account in a scenario. The default is the usual case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// By how much the client's clock is ahead of the service's clock, in milliseconds.
    pub skew_ms: i64,
    /// The client's option `signatureLifetime`, in seconds; `None` if it is not given.
    pub signature_lifetime_s: Option<u64>,
    /// Where the client's keys come from.
    pub key_source: KeySource,
    /// Whether the client cannot read the headers of answers, as in a browser with another origin.
    pub headers_hidden: bool,
    /// Whether the client's keys may read jobs (DescribeJob, ListJobs).
    pub may_read_jobs: bool,
    /// What the service answers about a job that has ended.
    pub ended_jobs: EndedJobs,
    /// How fast jobs change, in thousandths of the emulator's usual speed.
    pub speed: u32,
    /// How many more unfinished jobs the account may have; `None` for no limit.
    pub job_quota_left: Option<usize>,
    /// The delays of the replicas that answer reads.
    pub replicas: Replicas,
    /// How many other jobs the account has, which no call is about.
    pub crowd: usize,
}

/// What the service answers about a job that has ended. The documents allow all of this. The list always contains the job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndedJobs {
    /// It describes the job, and answers a change with InvalidRequest.
    Known,
    /// It describes the job, and answers a change with NoSuchJob.
    UnknownToChanges,
    /// It answers every request about the job with NoSuchJob.
    Unknown,
}

/// The delay of each replica of the service, in milliseconds. One of the replicas, at random, answers each read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replicas {
    /// The delay of each replica, at most [`MAX_LAG_MS`].
    pub lags_ms: [u64; 3],
}

impl Replicas {
    /// Whether a read may show an old state.
    pub fn are_behind(self) -> bool {
        self != Self::default()
    }

    /// The delay of the replica that the random `number` selects.
    pub(crate) fn lag_ms(self, number: u64) -> u64 {
        let [first, second, third] = self.lags_ms;
        match number % 3 {
            0 => first,
            1 => second,
            _ => third,
        }
    }
}

/// The largest delay of a replica, in milliseconds.
pub const MAX_LAG_MS: u64 = 5000;

/// A job is young if it was created less than this many seconds before the scenario, so that a replica may not know it yet.
pub const YOUNG_S: u64 = MAX_LAG_MS / 1000;

/// Where a client's keys come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeySource {
    /// The client has a permanent key.
    Permanent,
    /// A credentials function returns temporary keys that are valid for this number of seconds, and their expiry.
    Temporary(u64),
    /// A credentials function returns temporary keys without their expiry.
    TemporaryWithoutExpiry,
    /// The client has no keys. A backend, whose clock is right, signs each request.
    RemoteSigner,
}

/// A job that exists from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobPlan {
    /// Its status when the scenario starts.
    pub status: Status,
    /// Its priority.
    pub priority: u32,
    /// Whether it has to be confirmed.
    pub confirmation_required: bool,
    /// How many seconds before the scenario it was created.
    pub age_s: u64,
}

/// One call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallPlan {
    /// Its number, which does not change when other calls are removed from the scenario.
    pub number: u64,
    /// When it begins, in milliseconds after the start of the scenario.
    pub at_ms: u64,
    /// The index of the job that it changes.
    pub job: usize,
    /// What it requests.
    pub operation: Operation,
    /// The reason that it gives for a change of the status.
    pub reason: Reason,
    /// Whether the call succeeds if the job is already in the requested state (`Mode::EnsureStatus`).
    pub goal: bool,
    /// How many times its request may be sent.
    pub max_attempts: u32,
    /// How long one attempt may take, in milliseconds.
    pub timeout_ms: u64,
    /// Which of the two clients makes it. Each client has its own retry budget and clock correction.
    pub client: usize,
    /// Which job it creates, if it creates one.
    pub variant: JobVariant,
    /// What the caller does around the call.
    pub verb: VerbPlan,
}

impl Scenario {
    /// Whether a read can show a past state.
    pub(crate) fn has_past(&self) -> bool {
        let is_aged = |incident: &Incident| matches!(incident, Incident::Fault(_, Fault::Aged(_)));
        self.setting.replicas.are_behind() || self.incidents.iter().any(is_aged)
    }
}

impl CallPlan {
    /// The name of the verb or of the action, for counting.
    pub fn kind(&self) -> &'static str {
        self.verb.name(self.operation).unwrap_or_else(|| self.operation.kind())
    }
}

impl JobPlan {
    /// Whether a replica may not know the job yet when the scenario starts.
    pub(crate) fn is_young(self) -> bool {
        self.age_s < YOUNG_S
    }

    /// Whether the job waits for its confirmation when the scenario starts, or will do so.
    pub(crate) fn waits_for_confirmation(self) -> bool {
        let is_early = matches!(self.status, Status::New | Status::Preparing | Status::Suspended);
        is_early && self.confirmation_required
    }
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            skew_ms: 0,
            signature_lifetime_s: Some(900),
            key_source: KeySource::Permanent,
            headers_hidden: false,
            may_read_jobs: true,
            ended_jobs: EndedJobs::Known,
            speed: 1000,
            job_quota_left: None,
            replicas: Replicas::default(),
            crowd: 0,
        }
    }
}
