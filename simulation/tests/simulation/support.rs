//! Writing a scenario by hand, and reading its result.

use cos_jobs::error::{Effect, Error};
use cos_jobs::model::status::Status;
use cos_jobs_simulation::incident::{CredentialsFault, Fault, Incident, RequestPosition, Timing};
use cos_jobs_simulation::invariants::check;
use cos_jobs_simulation::operation::{JobVariant, Operation, Reason};
use cos_jobs_simulation::scenario::{CallPlan, JobPlan, KeySource, Setting};
use cos_jobs_simulation::verb_plan::VerbPlan;
use cos_jobs_simulation::{Outcome, Policy, Record, Rule, Scenario, play};

/// Builds a scenario with one job and one call.
pub(crate) struct ScenarioBuilder {
    scenario: Scenario,
}

/// The result of a call.
pub(crate) struct CallResult {
    pub(crate) record: Record,
    /// The rules that the call broke.
    pub(crate) broken: Vec<Rule>,
}

/// A call that requests `operation` for a job in `status`, with at most four attempts of ten seconds.
pub(crate) fn call(operation: Operation, status: Status) -> ScenarioBuilder {
    let job = JobPlan { status, priority: 10, confirmation_required: status == Status::Suspended, age_s: 3600 };
    let call = CallPlan {
        number: 0,
        at_ms: 0,
        job: 0,
        operation,
        reason: Reason::NotGiven,
        goal: false,
        max_attempts: 4,
        timeout_ms: 10_000,
        client: 0,
        variant: JobVariant::Usual,
        verb: VerbPlan::Single,
    };
    // Jobs change slowly, so that only the incidents influence the result.
    let setting = Setting { speed: 50, ..Setting::default() };
    let scenario = Scenario { seed: 7, setting, jobs: vec![job], calls: vec![call], incidents: Vec::new() };
    ScenarioBuilder { scenario }
}

impl ScenarioBuilder {
    /// Adds a fault of this request, counted from 1.
    pub(crate) fn fault(self, request: usize, fault: Fault) -> Self {
        self.incident(Incident::Fault(position(request), fault))
    }

    /// Lets another client change the job just before this request, counted from 1, is carried out.
    pub(crate) fn other_client_before(self, request: usize, operation: Operation) -> Self {
        self.incident(Incident::OtherClient(position(request), Timing::Before, operation))
    }

    /// Lets another client change the job just after this request, counted from 1, was carried out.
    pub(crate) fn other_client_after(self, request: usize, operation: Operation) -> Self {
        self.incident(Incident::OtherClient(position(request), Timing::After, operation))
    }

    /// Adds a fault of this call of the credentials function, counted from 1.
    pub(crate) fn credentials_fault(self, number: u32, fault: CredentialsFault) -> Self {
        self.incident(Incident::Credentials(number - 1, fault))
    }

    pub(crate) fn incident(mut self, incident: Incident) -> Self {
        self.scenario.incidents.push(incident);
        self
    }

    /// The call succeeds if the goal is already reached (`Mode::EnsureStatus`).
    pub(crate) fn goal(mut self) -> Self {
        self.scenario.calls[0].goal = true;
        self
    }

    pub(crate) fn max_attempts(mut self, max_attempts: u32) -> Self {
        self.scenario.calls[0].max_attempts = max_attempts;
        self
    }

    /// The client's keys may not read jobs.
    pub(crate) fn may_not_read_jobs(mut self) -> Self {
        self.scenario.setting.may_read_jobs = false;
        self
    }

    /// The client's clock is this number of seconds ahead.
    pub(crate) fn clock_ahead(mut self, seconds: i64) -> Self {
        self.scenario.setting.skew_ms = seconds * 1000;
        self
    }

    pub(crate) fn key_source(mut self, key_source: KeySource) -> Self {
        self.scenario.setting.key_source = key_source;
        self
    }

    /// The same call is made twice at the same time.
    pub(crate) fn twice(mut self) -> Self {
        let second = CallPlan { number: 1, ..self.scenario.calls[0] };
        self.scenario.calls.push(second);
        self
    }

    /// Runs the scenario with the engine and asserts that no rule is broken.
    pub(crate) fn run(&self) -> CallResult {
        let result = self.run_with(Policy::Engine);
        assert_eq!(result.broken, [], "{}", self.scenario);
        result
    }

    /// Runs the scenario with this policy.
    pub(crate) fn run_with(&self, policy: Policy) -> CallResult {
        self.run_all_with(policy).remove(0)
    }

    /// Runs the scenario with this policy, and returns the results of all its calls.
    pub(crate) fn run_all_with(&self, policy: Policy) -> Vec<CallResult> {
        let result = play(&self.scenario, policy, true).unwrap();
        println!("{}\n{}", self.scenario, result.log.join("\n"));
        assert!(result.happened.iter().all(|happened| *happened), "an incident did not happen: {}", self.scenario);
        let violations = check(&self.scenario, &result);
        let broken = |call| violations.iter().filter(move |found| found.call == call).map(|found| found.rule);
        let call_result = |(call, record)| CallResult { record, broken: broken(call).collect() };
        result.records.into_iter().enumerate().map(call_result).collect()
    }
}

impl CallResult {
    /// Asserts that the call succeeded, and returns its outcome.
    pub(crate) fn success(&self) -> &Outcome {
        match &self.record.outcome {
            Some(outcome @ Outcome::Success(_)) => outcome,
            other => panic!("not a success: {other:?}"),
        }
    }

    /// Asserts that the call failed, and returns its error.
    pub(crate) fn failure(&self) -> &Error {
        match &self.record.outcome {
            Some(Outcome::Failure(error)) => error,
            other => panic!("not a failure: {other:?}"),
        }
    }

    /// Asserts that the call failed with this code and effect.
    pub(crate) fn assert_failed(&self, code: &str, effect: Effect) {
        let error = self.failure();
        assert_eq!((error.code.as_ref(), error.effect), (code, effect));
    }

    /// How many changes the requests of the call made.
    pub(crate) fn changes(&self) -> usize {
        self.record.changes.len()
    }
}

fn position(request: usize) -> RequestPosition {
    RequestPosition { call: 0, request: request - 1 }
}
