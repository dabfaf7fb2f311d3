//! The emulator: answers requests, without reading a clock or doing I/O.

use std::collections::VecDeque;

use cos_jobs::model::status::Status;
use cos_jobs::model::value::Value;

use crate::answer::{self, Answer};
use crate::auth;
use crate::changes::Changes;
use crate::config::{Config, Credentials};
use crate::control_plane::ControlPlane;
use crate::cors;
use crate::error::ApiError;
use crate::fault::{self, Fault, FaultTiming};
use crate::http::{HttpRequest, HttpResponse};
use crate::ids::RequestCounter;
use crate::parsed_request::ParsedRequest;
use crate::routes;
use crate::seed::{self, Samples, SeedJob};
use crate::work::Progress;

/// The control plane of one account in one region.
#[derive(Clone, Debug)]
pub struct Emulator {
    config: Config,
    plane: ControlPlane,
    requests: RequestCounter,
    samples: Samples,
    faults: VecDeque<Fault>,
}

impl Emulator {
    /// An account without jobs.
    pub fn new(config: Config) -> Self {
        Self {
            plane: ControlPlane::new(&config),
            requests: RequestCounter::new(config.seed),
            samples: Samples::new(&config),
            faults: VecDeque::new(),
            config,
        }
    }

    /// Answers `request`, which arrives at the unix time `now_ms`. Before that, all changes that are due are made.
    pub fn handle(&mut self, request: &HttpRequest, now_ms: u64) -> HttpResponse {
        self.handle_with_clock(request, now_ms, now_ms)
    }

    /// The same, with a separate clock for the signature and the header `Date`. Tests may let the time of the jobs stand still,
    /// while clients sign for the host's time.
    pub fn handle_with_clock(&mut self, request: &HttpRequest, now_ms: u64, clock_ms: u64) -> HttpResponse {
        self.advance(now_ms);
        if request.method == "OPTIONS" {
            return cors::preflight();
        }
        let ids = self.requests.next(clock_ms);
        match self.carry_out_unless_faulty(request, clock_ms) {
            Ok(answer) => answer::success(answer, &ids, clock_ms),
            Err(error) => {
                let resource = request.target.split('?').next().unwrap_or_default();
                answer::failure(&error, resource, &ids, clock_ms)
            }
        }
    }

    /// Makes the next request fail with `fault`. Several faults are used up in the order in which they were injected, one
    /// for each request.
    pub fn inject(&mut self, fault: Fault) {
        self.faults.push_back(fault);
    }

    /// Makes all changes that are due until the unix time `now_ms`. Time never goes back.
    pub fn advance(&mut self, now_ms: u64) {
        self.plane.advance(now_ms);
    }

    /// Replaces the keys with which requests may be signed.
    pub fn set_credentials(&mut self, credentials: Vec<Credentials>) {
        self.config.credentials = credentials;
    }

    /// The settings.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Adds demonstration jobs in all thirteen statuses, as a real account might have them at `now_ms`.
    pub fn seed_demo(&mut self, now_ms: u64) {
        self.seed(seed::demo(), now_ms);
    }

    /// Adds `count` generated jobs in statuses that last: final ones, Suspended, Ready and Paused.
    pub fn seed_jobs(&mut self, count: usize, now_ms: u64) {
        let seed = self.config.seed;
        self.seed((0..count).map(|index| seed::generated(seed, index)), now_ms);
    }

    /// Adds one job and returns its id.
    pub fn seed_job(&mut self, job: &SeedJob, now_ms: u64) -> String {
        let id = self.plane.uuids.next();
        self.seed_job_with_id(&id, job, now_ms);
        id
    }

    /// Adds one job with this id.
    pub fn seed_job_with_id(&mut self, id: &str, job: &SeedJob, now_ms: u64) {
        self.advance(now_ms);
        let token = self.plane.uuids.next();
        self.plane.add(seed::job_from_seed(job, id, token, now_ms, self.plane.pace, &self.samples));
    }

    /// A job as DescribeJob shows it.
    pub fn describe(&self, job_id: &str) -> Option<Value> {
        self.plane.jobs.get(job_id).map(|job| routes::describe(job, &self.plane))
    }

    /// The status of a job.
    pub fn status(&self, job_id: &str) -> Option<Status> {
        self.plane.jobs.get(job_id).map(|job| job.status)
    }

    /// The priority of a job.
    pub fn priority(&self, job_id: &str) -> Option<u32> {
        self.plane.jobs.get(job_id).map(|job| job.priority)
    }

    /// The reason given with the last change of a job's status.
    pub fn status_update_reason(&self, job_id: &str) -> Option<&str> {
        self.plane.jobs.get(job_id)?.reason.as_deref()
    }

    /// The progress of a job.
    pub fn progress(&self, job_id: &str) -> Option<Progress> {
        let job = self.plane.jobs.get(job_id)?;
        Some(job.progress(self.plane.now_ms(), self.plane.pace))
    }

    /// What requests did to a job. Deleted jobs are included.
    pub fn changes(&self, job_id: &str) -> Option<Changes> {
        self.plane.jobs.changes(job_id)
    }

    /// The id of the job that was created with this ClientRequestToken. Deleted jobs are included.
    pub fn job_of_token(&self, token: &str) -> Option<&str> {
        self.plane.jobs.by_token(token).map(|id| &**id)
    }

    /// The ids and statuses of all jobs, in the order of the ids.
    pub fn jobs(&self) -> impl Iterator<Item = (&str, Status)> {
        self.plane.jobs.all().map(|job| (&*job.id, job.status))
    }

    fn seed(&mut self, jobs: impl IntoIterator<Item = SeedJob>, now_ms: u64) {
        for job in jobs {
            self.seed_job(&job, now_ms);
        }
    }

    /// Carries out `request`, unless an injected fault or one that its header asks for replaces the result.
    fn carry_out_unless_faulty(&mut self, request: &HttpRequest, clock_ms: u64) -> Result<Answer, ApiError> {
        let fault = self.faults.pop_front().or_else(|| Fault::from_header(request));
        match fault {
            Some(fault) if fault.timing == FaultTiming::Before => Err(fault.error()),
            Some(fault) => {
                drop(self.carry_out(request, clock_ms));
                Err(fault.error())
            }
            None => self.carry_out(request, clock_ms),
        }
    }

    fn carry_out(&mut self, request: &HttpRequest, clock_ms: u64) -> Result<Answer, ApiError> {
        let parsed = ParsedRequest::parse(request)?;
        auth::verify(&parsed, &self.config, clock_ms)?;
        match fault::stale_ms(request) {
            Some(age_ms) => routes::route(&parsed, &mut self.plane.stale(age_ms), self.config.tasks),
            None => routes::route(&parsed, &mut self.plane, self.config.tasks),
        }
    }
}
