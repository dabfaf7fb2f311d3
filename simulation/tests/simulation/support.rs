//! Writing a story down by hand, and reading how it went.

use cos_jobs::error::{Effect, Error};
use cos_jobs::jobs::status::Status;
use cos_jobs_simulation::invariants::check;
use cos_jobs_simulation::story::{
    Ask, CallPlan, Fault, Incident, JobPlan, Keys, Mishap, Moment, Place, Reason, Setting, Story,
};
use cos_jobs_simulation::{Outcome, Policy, Record, Rule, play};

/// A story of one job and one call.
pub(crate) struct Tale {
    story: Story,
}

/// How it went.
pub(crate) struct Told {
    pub(crate) record: Record,
    /// The rules that were broken.
    pub(crate) broken: Vec<Rule>,
}

/// A call that asks for `ask` of a job in `status`, with at most four attempts of ten seconds.
pub(crate) fn call(ask: Ask, status: Status) -> Tale {
    let job = JobPlan { status, priority: 10, confirmation_required: status == Status::Suspended, age_s: 3600 };
    let call = CallPlan {
        number: 0,
        at_ms: 0,
        job: 0,
        ask,
        reason: Reason::Untold,
        goal: false,
        max_attempts: 4,
        timeout_ms: 10_000,
    };
    // Jobs move slowly, so that a story is about what its incidents do.
    let setting = Setting { speed: 50, ..Setting::default() };
    Tale { story: Story { seed: 7, setting, jobs: vec![job], calls: vec![call], incidents: Vec::new() } }
}

impl Tale {
    /// The so-many-th request, from 1, is spoilt.
    pub(crate) fn spoilt(self, request: usize, fault: Fault) -> Self {
        self.with(Incident::Fault(place(request), fault))
    }

    /// Somebody else does something just after the so-many-th request was carried out.
    pub(crate) fn then_another(self, request: usize, deed: Ask) -> Self {
        self.with(Incident::Rival(place(request), Moment::After, deed))
    }

    /// Something goes wrong when keys are asked for the so-many-th time, from 1.
    pub(crate) fn keys_go_wrong(self, asked: u32, mishap: Mishap) -> Self {
        self.with(Incident::Mishap(asked - 1, mishap))
    }

    pub(crate) fn with(mut self, incident: Incident) -> Self {
        self.story.incidents.push(incident);
        self
    }

    pub(crate) fn for_the_goal(mut self) -> Self {
        self.story.calls[0].goal = true;
        self
    }

    pub(crate) fn of_attempts(mut self, max_attempts: u32) -> Self {
        self.story.calls[0].max_attempts = max_attempts;
        self
    }

    pub(crate) fn where_nobody_may_look(mut self) -> Self {
        self.story.setting.may_look = false;
        self
    }

    pub(crate) fn with_a_clock_ahead(mut self, seconds: i64) -> Self {
        self.story.setting.skew_ms = seconds * 1000;
        self
    }

    pub(crate) fn with_keys(mut self, keys: Keys) -> Self {
        self.story.setting.keys = keys;
        self
    }

    /// The same call twice at the same time.
    pub(crate) fn twice(mut self) -> Self {
        let again = CallPlan { number: 1, ..self.story.calls[0] };
        self.story.calls.push(again);
        self
    }

    /// Plays the story with the engine, which breaks no rule.
    pub(crate) fn told(&self) -> Told {
        let told = self.told_by(Policy::Engine);
        assert_eq!(told.broken, [], "{}", self.story);
        told
    }

    /// Plays the story with a client of that policy.
    pub(crate) fn told_by(&self, policy: Policy) -> Told {
        self.all_told_by(policy).remove(0)
    }

    /// Plays the story, and tells how each of its calls went.
    pub(crate) fn all_told_by(&self, policy: Policy) -> Vec<Told> {
        let ending = play(&self.story, policy, true).unwrap();
        println!("{}\n{}", self.story, ending.log.join("\n"));
        assert!(ending.struck.iter().all(|struck| *struck), "everything came to pass: {}", self.story);
        let violations = check(&self.story, &ending);
        let broken = |call| violations.iter().filter(move |found| found.call == call).map(|found| found.rule);
        let tell = |(call, record)| Told { record, broken: broken(call).collect() };
        ending.records.into_iter().enumerate().map(tell).collect()
    }
}

impl Told {
    /// Asserts that the call succeeded, and gives what it says.
    pub(crate) fn success(&self) -> &Outcome {
        match &self.record.outcome {
            Some(outcome @ Outcome::Success(_)) => outcome,
            other => panic!("{other:?}"),
        }
    }

    /// Asserts that the call failed, and gives its error.
    pub(crate) fn failure(&self) -> &Error {
        match &self.record.outcome {
            Some(Outcome::Failure(error)) => error,
            other => panic!("{other:?}"),
        }
    }

    /// Asserts that the call failed with that effect.
    pub(crate) fn failed(&self, code: &str, effect: Effect) {
        let error = self.failure();
        assert_eq!((error.code.as_ref(), error.effect), (code, effect));
    }

    /// How many changes the call's requests made.
    pub(crate) fn changes(&self) -> usize {
        self.record.changes.len()
    }
}

fn place(request: usize) -> Place {
    Place { call: 0, request: request - 1 }
}
