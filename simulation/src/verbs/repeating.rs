//! A call that its caller repeats after the effect "unknown", as the message advises: the caller looks at the job first, and
//! repeats only if the look shows that this is necessary. A creation is repeated with the token that the error contains.

use cos_jobs::error::{Effect, Error};
use cos_jobs::model::Value;
use cos_jobs::model::status::Status;

use super::{Next, Verb};
use crate::engine_call::EngineCall;
use crate::operation::Operation;
use crate::policy::Policy;
use crate::scenario::{CallPlan, JobPlan};
use crate::target::CallTarget;

/// How many times a call is repeated.
const REPEATS: u32 = 3;

pub(super) struct Repeating {
    plan: CallPlan,
    target: CallTarget,
    /// What the caller knew of the job before the call.
    job: Option<JobPlan>,
    pause_ms: u64,
    policy: Policy,
    repeats: u32,
    /// Why the caller looks at the job.
    unknown: Option<Error>,
}

impl Repeating {
    pub(super) fn new(plan: CallPlan, target: CallTarget, job: Option<JobPlan>, pause_ms: u64, policy: Policy) -> Self {
        Self { plan, target, job, pause_ms, policy, repeats: 0, unknown: None }
    }

    /// The next call after one whose effect is unknown.
    fn after_unknown(&mut self, now_ms: u64, error: Error) -> Result<Next, Error> {
        self.repeats += 1;
        let begin_ms = now_ms + self.pause_ms;
        if let Operation::Create(_) = self.target.operation {
            return self.create_again(&error).map(|call| Next::BeginAt(begin_ms, call));
        }
        if self.policy == Policy::RepeatUnseen {
            return EngineCall::change(&self.plan, &self.target).map(|call| Next::BeginAt(begin_ms, call));
        }
        self.unknown = Some(error);
        EngineCall::describe(&self.plan, &self.target.name).map(|call| Next::BeginAt(begin_ms, call))
    }

    /// The library made the token, so that the caller knows it only from the error.
    fn create_again(&mut self, error: &Error) -> Result<EngineCall, Error> {
        let facts = error.to_value();
        let token = facts.get_text("clientRequestToken").filter(|_| self.policy != Policy::RepeatUnseen);
        let is_known = token == Some(self.target.name.as_str());
        if !is_known {
            self.target.name = format!("{}-again-{}", self.target.name, self.repeats);
        }
        let call = EngineCall::change(&self.plan, &self.target)?;
        Ok(EngineCall { token: (!is_known).then(|| self.target.name.clone()), ..call })
    }

    /// Whether the look shows that the call has to be repeated. If somebody else has changed the job in the meantime, the
    /// caller does not undo that.
    fn is_needed(&self, job: &Value) -> bool {
        let Some(status) = job.get_text("status").and_then(Status::parse) else { return false };
        let is_confirmed = !matches!(status, Status::New | Status::Preparing | Status::Suspended);
        match self.target.operation {
            Operation::Delete => true,
            Operation::Confirm => !is_confirmed,
            Operation::Cancel => {
                let waited = self.job.is_some_and(JobPlan::waits_for_confirmation);
                !status.is_final() && status != Status::Cancelling && !(waited && is_confirmed)
            }
            Operation::Prioritise(_) => {
                let before = self.job.map(|job| i64::from(job.priority));
                !status.is_final() && job.get_number("priority") == before
            }
            Operation::Create(_) => false,
        }
    }
}

impl Verb for Repeating {
    fn begin(&mut self) -> Result<EngineCall, Error> {
        EngineCall::change(&self.plan, &self.target)
    }

    fn on_done(&mut self, now_ms: u64, result: Result<Value, Error>) -> Result<Next, Error> {
        match (self.unknown.take(), result) {
            (None, Err(error)) if error.effect == Effect::Unknown && self.repeats < REPEATS => {
                self.after_unknown(now_ms, error)
            }
            (None, result) => result.map(Next::End),
            (Some(_), Ok(job)) if self.is_needed(&job) => EngineCall::change(&self.plan, &self.target).map(Next::Begin),
            (Some(unknown), _) => Err(unknown),
        }
    }
}
