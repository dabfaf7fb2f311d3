//! Making calls of the engine.

use cos_jobs::account::CallLimits;
use cos_jobs::call::{Call, Mode};
use cos_jobs::error::Error;
use cos_jobs::jobs::{Action, DescribeJob, ListJobs};
use cos_jobs::model::Value;

use crate::action::action;
use crate::scenario::CallPlan;
use crate::target::CallTarget;
use crate::verb_plan::VerbPlan;

/// A call of the engine that is about to begin.
pub(crate) struct EngineCall {
    pub(crate) call: Call,
    /// Whether it only reads.
    pub(crate) is_read: bool,
    /// The token of the job that it creates, if that is a new one.
    pub(crate) token: Option<String>,
}

impl EngineCall {
    /// The change that the plan requests.
    pub(crate) fn change(plan: &CallPlan, target: &CallTarget) -> Result<Self, Error> {
        let mode =
            if plan.goal || matches!(plan.verb, VerbPlan::ChangeMany(_)) { Mode::EnsureStatus } else { Mode::Change };
        let action = action(target.operation, plan.reason, plan.variant, &target.name)?;
        Ok(Self { call: Call::new(action, mode, limits(plan)), is_read: false, token: None })
    }

    /// DescribeJob of this job.
    pub(crate) fn describe(plan: &CallPlan, job_id: &str) -> Result<Self, Error> {
        Ok(Self::read(plan, Box::new(DescribeJob::new(job_id)?)))
    }

    /// ListJobs with this input.
    pub(crate) fn list(plan: &CallPlan, input: &Value) -> Result<Self, Error> {
        Ok(Self::read(plan, Box::new(ListJobs::from_input(input)?)))
    }

    /// An action that only reads.
    pub(crate) fn read(plan: &CallPlan, action: Box<dyn Action>) -> Self {
        Self { call: Call::new(action, Mode::Change, limits(plan)), is_read: true, token: None }
    }
}

fn limits(plan: &CallPlan) -> CallLimits {
    CallLimits { timeout: plan.timeout_ms, max_attempts: plan.max_attempts }
}
