//! A call that is being made.

use cos_jobs::account::CallLimits;
use cos_jobs::call::{Call, Mode};
use cos_jobs::error::Error;

use crate::action::action;
use crate::events::Wait;
use crate::record::Record;
use crate::scenario::CallPlan;
use crate::target::CallTarget;

/// A call that is being made.
pub(crate) struct RunningCall {
    pub(crate) plan: CallPlan,
    pub(crate) target: CallTarget,
    pub(crate) record: Record,
    /// What the call waits for now.
    pub(crate) wait: Wait,
    /// The engine's part of the call.
    pub(crate) call: Call,
}

impl RunningCall {
    /// The call with this index among the calls of the scenario.
    pub(crate) fn new(index: usize, plan: &CallPlan, target: CallTarget) -> Result<Self, Error> {
        let record = Record { name: target.name.clone(), ..Record::default() };
        let wait = Wait { call: index, number: 0 };
        Ok(Self { plan: *plan, call: engine_call(plan, &target)?, target, record, wait })
    }

    /// Starts again with a new call of the engine, which knows nothing of the requests so far.
    pub(crate) fn restart(&mut self) {
        if let Ok(call) = engine_call(&self.plan, &self.target) {
            self.call = call;
        }
    }

    /// Whether the call has begun and has not ended.
    pub(crate) fn is_active(&self) -> bool {
        self.record.begun_ms != 0 && self.record.ended_ms.is_none()
    }
}

fn engine_call(plan: &CallPlan, target: &CallTarget) -> Result<Call, Error> {
    let mode = if plan.goal { Mode::EnsureStatus } else { Mode::Change };
    let limits = CallLimits { timeout: plan.timeout_ms, max_attempts: plan.max_attempts };
    Ok(Call::new(action(plan.operation, plan.reason, &target.name)?, mode, limits))
}
