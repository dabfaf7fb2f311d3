//! A client that is known to be wrong: after a refusal, it reads again and again.

use cos_jobs::error::Error;
use cos_jobs::model::Value;

use super::{Next, Verb};
use crate::engine_call::EngineCall;
use crate::scenario::CallPlan;
use crate::target::CallTarget;

/// How many reads it sends.
const READS: u32 = 20;

pub(super) struct Polling {
    plan: CallPlan,
    target: CallTarget,
    refusal: Option<Error>,
    reads: u32,
}

impl Polling {
    pub(super) fn new(plan: CallPlan, target: CallTarget) -> Self {
        Self { plan, target, refusal: None, reads: 0 }
    }
}

impl Verb for Polling {
    fn begin(&mut self) -> Result<EngineCall, Error> {
        EngineCall::change(&self.plan, &self.target)
    }

    fn on_done(&mut self, _: u64, result: Result<Value, Error>) -> Result<Next, Error> {
        match (result, &self.refusal) {
            (Ok(result), None) => return Ok(Next::End(result)),
            (Err(refusal), None) => self.refusal = Some(refusal),
            (_, Some(refusal)) if self.reads == READS => return Err(refusal.clone()),
            _ => {}
        }
        self.reads += 1;
        EngineCall::list(&self.plan, &Value::object()).map(Next::Begin)
    }
}
