//! A scenario: everything about one simulated run that is decided before it starts. It can be printed and shortened.

use cos_jobs::model::status::Status;

use crate::incident::Incident;
use crate::operation::{Operation, Reason};

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
    /// How long the client's signatures are valid, in seconds.
    pub signature_lifetime_s: u64,
    /// Where the client's keys come from.
    pub key_source: KeySource,
    /// Whether the client cannot read the headers of answers, as in a browser with another origin.
    pub headers_hidden: bool,
    /// Whether the client's keys may read jobs (DescribeJob, ListJobs).
    pub may_read_jobs: bool,
    /// Whether the service answers a change of an ended job with NoSuchJob, which the documents allow.
    pub ended_is_no_such_job: bool,
    /// How fast jobs change, in thousandths of the emulator's usual speed.
    pub speed: u32,
    /// How many more unfinished jobs the account may have; `None` for no limit.
    pub job_quota_left: Option<usize>,
}

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
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            skew_ms: 0,
            signature_lifetime_s: 900,
            key_source: KeySource::Permanent,
            headers_hidden: false,
            may_read_jobs: true,
            ended_is_no_such_job: false,
            speed: 1000,
            job_quota_left: None,
        }
    }
}
