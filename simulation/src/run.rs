//! Running many scenarios on several threads. The result depends only on the seeds.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use crate::faults::Faults;
use crate::generate;
use crate::judgement::{Judgement, judge};
use crate::policy::Policy;
use crate::record::Outcome;
use crate::report::Report;
use crate::rule::Rule;
use crate::scenario::{Replicas, Scenario};
use crate::shrink::shrink;

/// How many scenarios a thread takes at a time.
const CHUNK: u64 = 256;

/// The seed after the last one that is needed for `calls` calls, if the first seed is `first`.
pub fn end_seed(first: u64, calls: u64) -> u64 {
    let (mut end, mut sum) = (first, 0);
    while sum < calls {
        sum += generate::calls_in(end) as u64;
        end += 1;
    }
    end
}

/// Runs the scenarios of all seeds from `first` to `end`, without `end` itself.
pub fn run(first: u64, end: u64, faults: Faults, policy: Policy, threads: usize) -> Report {
    let next = AtomicU64::new(first);
    let work = || {
        let mut report = Report::default();
        loop {
            let from = next.fetch_add(CHUNK, Ordering::Relaxed);
            if from >= end {
                return report;
            }
            for seed in from..end.min(from + CHUNK) {
                let scenario = generate::scenario(seed, faults);
                let judgement = judge(&scenario, policy, false);
                report.add(&scenario, &judgement);
                if faults == Faults::Stale {
                    report.unknown_if_stale += unknown_if_stale(&scenario, &judgement, policy);
                }
            }
        }
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(work)).collect();
        let reports = workers.into_iter().filter_map(|worker| worker.join().ok());
        reports.fold(Report::default(), Report::with)
    })
}

/// How many calls end with the effect "unknown", but would not if all reads showed the present state.
fn unknown_if_stale(scenario: &Scenario, judgement: &Judgement, policy: Policy) -> u64 {
    let are_unknown = |judgement: &Judgement| -> Vec<bool> {
        let records = judgement.result.as_ref().map(|result| result.records.as_slice()).unwrap_or_default();
        records.iter().map(|record| record.outcome.as_ref().is_some_and(Outcome::is_unknown)).collect()
    };
    let with_stale_reads = are_unknown(judgement);
    if !with_stale_reads.contains(&true) {
        return 0;
    }
    let mut fresh = scenario.clone();
    fresh.setting.replicas = Replicas::default();
    let without = are_unknown(&judge(&fresh, policy, false));
    with_stale_reads.iter().zip(&without).filter(|(with, without)| **with && !**without).count() as u64
}

/// The shortest scenario that breaks the same rule as the scenario of `seed`; `None` if that breaks no rule.
pub fn shortest(seed: u64, faults: Faults, policy: Policy) -> Option<(Scenario, Rule)> {
    let scenario = generate::scenario(seed, faults);
    let rule = judge(&scenario, policy, false).violations.first()?.rule;
    let breaks_rule =
        |scenario: &Scenario| judge(scenario, policy, false).violations.iter().any(|violation| violation.rule == rule);
    Some((shrink(&scenario, breaks_rule), rule))
}
