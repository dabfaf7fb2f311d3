//! `watchJob` and `waitForJob`, as the shell drives them.

use cos_jobs::error::Error;
use cos_jobs::model::Value;
use cos_jobs::model::status::Status;
use cos_jobs::watch::{Decision, Until, Watch};

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
    reported: Vec<Status>,
}

impl Watching {
    pub(super) fn new(plan: CallPlan, target: CallTarget, goal: WatchGoal, policy: Policy) -> Self {
        Self { plan, target, goal, policy, watch: None, looks: 0, reported: Vec::new() }
    }

    fn until(&self) -> Until {
        match self.goal {
            WatchGoal::Settled => Until::Settled,
            WatchGoal::Final => Until::Final,
            WatchGoal::Is(status) => Until::Is(status),
        }
    }

    fn describe(&self) -> Result<EngineCall, Error> {
        EngineCall::describe(&self.plan, &self.target.name)
    }

    fn end(&self) -> Next {
        let status = self.reported.last().map(|status| status.as_str());
        Next::End(Value::object().with("jobId", self.target.name.as_str()).with_optional("status", status))
    }
}

impl Verb for Watching {
    fn begin(&mut self) -> Result<EngineCall, Error> {
        let input = Value::object().with("jobId", self.target.name.as_str());
        self.watch = Some(Watch::new(&input, self.until())?);
        self.describe()
    }

    fn on_done(&mut self, now_ms: u64, result: Result<Value, Error>) -> Result<Next, Error> {
        self.looks += 1;
        let Some(watch) = &mut self.watch else { return Ok(self.end()) };
        match result {
            Ok(job) => {
                let status = job.get_text("status").and_then(Status::parse);
                let has_changed = watch.on_job(now_ms, job);
                let shows_all = self.goal != WatchGoal::Settled;
                self.reported.extend(status.filter(|_| has_changed || shows_all));
            }
            Err(error) if error.code == "NoSuchJob" && self.policy == Policy::GoneIsCancelled => {
                self.reported.push(Status::Cancelled);
                return Ok(self.end());
            }
            Err(error) => {
                let ends = self.policy == Policy::EndAtNoSuchJob && error.code == "NoSuchJob";
                let continues = match error.code.as_ref() {
                    "NoSuchJob" => watch.on_missing(now_ms),
                    _ => watch.on_failed_look(now_ms, error.retryable),
                };
                if ends || !continues {
                    return Err(error);
                }
            }
        }
        match watch.decision() {
            Decision::Missed => Err(watch.missed()),
            Decision::Waiting if self.looks < PATIENCE => {
                let look_at = watch.look_at();
                self.describe().map(|call| Next::BeginAt(look_at, call))
            }
            Decision::Reached | Decision::Waiting => Ok(self.end()),
        }
    }

    fn reported(&self) -> &[Status] {
        &self.reported
    }
}
