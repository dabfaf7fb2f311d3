//! Playing many stories, on several threads, with a result that depends on the seeds alone.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use crate::generate;
use crate::invariants::{Rule, Violation, check};
use crate::policy::Policy;
use crate::report::Report;
use crate::shrink::shrink;
use crate::story::Story;
use crate::world::{Ending, play};

/// How many stories a thread takes at a time.
const CHUNK: u64 = 256;

thread_local! {
    /// The seed of the story that is being played, for whoever has to tell where a panic came from.
    static SEED: Cell<u64> = const { Cell::new(0) };
}

/// The seed of the story that this thread is playing.
pub fn present_seed() -> u64 {
    SEED.get()
}

/// What became of one story.
#[derive(Debug)]
pub struct Verdict {
    /// How it went; `None` if the engine panicked.
    pub ending: Option<Ending>,
    /// The rules that it broke.
    pub violations: Vec<Violation>,
}

/// Plays a story and checks it.
pub fn judge(story: &Story, policy: Policy, with_log: bool) -> Verdict {
    SEED.set(story.seed);
    let played = panic::catch_unwind(AssertUnwindSafe(|| play(story, policy, with_log)));
    match played {
        Ok(Ok(ending)) => Verdict { violations: check(story, &ending), ending: Some(ending) },
        // A story that can't even begin is as bad as a panic.
        Ok(Err(_)) | Err(_) => Verdict { ending: None, violations: vec![Violation { call: 0, rule: Rule::Panic }] },
    }
}

/// The first seed behind those that stories of so many calls take, beginning at `seed`.
pub fn end_of(seed: u64, calls: u64) -> u64 {
    let (mut end, mut sum) = (seed, 0);
    while sum < calls {
        sum += generate::calls_in(end) as u64;
        end += 1;
    }
    end
}

/// Plays the stories of all seeds from `first` up to `end`, which is no longer one of them.
pub fn run(first: u64, end: u64, policy: Policy, threads: usize) -> Report {
    let next = AtomicU64::new(first);
    let work = || {
        let mut report = Report::default();
        loop {
            let from = next.fetch_add(CHUNK, Ordering::Relaxed);
            if from >= end {
                return report;
            }
            for seed in from..end.min(from + CHUNK) {
                let story = generate::story(seed);
                report.add(&story, &judge(&story, policy, false));
            }
        }
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(work)).collect();
        let reports = workers.into_iter().filter_map(|worker| worker.join().ok());
        reports.fold(Report::default(), Report::with)
    })
}

/// The shortest story that breaks the same rule as that of `seed`; `None` if that breaks none.
pub fn shortest(seed: u64, policy: Policy) -> Option<(Story, Rule)> {
    let story = generate::story(seed);
    let rule = judge(&story, policy, false).violations.first()?.rule;
    let bad = |story: &Story| judge(story, policy, false).violations.iter().any(|violation| violation.rule == rule);
    Some((shrink(&story, bad), rule))
}
