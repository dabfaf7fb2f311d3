//! A call that is being made.

use cos_jobs::error::Error;

use crate::engine_call::EngineCall;
use crate::events::Wait;
use crate::policy::Policy;
use crate::record::Record;
use crate::scenario::{CallPlan, JobPlan};
use crate::target::CallTarget;
use crate::verbs::{Verb, verb};

/// A call that is being made.
pub(crate) struct RunningCall {
    pub(crate) plan: CallPlan,
    pub(crate) target: CallTarget,
    pub(crate) record: Record,
    /// The tokens of all jobs that the call creates, or the id of its job.
    pub(crate) names: Vec<String>,
    /// What the call waits for now.
    pub(crate) wait: Wait,
    /// What the caller does around the calls of the engine.
    pub(crate) verb: Box<dyn Verb>,
    /// The call of the engine.
    pub(crate) engine: EngineCall,
    /// The call of the engine that begins after the present pause.
    pub(crate) next: Option<EngineCall>,
}

impl RunningCall {
    /// The call with this index among the calls of the scenario. `job` is the plan of the job that it is about.
    pub(crate) fn new(
        index: usize,
        plan: &CallPlan,
        target: CallTarget,
        job: Option<JobPlan>,
        policy: Policy,
    ) -> Result<Self, Error> {
        let mut verb = verb(plan, &target, job, policy);
        Ok(Self {
            plan: *plan,
            record: Record { name: target.name.clone(), ..Record::default() },
            names: vec![target.name.clone()],
            wait: Wait { call: index, number: 0 },
            engine: verb.begin()?,
            target,
            verb,
            next: None,
        })
    }

    /// Starts again with a new call of the engine, which knows nothing of the requests so far.
    pub(crate) fn restart(&mut self) {
        if let Ok(call) = EngineCall::change(&self.plan, &self.target) {
            self.engine = call;
        }
    }

    /// Takes the next call of the engine, which may create a job with another token.
    pub(crate) fn replace_engine(&mut self, mut engine: EngineCall) {
        if let Some(token) = engine.token.take() {
            self.names.push(token.clone());
            self.record.name.clone_from(&token);
            self.target.name = token;
        }
        self.engine = engine;
    }

    /// Whether the call has begun and has not ended.
    pub(crate) fn is_active(&self) -> bool {
        self.record.begun_ms != 0 && self.record.ended_ms.is_none()
    }
}
