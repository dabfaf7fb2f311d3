//! One call.

use cos_jobs::error::Error;
use cos_jobs::model::Value;

use super::{Next, Verb};
use crate::engine_call::EngineCall;
use crate::scenario::CallPlan;
use crate::target::CallTarget;

pub(super) struct Single {
    plan: CallPlan,
    target: CallTarget,
}

impl Single {
    pub(super) fn new(plan: CallPlan, target: CallTarget) -> Self {
        Self { plan, target }
    }
}

impl Verb for Single {
    fn begin(&mut self) -> Result<EngineCall, Error> {
        EngineCall::change(&self.plan, &self.target)
    }

    fn on_done(&mut self, _: u64, result: Result<Value, Error>) -> Result<Next, Error> {
        result.map(Next::End)
    }
}
