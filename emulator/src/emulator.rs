//! The emulator: a function of what it was asked and when.

use std::collections::VecDeque;

use cos_jobs::jobs::status::Status;

use crate::answer::{self, Answer};
use crate::auth;
use crate::changes::Changes;
use crate::config::{Config, Credentials};
use crate::control_plane::ControlPlane;
use crate::cors;
use crate::error::ApiError;
use crate::fault::{Fault, Moment};
use crate::http::{HttpRequest, HttpResponse};
use crate::ids::RequestCounter;
use crate::received::Received;
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

    /// Answers `request`, which arrived at `now_ms` of unix time. All that is due by then happens first.
    pub fn handle(&mut self, request: &HttpRequest, now_ms: u64) -> HttpResponse {
        self.advance(now_ms);
        if request.method == "OPTIONS" {
            return cors::preflight();
        }
        let ids = self.requests.next(now_ms);
        match self.act(request, now_ms) {
            Ok(answer) => answer::success(answer, &ids, now_ms),
            Err(error) => {
                let resource = request.target.split('?').next().unwrap_or_default();
                answer::failure(&error, resource, &ids, now_ms)
            }
        }
    }

    /// Lets `fault` strike the next request that no other fault strikes.
    pub fn inject(&mut self, fault: Fault) {
        self.faults.push_back(fault);
    }

    /// Lets everything happen up to `now_ms` of unix time. Time never goes back.
    pub fn advance(&mut self, now_ms: u64) {
        self.plane.advance(now_ms);
    }

    /// Sets the keys that may sign from now on.
    pub fn set_credentials(&mut self, credentials: Vec<Credentials>) {
        self.config.credentials = credentials;
    }

    /// The settings.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Adds jobs in all thirteen statuses, such as an account might have at `now_ms`.
    pub fn seed_demo(&mut self, now_ms: u64) {
        self.seed(seed::demo(), now_ms);
    }

    /// Adds `count` jobs of all kinds whose status lasts: final, suspended, ready or paused.
    pub fn seed_jobs(&mut self, count: usize, now_ms: u64) {
        let seed = self.config.seed;
        self.seed((0..count).map(|index| seed::generated(seed, index)), now_ms);
    }

    /// Adds one job and returns its id.
    pub fn seed_job(&mut self, job: &SeedJob, now_ms: u64) -> String {
        self.advance(now_ms);
        let (id, token) = (self.plane.uuids.next(), self.plane.uuids.next());
        self.plane.add(seed::plant(job, &id, token, now_ms, self.plane.pace, &self.samples));
        id
    }

    /// The status of a job.
    pub fn status(&self, job_id: &str) -> Option<Status> {
        self.plane.jobs.get(job_id).map(|job| job.status)
    }

    /// The priority of a job.
    pub fn priority(&self, job_id: &str) -> Option<u32> {
        self.plane.jobs.get(job_id).map(|job| job.priority)
    }

    /// The reason that was given for the last change of a job's status.
    pub fn status_update_reason(&self, job_id: &str) -> Option<&str> {
        self.plane.jobs.get(job_id)?.reason.as_deref()
    }

    /// How much of a job is done.
    pub fn progress(&self, job_id: &str) -> Option<Progress> {
        let job = self.plane.jobs.get(job_id)?;
        Some(job.progress(self.plane.now_ms(), self.plane.pace))
    }

    /// What was done to a job by request; also of one that was deleted.
    pub fn changes(&self, job_id: &str) -> Option<Changes> {
        self.plane.jobs.changes(job_id)
    }

    /// The job that was created with this ClientRequestToken; also one that was deleted.
    pub fn job_of_token(&self, token: &str) -> Option<&str> {
        self.plane.jobs.of_token(token).map(|id| &**id)
    }

    /// The ids of all jobs and their statuses, in the order of the ids.
    pub fn jobs(&self) -> impl Iterator<Item = (&str, Status)> {
        self.plane.jobs.all().map(|job| (&*job.id, job.status))
    }

    fn seed(&mut self, jobs: impl IntoIterator<Item = SeedJob>, now_ms: u64) {
        for job in jobs {
            self.seed_job(&job, now_ms);
        }
    }

    fn act(&mut self, request: &HttpRequest, now_ms: u64) -> Result<Answer, ApiError> {
        let fault = self.faults.pop_front().or_else(|| Fault::asked_by(request));
        match fault {
            Some(fault) if fault.moment == Moment::Before => Err(fault.error()),
            Some(fault) => {
                drop(self.carry_out(request, now_ms));
                Err(fault.error())
            }
            None => self.carry_out(request, now_ms),
        }
    }

    fn carry_out(&mut self, request: &HttpRequest, now_ms: u64) -> Result<Answer, ApiError> {
        let received = Received::parse(request)?;
        auth::verify(&received, &self.config, now_ms)?;
        routes::route(&received, &mut self.plane, self.config.tasks)
    }
}
