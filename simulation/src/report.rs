//! What many stories came to.

use core::fmt::{self, Write as _};
use std::collections::BTreeMap;

use cos_jobs::error::Effect;

use crate::invariants::{Beyond, Rule, beyond};
use crate::record::{Outcome, Record};
use crate::run::Verdict;
use crate::story::{CallPlan, Story};

/// Counts, and the first stories that broke a rule.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many stories were played.
    pub stories: u64,
    /// How many calls were made in them.
    pub calls: u64,
    /// How many requests those sent.
    pub requests: u64,
    /// How many incidents came to pass, by kind.
    pub incidents: BTreeMap<&'static str, u64>,
    /// How calls ended, by what they asked for.
    pub outcomes: BTreeMap<&'static str, Outcomes>,
    /// How often something was beyond any client.
    pub beyond: BTreeMap<Beyond, u64>,
    /// How often a rule was broken.
    pub broken: BTreeMap<Rule, u64>,
    /// For each rule, the story that broke it with the fewest calls, and the lowest seed of those: how many calls, and
    /// the seed.
    pub first: BTreeMap<Rule, (usize, u64)>,
}

/// How calls ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// The service said that it is done.
    pub done: u64,
    /// The answer was lost, or a copy came first; looking showed that it is done.
    pub reconciled: u64,
    /// It held already.
    pub held: u64,
    /// It failed and changed nothing.
    pub none: u64,
    /// It failed and may have changed something.
    pub unknown: u64,
}

impl Report {
    /// Adds one story.
    pub fn add(&mut self, story: &Story, verdict: &Verdict) {
        self.stories += 1;
        self.calls += story.calls.len() as u64;
        for violation in &verdict.violations {
            *self.broken.entry(violation.rule).or_default() += 1;
            self.note(violation.rule, (story.calls.len(), story.seed));
        }
        let Some(ending) = &verdict.ending else { return };
        for (incident, _) in story.incidents.iter().zip(&ending.struck).filter(|(_, struck)| **struck) {
            *self.incidents.entry(incident.kind()).or_default() += 1;
        }
        if story.setting.skew_ms != 0 {
            *self.incidents.entry("client's clock is wrong").or_default() += 1;
        }
        for (plan, record) in story.calls.iter().zip(&ending.records) {
            self.add_call(plan, record);
        }
    }

    fn add_call(&mut self, plan: &CallPlan, record: &Record) {
        self.requests += record.sent.len() as u64;
        let outcomes = self.outcomes.entry(plan.ask.kind()).or_default();
        if let Some(outcome) = &record.outcome {
            *outcomes.count_of(outcome) += 1;
        }
        if let Some(beyond) = beyond(record) {
            *self.beyond.entry(beyond).or_default() += 1;
        }
    }

    /// This one and another together.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.stories += other.stories;
        self.calls += other.calls;
        self.requests += other.requests;
        add_up(&mut self.incidents, other.incidents);
        add_up(&mut self.beyond, other.beyond);
        add_up(&mut self.broken, other.broken);
        for (ask, outcomes) in other.outcomes {
            self.outcomes.entry(ask).or_default().add(outcomes);
        }
        for (rule, first) in other.first {
            self.note(rule, first);
        }
        self
    }

    fn note(&mut self, rule: Rule, found: (usize, u64)) {
        let first = self.first.entry(rule).or_insert(found);
        *first = found.min(*first);
    }

    /// How many incidents came to pass.
    pub fn faults(&self) -> u64 {
        self.incidents.values().sum()
    }

    /// How many calls did not end in time, or asked too often.
    pub fn stuck(&self) -> u64 {
        self.count([Rule::Time, Rule::Attempts])
    }

    /// How many calls told a secret.
    pub fn leaks(&self) -> u64 {
        self.count([Rule::Secrets])
    }

    /// How many calls ended with something untrue, or with a panic.
    pub fn wrong(&self) -> u64 {
        self.broken.values().sum::<u64>() - self.stuck() - self.leaks()
    }

    fn count<const N: usize>(&self, rules: [Rule; N]) -> u64 {
        rules.iter().filter_map(|rule| self.broken.get(rule)).sum()
    }
}

impl Outcomes {
    fn count_of(&mut self, outcome: &Outcome) -> &mut u64 {
        match outcome {
            Outcome::Failure(error) if error.effect == Effect::None => &mut self.none,
            Outcome::Failure(_) => &mut self.unknown,
            Outcome::Success(_) if outcome.property("reconciled") == Some("true") => &mut self.reconciled,
            Outcome::Success(_) if outcome.property("changed") == Some("false") => &mut self.held,
            Outcome::Success(_) => &mut self.done,
        }
    }

    fn add(&mut self, other: Self) {
        self.done += other.done;
        self.reconciled += other.reconciled;
        self.held += other.held;
        self.none += other.none;
        self.unknown += other.unknown;
    }
}

fn add_up<K: Ord>(sums: &mut BTreeMap<K, u64>, others: BTreeMap<K, u64>) {
    for (key, number) in others {
        *sums.entry(key).or_default() += number;
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "calls            {:>12}", self.calls)?;
        writeln!(out, "stories          {:>12}", self.stories)?;
        writeln!(out, "requests         {:>12}", self.requests)?;
        writeln!(out, "faults injected  {:>12}", self.faults())?;
        for (kind, count) in &self.incidents {
            writeln!(out, "  {count:>12}  {kind}")?;
        }
        let head = ["done", "reconciled", "held already", "failed: none", "failed: unknown"];
        writeln!(out, "{:<26}{}", "outcomes", columns(&head))?;
        for (ask, outcomes) in &self.outcomes {
            let Outcomes { done, reconciled, held, none, unknown } = *outcomes;
            writeln!(out, "  {ask:<24}{}", columns(&[done, reconciled, held, none, unknown]))?;
        }
        writeln!(out, "beyond any client")?;
        for (beyond, count) in &self.beyond {
            writeln!(out, "  {count:>12}  {}", beyond.about())?;
        }
        for (rule, count) in &self.broken {
            let (_, seed) = self.first.get(rule).copied().unwrap_or_default();
            writeln!(out, "BROKEN           {count:>12}  {rule:?}, as by seed {seed}")?;
        }
        writeln!(out, "wrong outcomes   {:>12}", self.wrong())?;
        writeln!(out, "stuck            {:>12}", self.stuck())?;
        writeln!(out, "leaks            {:>12}", self.leaks())
    }
}

fn columns<T: fmt::Display>(cells: &[T; 5]) -> String {
    cells.iter().fold(String::new(), |mut line, cell| {
        // Writing to a string doesn't fail.
        let _ = write!(line, "{cell:>17}");
        line
    })
}
