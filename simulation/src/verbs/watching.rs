//! `watchJob` and `waitForJob`, as the shell drives them.

use cos_jobs::error::Error;
use cos_jobs::model::Value;
use cos_jobs::model::status::Status;
use cos_jobs::watch::{Decision, Look, Until, Watch};

use super::{Next, Verb};
use crate::engine_call::EngineCall;
use crate::policy::Policy;
use crate::scenario::CallPlan;
use crate::target::CallTarget;
use crate::verb_plan::WatchGoal;

/// After so many looks, the caller aborts.
const PATIENCE: u32 = 25;

pub(super) struct Watching {
    plan: CallPlan,
    target: CallTarget,
    goal: WatchGoal,
    policy: Policy,
    watch: Option<Watch>,
    looks: u32,
    /// The last answer that the job does not exist.
    missing: Option<Error>,
    reported: Vec<Status>,
}

impl Watching {
    pub(super) fn new(plan: CallPlan, target: CallTarget, goal: WatchGoal, policy: Policy) -> Self {
        Self { plan, target, goal, policy, watch: None, looks: 0, missing: None, reported: Vec::new() }
    }

    fn until(&self) -> Until {
        match self.goal {
            WatchGoal::Settled => Until::Settled,
            WatchGoal::Final => Until::Final,
            WatchGoal::Is(status) => Until::Is(status),
        }
    }

    fn end(&self) -> Next {
        let status = self.reported.last().map(|status| status.as_str());
        Next::End(Value::object().with("jobId", self.target.name.as_str()).with_optional("status", status))
    }
}

impl Verb for Watching {
    fn begin(&mut self) -> Result<EngineCall, Error> {
        let input = Value::object().with("jobId", self.target.name.as_str());
        let watch = Watch::new(&input, self.until())?;
        let first = EngineCall::read(&self.plan, watch.request()?);
        self.watch = Some(watch);
        Ok(first)
    }

    fn on_done(&mut self, now_ms: u64, result: Result<Value, Error>) -> Result<Next, Error> {
        self.looks += 1;
        let Some(watch) = &mut self.watch else { return Ok(self.end()) };
        let look = match result {
            Ok(answer) => watch.on_answer(now_ms, &answer),
            Err(error) if error.code == "NoSuchJob" && self.policy == Policy::GoneIsCancelled => {
                self.reported.push(Status::Cancelled);
                return Ok(self.end());
            }
            Err(error) if error.code == "NoSuchJob" && self.policy != Policy::EndAtNoSuchJob => {
                self.missing = Some(error);
                watch.on_missing(now_ms)
            }
            Err(error) => {
                if !watch.on_failed_look(now_ms, error.retryable) {
                    return Err(error);
                }
                Look::Nothing
            }
        };
        match look {
            Look::Job(job, has_changed) => {
                self.missing = None;
                let status = job.get_text("status").and_then(Status::parse);
                let shows_all = self.goal != WatchGoal::Settled;
                self.reported.extend(status.filter(|_| has_changed || shows_all));
            }
            Look::Gone => return self.missing.take().map_or_else(|| Ok(self.end()), Err),
            Look::Nothing => {}
        }
        match watch.decision() {
            Decision::Missed => Err(watch.missed()),
            Decision::Waiting if self.looks < PATIENCE => {
                let look = EngineCall::read(&self.plan, watch.request()?);
                Ok(Next::BeginAt(watch.look_at(), look))
            }
            Decision::Reached | Decision::Waiting => Ok(self.end()),
        }
    }

    fn reported(&self) -> &[Status] {
        &self.reported
    }
}
