//! One job of `cancelJobs` or `confirmJobs`, as the JavaScript processes it.

use cos_jobs::change_many::{ChangeMany, Decision};
use cos_jobs::error::Error;
use cos_jobs::listing::Listing;
use cos_jobs::model::{RequestedJobStatus, Value};

use super::{Next, Verb};
use crate::engine_call::EngineCall;
use crate::operation::Operation;
use crate::policy::Policy;
use crate::scenario::CallPlan;
use crate::target::CallTarget;
use crate::verb_plan::Selection;

pub(super) struct Bulk {
    plan: CallPlan,
    target: CallTarget,
    selection: Selection,
    policy: Policy,
    many: Option<ChangeMany>,
    /// The list from which the job is selected, while it is read.
    listing: Option<Listing>,
    /// How many looks the caller has selected by.
    looks: u32,
}

impl Bulk {
    pub(super) fn new(plan: CallPlan, target: CallTarget, selection: Selection, policy: Policy) -> Self {
        Self { plan, target, selection, policy, many: None, listing: None, looks: 0 }
    }

    fn statuses(&self) -> Option<Value> {
        self.selection.status.map(|status| Value::List(vec![Value::from(status.as_str())]))
    }

    /// The input of the verb. Without a list, the caller selects by ids and by a filter.
    fn input(&self) -> Value {
        if self.selection.is_listed {
            return Value::object().with_optional("jobStatuses", self.statuses()).with("maxJobs", 1000);
        }
        Value::object().with("jobIds", Value::List(vec![Value::from(self.target.name.as_str())]))
    }

    /// Takes a page of the list.
    fn on_page(&mut self, mut listing: Listing, page: &Value) -> Result<Next, Error> {
        let jobs = page.get("jobs").map(Value::items).unwrap_or_default();
        let found = jobs.iter().find(|job| job.get_text("jobId") == Some(self.target.name.as_str()));
        if let Some(job) = found {
            return self.on_listed(&listing, job);
        }
        listing.turn_page(page.get_text("nextToken"))?;
        let Some(input) = listing.next() else { return Ok(Next::End(self.outcome(""))) };
        self.listing = Some(listing);
        EngineCall::list(&self.plan, &input).map(Next::Begin)
    }

    /// Decides by the job in the list. What is final is not looked at again.
    fn on_listed(&mut self, listing: &Listing, job: &Value) -> Result<Next, Error> {
        let status = job.get_text("status").unwrap_or_default();
        let fits = listing.wants(status) && self.fits(job);
        let Some(many) = &mut self.many else { return Ok(Next::End(self.outcome(status))) };
        if fits && many.select(status)? && many.decide(status, true, false) == Decision::Look {
            return self.change().map(Next::Begin);
        }
        Ok(Next::End(self.outcome(status)))
    }

    /// The change, which looks at the job first.
    fn change(&self) -> Result<EngineCall, Error> {
        let engine = EngineCall::change(&self.plan, &self.target)?;
        Ok(EngineCall { call: engine.call.selective(), ..engine })
    }

    fn fits(&self, job: &Value) -> bool {
        let priority = job.get_number("priority").and_then(|number| u32::try_from(number).ok());
        priority.is_some_and(|priority| self.selection.fits(priority))
    }

    /// The outcome of a job that is not changed.
    fn outcome(&self, status: &str) -> Value {
        let result = Value::object().with("jobId", self.target.name.as_str()).with("status", status);
        result.with("changed", false).with("skipped", true)
    }
}

impl Verb for Bulk {
    fn begin(&mut self) -> Result<EngineCall, Error> {
        let requested = match self.plan.operation {
            Operation::Confirm => RequestedJobStatus::Ready,
            _ => RequestedJobStatus::Cancelled,
        };
        self.many = Some(ChangeMany::new(requested, &self.input(), self.selection.priority.is_some())?);
        if !self.selection.is_listed {
            return self.change();
        }
        let listing = Listing::new(&Value::object().with_optional("jobStatuses", self.statuses()))?;
        let first = listing.next().unwrap_or_default();
        self.listing = Some(listing);
        EngineCall::list(&self.plan, &first)
    }

    fn on_done(&mut self, _: u64, result: Result<Value, Error>) -> Result<Next, Error> {
        let seen = result?;
        match self.listing.take() {
            Some(listing) => self.on_page(listing, &seen),
            None => Ok(Next::End(seen)),
        }
    }

    fn selects(&mut self, job: &Value) -> bool {
        self.looks += 1;
        if self.policy == Policy::IgnoreSelection && self.looks > 1 {
            return true;
        }
        let status = job.get_text("status").unwrap_or_default();
        let fits = self.fits(job);
        let decision = self.many.as_ref().map(|many| many.decide(status, fits, true));
        matches!(decision, Some(Decision::Change | Decision::Already))
    }
}
