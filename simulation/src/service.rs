//! The service in a scenario: the emulator, and the real state of its jobs.

use cos_jobs::model::status::Status;
use cos_jobs::time::unix_seconds;
use cos_jobs_emulator::{
    Config, Credentials, Emulator, Fault as ServiceFault, HttpRequest, HttpResponse, SeedJob, Speed,
};

use crate::goal_state::GoalState;
use crate::http::{error_code, error_document, text_between};
use crate::incident::Fault;
use crate::operation::Operation;
use crate::other_client::OtherClient;
use crate::scenario::{CallPlan, JobPlan, Scenario};

/// When every scenario starts: 2024-06-01T00:00:00Z.
pub(crate) const START_MS: u64 = 1_717_200_000_000;

/// The emulator with the jobs of a scenario.
pub(crate) struct Service {
    emulator: Emulator,
    jobs: Vec<(JobPlan, String)>,
    other_client: Option<OtherClient>,
    seed: u64,
    may_read_jobs: bool,
    ended_is_no_such_job: bool,
}

/// The job and the operation of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CallTarget {
    pub(crate) operation: Operation,
    /// The id of the job, or the token of the job that is created.
    pub(crate) name: String,
    /// Whether the job has to be confirmed before it can run. Not meaningful for a job that is created.
    confirmation_required: bool,
}

impl Service {
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let unfinished = scenario.jobs.iter().filter(|job| !job.status.is_final()).count();
        let mut emulator = Emulator::new(Config {
            credentials: Vec::new(),
            speed: Speed::from_thousandths(scenario.setting.speed),
            job_limit: scenario.setting.job_quota_left.map_or(1_000_000, |left| unfinished + left),
            seed: scenario.seed,
            ..Config::default()
        });
        let jobs = scenario.jobs.iter().map(|plan| (*plan, emulator.seed_job(&seed_job(*plan), START_MS))).collect();
        Self {
            emulator,
            jobs,
            other_client: None,
            seed: scenario.seed,
            may_read_jobs: scenario.setting.may_read_jobs,
            ended_is_no_such_job: scenario.setting.ended_is_no_such_job,
        }
    }

    /// The job and the operation of a call of the scenario.
    pub(crate) fn target_of(&self, plan: &CallPlan) -> CallTarget {
        let job = self.jobs.get(plan.job);
        let name = match plan.operation {
            Operation::Create(number) => format!("token-{:x}-{number}", self.seed),
            _ => job.map(|(_, id)| id.clone()).unwrap_or_default(),
        };
        let confirmation_required = job.is_none_or(|(plan, _)| plan.confirmation_required);
        CallTarget { operation: plan.operation, name, confirmation_required }
    }

    /// Sets the keys with which requests may be signed. The other client's key is always one of them.
    pub(crate) fn set_keys(&mut self, keys: &[Credentials]) {
        self.emulator.set_credentials(keys.iter().cloned().chain([OtherClient::key()]).collect());
    }

    /// Carries out a request.
    pub(crate) fn handle(&mut self, request: &HttpRequest, fault: Option<Fault>, now_ms: u64) -> HttpResponse {
        if let Some(Fault::ServiceError { code, status, after }) = fault {
            let fault = ServiceFault::new(code).with_status(status);
            self.emulator.inject(if after { fault.after() } else { fault });
        }
        let answer = self.emulator.handle(request, now_ms);
        let found = answer.status < 300 || answer.status == 404;
        if request.method == "GET" && found && !self.may_read_jobs {
            return error_document(403, "AccessDenied", "Access Denied.");
        }
        let ended = error_code(&answer) == Some("InvalidRequest") && self.has_ended(request);
        if ended && self.ended_is_no_such_job {
            return error_document(404, "NoSuchJob", "The specified job does not exist.");
        }
        answer
    }

    fn has_ended(&self, request: &HttpRequest) -> bool {
        let id = request.target.split(['/', '?']).nth(2).unwrap_or_default();
        self.emulator.status(id).is_some_and(Status::is_final)
    }

    /// Lets another client change the job of a call.
    pub(crate) fn apply_other_client(&mut self, operation: Operation, target: &CallTarget, now_ms: u64) {
        let Some(id) = self.id_of(target).map(str::to_owned) else { return };
        let other_client = self.other_client.get_or_insert_with(OtherClient::new);
        if let Some(request) = other_client.request(operation, &id, now_ms) {
            drop(self.emulator.handle(&request, now_ms));
        }
    }

    /// The id of the job, if the job exists or was deleted.
    pub(crate) fn id_of<'a>(&'a self, target: &'a CallTarget) -> Option<&'a str> {
        match target.operation {
            Operation::Create(_) => self.emulator.job_of_token(&target.name),
            _ => Some(&target.name),
        }
    }

    /// How many changes of the job requests have made so far.
    pub(crate) fn changes(&self, target: &CallTarget) -> u32 {
        if let Operation::Create(_) = target.operation {
            return self.emulator.job_of_token(&target.name).map_or(0, |_| 1);
        }
        self.emulator.changes(&target.name).map_or(0, |changes| {
            changes.created + changes.confirmed + changes.cancelled + changes.reprioritised + changes.deleted
        })
    }

    /// Whether the goal of a call is reached now.
    pub(crate) fn goal_state(&self, target: &CallTarget) -> GoalState {
        let status = self.id_of(target).and_then(|id| self.emulator.status(id));
        let Some(status) = status else {
            return if target.operation == Operation::Delete { GoalState::Reached } else { GoalState::Over };
        };
        match target.operation {
            Operation::Create(_) => GoalState::Reached,
            Operation::Delete => GoalState::Open,
            Operation::Prioritise(priority) if self.emulator.priority(&target.name) == Some(priority) => {
                GoalState::Reached
            }
            Operation::Prioritise(_) if status.is_final() => GoalState::Over,
            Operation::Prioritise(_) => GoalState::Open,
            Operation::Cancel => cancel_goal(status),
            Operation::Confirm => self.confirm_goal(status, target),
        }
    }

    /// The goal of a confirmation is also reached while the manifest is still being read, if the job was confirmed or needs
    /// no confirmation.
    fn confirm_goal(&self, status: Status, target: &CallTarget) -> GoalState {
        let confirmed = || self.emulator.changes(&target.name).is_some_and(|changes| changes.confirmed > 0);
        match status {
            Status::Failing | Status::Failed | Status::Cancelling | Status::Cancelled => GoalState::Diverged,
            Status::Preparing if !target.confirmation_required || confirmed() => GoalState::Reached,
            Status::New | Status::Preparing | Status::Suspended => GoalState::Open,
            _ => GoalState::Reached,
        }
    }
}

fn cancel_goal(status: Status) -> GoalState {
    match status {
        Status::Cancelling | Status::Cancelled => GoalState::Reached,
        Status::Complete | Status::Failed => GoalState::Impossible,
        _ => GoalState::Open,
    }
}

/// When the job in an answer of DescribeJob ended, in unix milliseconds.
pub(crate) fn ended_ms(answer: &HttpResponse) -> Option<u64> {
    let seconds = text_between(answer, "<TerminationDate>", "</TerminationDate>").and_then(unix_seconds)?;
    Some(seconds * 1000)
}

fn seed_job(plan: JobPlan) -> SeedJob {
    SeedJob {
        priority: plan.priority,
        confirmation_required: plan.confirmation_required,
        age_ms: plan.age_s * 1000,
        ..SeedJob::new(plan.status, 1000)
    }
}
