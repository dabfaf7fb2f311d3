//! The results of many scenarios together.

use core::fmt::{self, Write as _};
use std::collections::BTreeMap;

use crate::judgement::Judgement;
use crate::outcomes::Outcomes;
use crate::record::Record;
use crate::rule::Rule;
use crate::scenario::{CallPlan, Scenario};
use crate::unknowable::{Unknowable, unknowable};

/// Numbers, and for each broken rule the smallest scenario that broke it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many scenarios were run.
    pub scenarios: u64,
    /// How many calls they contained.
    pub calls: u64,
    /// How many requests the calls sent.
    pub requests: u64,
    /// How many incidents happened, by their kind.
    pub incidents: BTreeMap<&'static str, u64>,
    /// How calls ended, by the kind of their operation.
    pub outcomes: BTreeMap<&'static str, Outcomes>,
    /// How often a client could not know of a change.
    pub unknowable: BTreeMap<Unknowable, u64>,
    /// How many calls ended with the effect "unknown" only because reads were stale. Counted if that is the only fault.
    pub unknown_if_stale: u64,
    /// How often a rule was broken.
    pub broken: BTreeMap<Rule, u64>,
    /// For each broken rule, the scenario with the fewest calls that broke it, and among those the one with the lowest
    /// seed: the number of calls, and the seed.
    pub smallest: BTreeMap<Rule, (usize, u64)>,
}

impl Report {
    /// Adds the result of one scenario.
    pub fn add(&mut self, scenario: &Scenario, judgement: &Judgement) {
        self.scenarios += 1;
        self.calls += scenario.calls.len() as u64;
        for violation in &judgement.violations {
            *self.broken.entry(violation.rule).or_default() += 1;
            self.note(violation.rule, (scenario.calls.len(), scenario.seed));
        }
        let Some(result) = &judgement.result else { return };
        for (incident, _) in scenario.incidents.iter().zip(&result.happened).filter(|(_, happened)| **happened) {
            *self.incidents.entry(incident.kind()).or_default() += 1;
        }
        if scenario.setting.skew_ms != 0 {
            *self.incidents.entry("client's clock is wrong").or_default() += 1;
        }
        for (plan, record) in scenario.calls.iter().zip(&result.records) {
            self.add_call(plan, record);
        }
    }

    fn add_call(&mut self, plan: &CallPlan, record: &Record) {
        self.requests += record.sent.len() as u64;
        let outcomes = self.outcomes.entry(plan.kind()).or_default();
        if let Some(outcome) = &record.outcome {
            *outcomes.count_of(outcome) += 1;
        }
        if let Some(unknowable) = unknowable(record) {
            *self.unknowable.entry(unknowable).or_default() += 1;
        }
    }

    /// The sum of this report and another.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.scenarios += other.scenarios;
        self.calls += other.calls;
        self.requests += other.requests;
        self.unknown_if_stale += other.unknown_if_stale;
        add_all(&mut self.incidents, other.incidents);
        add_all(&mut self.unknowable, other.unknowable);
        add_all(&mut self.broken, other.broken);
        for (operation, outcomes) in other.outcomes {
            self.outcomes.entry(operation).or_default().add(outcomes);
        }
        for (rule, smallest) in other.smallest {
            self.note(rule, smallest);
        }
        self
    }

    fn note(&mut self, rule: Rule, found: (usize, u64)) {
        let smallest = self.smallest.entry(rule).or_insert(found);
        *smallest = found.min(*smallest);
    }

    /// How many calls ended with the effect "unknown".
    pub fn unknown(&self) -> u64 {
        self.outcomes.values().map(|outcomes| outcomes.failed_unknown).sum()
    }

    /// How many incidents happened.
    pub fn faults(&self) -> u64 {
        self.incidents.values().sum()
    }

    /// How many calls did not end in time, or sent too many requests.
    pub fn stuck(&self) -> u64 {
        self.count([Rule::Time, Rule::Attempts])
    }

    /// How many calls leaked a secret.
    pub fn leaks(&self) -> u64 {
        self.count([Rule::Secrets])
    }

    /// How many calls had a wrong outcome, or panicked.
    pub fn wrong(&self) -> u64 {
        self.broken.values().sum::<u64>() - self.stuck() - self.leaks()
    }

    fn count<const N: usize>(&self, rules: [Rule; N]) -> u64 {
        rules.iter().filter_map(|rule| self.broken.get(rule)).sum()
    }
}

fn add_all<K: Ord>(sums: &mut BTreeMap<K, u64>, others: BTreeMap<K, u64>) {
    for (key, number) in others {
        *sums.entry(key).or_default() += number;
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "calls            {:>12}", self.calls)?;
        writeln!(out, "scenarios        {:>12}", self.scenarios)?;
        writeln!(out, "requests         {:>12}", self.requests)?;
        writeln!(out, "faults injected  {:>12}", self.faults())?;
        for (kind, count) in &self.incidents {
            writeln!(out, "  {count:>12}  {kind}")?;
        }
        let head = ["done", "reconciled", "already reached", "failed: none", "failed: unknown"];
        writeln!(out, "{:<26}{}", "outcomes", columns(&head))?;
        for (operation, outcomes) in &self.outcomes {
            let Outcomes { done, reconciled, already_reached, failed_none, failed_unknown } = *outcomes;
            let numbers = columns(&[done, reconciled, already_reached, failed_none, failed_unknown]);
            writeln!(out, "  {operation:<24}{numbers}")?;
        }
        writeln!(out, "ended \"unknown\"  {:>12}  {}", self.unknown(), percent(self.unknown(), self.calls))?;
        if self.unknown_if_stale > 0 {
            let share = percent(self.unknown_if_stale, self.calls);
            writeln!(out, "  {:>12}  {share}, only because a read was stale", self.unknown_if_stale)?;
        }
        writeln!(out, "changes of which no client can know")?;
        for (unknowable, count) in &self.unknowable {
            writeln!(out, "  {count:>12}  {}", unknowable.description())?;
        }
        for (rule, count) in &self.broken {
            let (_, seed) = self.smallest.get(rule).copied().unwrap_or_default();
            writeln!(out, "BROKEN           {count:>12}  {rule:?}, for example by seed {seed}")?;
        }
        writeln!(out, "wrong outcomes   {:>12}", self.wrong())?;
        writeln!(out, "stuck            {:>12}", self.stuck())?;
        writeln!(out, "leaks            {:>12}", self.leaks())
    }
}

/// A part of a whole in percent, with two digits.
fn percent(part: u64, whole: u64) -> String {
    let hundredths = (part * 10_000).checked_div(whole).unwrap_or_default();
    format!("{}.{:02} %", hundredths / 100, hundredths % 100)
}

fn columns<T: fmt::Display>(cells: &[T; 5]) -> String {
    cells.iter().fold(String::new(), |mut line, cell| {
        // Writing to a string does not fail.
        let _ = write!(line, "{cell:>17}");
        line
    })
}
