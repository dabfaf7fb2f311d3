//! One job of `cancelJobs`, as the JavaScript processes it.

use cos_jobs::cancel_many::{CancelMany, Decision};
use cos_jobs::error::Error;
use cos_jobs::listing::Listing;
use cos_jobs::model::Value;

use super::{Next, Verb};
use crate::engine_call::EngineCall;
use crate::policy::Policy;
use crate::scenario::CallPlan;
use crate::target::CallTarget;
use crate::verb_plan::Selection;

pub(super) struct Bulk {
    plan: CallPlan,
    target: CallTarget,
    selection: Selection,
    policy: Policy,
    state: State,
}

enum State {
    Start,
    Listing(Listing, CancelMany),
    Looking(CancelMany),
    Changing,
}

impl Bulk {
    pub(super) fn new(plan: CallPlan, target: CallTarget, selection: Selection, policy: Policy) -> Self {
        Self { plan, target, selection, policy, state: State::Start }
    }

    /// The input of `cancelJobs` and of its list.
    fn input(&self) -> (Value, bool) {
        let statuses = self.selection.status.map(|status| Value::List(vec![Value::from(status.as_str())]));
        let ids = Value::List(vec![Value::from(self.target.name.as_str())]);
        let has_filter = self.selection.priority.is_some();
        // Without a list, the caller can select only by ids and by a filter.
        let input = if self.selection.is_listed {
            Value::object().with_optional("jobStatuses", statuses)
        } else {
            Value::object().with("jobIds", ids)
        };
        (input, has_filter)
    }

    /// Takes a page of the list.
    fn on_page(&mut self, mut listing: Listing, mut many: CancelMany, page: &Value) -> Result<Next, Error> {
        let jobs = page.get("jobs").map(Value::items).unwrap_or_default();
        let found = jobs.iter().find(|job| job.get_text("jobId") == Some(self.target.name.as_str()));
        if let Some(job) = found {
            let status = job.get_text("status").unwrap_or_default().to_owned();
            if !listing.wants(&status) || !self.fits(job) || !many.select(&status)? {
                return Ok(Next::End(self.outcome(&status, true)));
            }
            return self.look(many, &status);
        }
        listing.turn_page(page.get_text("nextToken"))?;
        let Some(input) = listing.next() else { return Ok(Next::End(self.outcome("", true))) };
        self.state = State::Listing(listing, many);
        EngineCall::list(&self.plan, &input).map(Next::Begin)
    }

    /// Looks at the job, unless its listed status suffices.
    fn look(&mut self, many: CancelMany, status: &str) -> Result<Next, Error> {
        match many.decide(status, true, false) {
            Decision::Look => {
                self.state = State::Looking(many);
                EngineCall::describe(&self.plan, &self.target.name).map(Next::Begin)
            }
            decision => self.carry_out(decision, status),
        }
    }

    fn carry_out(&mut self, decision: Decision, status: &str) -> Result<Next, Error> {
        match decision {
            Decision::Change => {
                self.state = State::Changing;
                EngineCall::change(&self.plan, &self.target).map(Next::Begin)
            }
            Decision::Already => Ok(Next::End(self.outcome(status, false))),
            Decision::Look | Decision::Skip | Decision::Omit => Ok(Next::End(self.outcome(status, true))),
        }
    }

    fn fits(&self, job: &Value) -> bool {
        let priority = job.get_number("priority").and_then(|number| u32::try_from(number).ok());
        priority.is_some_and(|priority| self.selection.fits(priority))
    }

    fn outcome(&self, status: &str, skipped: bool) -> Value {
        let result = Value::object().with("jobId", self.target.name.as_str()).with("status", status);
        result.with("changed", false).with("skipped", skipped)
    }
}

impl Verb for Bulk {
    fn begin(&mut self) -> Result<EngineCall, Error> {
        let (input, has_filter) = self.input();
        let many = CancelMany::new(&input, has_filter)?;
        if !self.selection.is_listed {
            self.state = State::Looking(many);
            return EngineCall::describe(&self.plan, &self.target.name);
        }
        let listing = Listing::new(&input)?;
        let first = listing.next().unwrap_or_default();
        self.state = State::Listing(listing, many);
        EngineCall::list(&self.plan, &first)
    }

    fn on_done(&mut self, _: u64, result: Result<Value, Error>) -> Result<Next, Error> {
        let seen = result?;
        match core::mem::replace(&mut self.state, State::Start) {
            State::Listing(listing, many) => self.on_page(listing, many, &seen),
            State::Looking(many) => {
                let status = seen.get_text("status").unwrap_or_default();
                self.carry_out(many.decide(status, self.fits(&seen), true), status)
            }
            State::Start | State::Changing => Ok(Next::End(seen)),
        }
    }

    fn selects(&mut self, job: &Value) -> bool {
        self.policy == Policy::IgnoreSelection || self.fits(job)
    }
}
