//! The service in a scenario: the emulator, and the real state of its jobs.

use std::collections::BTreeMap;

use cos_jobs::model::status::Status;
use cos_jobs::time::unix_seconds;
use cos_jobs_emulator::{Config, Credentials, Emulator, Fault as ServiceFault, HttpRequest, HttpResponse, Speed};

use crate::goal_state::GoalState;
use crate::history::History;
use crate::http::{error_code, error_document};
use crate::incident::Fault;
use crate::operation::{JobVariant, Operation};
use crate::other_client::OtherClient;
use crate::scenario::{CallPlan, EndedJobs, JobPlan, Scenario};
use crate::seed;
use crate::target::CallTarget;
use crate::truth;

/// The emulator with the jobs of a scenario.
pub(crate) struct Service {
    emulator: Emulator,
    history: History,
    /// Which job was created with which token.
    created: BTreeMap<String, JobVariant>,
    jobs: Vec<(JobPlan, String)>,
    other_client: Option<OtherClient>,
    seed: u64,
    may_read_jobs: bool,
    ended_jobs: EndedJobs,
}

/// The answer to a request.
pub(crate) struct Handled {
    pub(crate) answer: HttpResponse,
    /// The state that a read showed, if it is not the present one.
    pub(crate) past: Option<Box<Emulator>>,
}

impl From<HttpResponse> for Handled {
    fn from(answer: HttpResponse) -> Self {
        Self { answer, past: None }
    }
}

impl Service {
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let unfinished = scenario.jobs.iter().filter(|job| !job.status.is_final()).count();
        let mut emulator = Emulator::new(Config {
            credentials: vec![OtherClient::key()],
            speed: Speed::from_thousandths(scenario.setting.speed),
            job_limit: scenario.setting.job_quota_left.map_or(1_000_000, |left| unfinished + left),
            seed: scenario.seed,
            ..Config::default()
        });
        let mut history = History::new(scenario.has_past());
        let jobs = seed::seed(&mut emulator, &mut history, scenario);
        Self {
            emulator,
            history,
            created: BTreeMap::new(),
            jobs,
            other_client: None,
            seed: scenario.seed,
            may_read_jobs: scenario.setting.may_read_jobs,
            ended_jobs: scenario.setting.ended_jobs,
        }
    }

    /// The plan of a job that exists from the start.
    pub(crate) fn job(&self, index: usize) -> Option<JobPlan> {
        self.jobs.get(index).map(|(plan, _)| *plan)
    }

    /// The job and the operation of a call of the scenario.
    pub(crate) fn target_of(&self, plan: &CallPlan) -> CallTarget {
        let job = self.jobs.get(plan.job);
        let name = match plan.operation {
            Operation::Create(number) => format!("token-{:x}-{number}", self.seed),
            _ => job.map(|(_, id)| id.clone()).unwrap_or_default(),
        };
        let confirmation_required = job.is_none_or(|(plan, _)| plan.confirmation_required);
        CallTarget { operation: plan.operation, name, confirmation_required, variant: plan.variant }
    }

    /// Sets the keys with which requests may be signed. The other client's key is always one of them.
    pub(crate) fn set_keys(&mut self, keys: &[Credentials]) {
        self.emulator.set_credentials(keys.iter().cloned().chain([OtherClient::key()]).collect());
    }

    /// Carries out a request of the call with this target. A read shows the state of `lag_ms` milliseconds ago.
    pub(crate) fn handle(&mut self, request: &HttpRequest, fault: Option<Fault>, lag_ms: u64, now_ms: u64) -> Handled {
        if let Some(Fault::ServiceError { code, status, after }) = fault {
            let fault = ServiceFault::new(code).with_status(status);
            self.emulator.inject(if after { fault.after() } else { fault });
        }
        let is_read = request.method == "GET";
        if let (Some(Fault::Aged(_)), false) = (fault, is_read) {
            // The cache answers instead of the service, as the service would answer.
            return Handled { answer: self.emulator.clone().handle(request, now_ms), past: None };
        }
        let answer = self.emulator.handle(request, now_ms);
        let found = answer.status < 300 || answer.status == 404;
        if is_read {
            let is_refused = found && !self.may_read_jobs;
            let denied = || error_document(403, "AccessDenied", "Access Denied.");
            let answer = if is_refused { denied() } else { self.hide_ended(&self.emulator, request, answer) };
            return if found && lag_ms > 0 { self.read_past(request, answer, now_ms - lag_ms) } else { answer.into() };
        }
        self.history.add(now_ms, &self.emulator);
        let is_refused = error_code(&answer) == Some("InvalidRequest") && has_ended(&self.emulator, request);
        if is_refused && self.ended_jobs != EndedJobs::Known {
            return no_such_job().into();
        }
        answer.into()
    }

    /// Answers a read with the state at `at_ms`. `answer` is the answer of now.
    fn read_past(&self, request: &HttpRequest, answer: HttpResponse, at_ms: u64) -> Handled {
        let Some(mut past) = self.history.at(at_ms) else { return answer.into() };
        // The past service would not accept a signature of the present.
        let old = past.handle(&OtherClient::sign_read(request, at_ms), at_ms);
        if !self.may_read_jobs {
            return Handled { answer, past: Some(Box::new(past)) };
        }
        let old = self.hide_ended(&past, request, old);
        let answer = HttpResponse { status: old.status, body: old.body, ..answer };
        Handled { answer, past: Some(Box::new(past)) }
    }

    /// Replaces the description of a job that has ended in this state, if the service does not describe such jobs.
    fn hide_ended(&self, state: &Emulator, request: &HttpRequest, answer: HttpResponse) -> HttpResponse {
        let is_hidden = self.ended_jobs == EndedJobs::Unknown && answer.status == 200 && has_ended(state, request);
        if is_hidden { no_such_job() } else { answer }
    }

    /// Lets another client change the job of a call.
    /// Returns whether that changed anything.
    pub(crate) fn apply_other_client(&mut self, operation: Operation, target: &CallTarget, now_ms: u64) -> bool {
        let Some(id) = truth::id_of(&self.emulator, target).map(str::to_owned) else { return false };
        let changes_before = self.changes(target);
        let other_client = self.other_client.get_or_insert_with(OtherClient::new);
        if let Some(request) = other_client.request(operation, &id, now_ms) {
            drop(self.emulator.handle(&request, now_ms));
            self.history.add(now_ms, &self.emulator);
        }
        self.changes(target) > changes_before
    }

    /// The state of the jobs now.
    pub(crate) fn state(&self) -> &Emulator {
        &self.emulator
    }

    /// The requests' changes of the job so far.
    pub(crate) fn changes(&self, target: &CallTarget) -> u32 {
        truth::changes(&self.emulator, target)
    }

    /// Whether the goal of a call is reached now.
    pub(crate) fn goal_state(&self, target: &CallTarget) -> GoalState {
        self.goal_state_in(&self.emulator, target)
    }

    /// Whether the goal of a call is reached in this state.
    pub(crate) fn goal_state_in(&self, state: &Emulator, target: &CallTarget) -> GoalState {
        match truth::goal_state(state, target) {
            GoalState::Reached if self.is_other_job(target) => GoalState::Impossible,
            goal_state => goal_state,
        }
    }

    /// Whether the token of a creation belongs to a different job.
    fn is_other_job(&self, target: &CallTarget) -> bool {
        let is_create = matches!(target.operation, Operation::Create(_));
        is_create && self.created_as(&target.name).is_some_and(|variant| variant != target.variant)
    }

    /// Records which job was created with the token of this target.
    pub(crate) fn note_created(&mut self, target: &CallTarget) {
        self.created.entry(target.name.clone()).or_insert(target.variant);
    }

    /// Which job was created with this token.
    pub(crate) fn created_as(&self, token: &str) -> Option<JobVariant> {
        self.created.get(token).copied()
    }
}

/// Whether the job that a request is about has ended.
fn has_ended(state: &Emulator, request: &HttpRequest) -> bool {
    let id = request.target.split(['/', '?']).nth(2).unwrap_or_default();
    state.status(id).is_some_and(Status::is_final)
}

fn no_such_job() -> HttpResponse {
    error_document(404, "NoSuchJob", "The specified job does not exist.")
}

/// When a job ended according to a description or a list of jobs, in unix milliseconds.
pub(crate) fn ended_ms(answer: &HttpResponse, job_id: &str) -> Option<u64> {
    let body = core::str::from_utf8(&answer.body).ok()?;
    let (_, job) = body.split_once(&format!("<JobId>{job_id}</JobId>"))?;
    let job = job.split("<JobId>").next()?;
    let (_, date) = job.split_once("<TerminationDate>")?;
    let seconds = date.split('<').next().and_then(unix_seconds)?;
    Some(seconds * 1000)
}
