//! The verbs: what the JavaScript and the shell do around the calls of the engine. Each verb has its own file.

mod bulk;
mod polling;
mod repeating;
mod single;
mod watching;

use cos_jobs::error::Error;
use cos_jobs::model::Value;
use cos_jobs::model::status::Status;

use crate::engine_call::EngineCall;
use crate::policy::Policy;
use crate::scenario::{CallPlan, JobPlan};
use crate::target::CallTarget;
use crate::verb_plan::VerbPlan;

/// A verb that is being carried out.
pub(crate) trait Verb {
    /// The first call of the engine.
    fn begin(&mut self) -> Result<EngineCall, Error>;

    /// A call of the engine has ended. `now_ms` is the time of the client's clock.
    fn on_done(&mut self, now_ms: u64, result: Result<Value, Error>) -> Result<Next, Error>;

    /// Whether the caller means this job, which a look before a change showed.
    fn selects(&mut self, _job: &Value) -> bool {
        true
    }

    /// The statuses that a watch has reported.
    fn reported(&self) -> &[Status] {
        &[]
    }
}

/// What a verb does next. The error of [`Verb::on_done`] ends it too.
pub(crate) enum Next {
    /// It begins a call of the engine.
    Begin(EngineCall),
    /// It begins a call of the engine at this time of the client's clock.
    BeginAt(u64, EngineCall),
    /// It ends with this result.
    End(Value),
}

/// The verb of a call. `job` is the plan of the job that it is about.
pub(crate) fn verb(plan: &CallPlan, target: &CallTarget, job: Option<JobPlan>, policy: Policy) -> Box<dyn Verb> {
    let (plan, target) = (*plan, target.clone());
    match plan.verb {
        VerbPlan::Single if policy == Policy::SearchOn => Box::new(polling::Polling::new(plan, target)),
        VerbPlan::Single => Box::new(single::Single::new(plan, target)),
        VerbPlan::Repeating(pause_ms) => Box::new(repeating::Repeating::new(plan, target, job, pause_ms, policy)),
        VerbPlan::ChangeMany(selection) => Box::new(bulk::Bulk::new(plan, target, selection, policy)),
        VerbPlan::Watch(goal) => Box::new(watching::Watching::new(plan, target, goal, policy)),
    }
}
