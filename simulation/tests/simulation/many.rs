//! Very many calls.

use cos_jobs_simulation::run::{end_of, run};
use cos_jobs_simulation::{Policy, Report};

/// How many calls the tests play; `cargo xtask simulate` plays as many as one likes.
const CALLS: u64 = 200_000;

fn play(calls: u64) -> Report {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    run(1, end_of(1, calls), Policy::Engine, threads)
}

#[test]
fn no_call_of_many_says_what_is_not_so_or_gets_stuck_or_tells_a_secret() {
    let report = play(CALLS);
    println!("{report}");
    assert!(report.calls >= CALLS);
    assert!(report.broken.is_empty(), "replay one with: cargo xtask simulate --replay SEED\n{report}");
    // A simulation in which little happens shows little.
    assert!(report.faults() > report.calls, "{report}");
    assert_eq!(report.incidents.len(), 26, "every kind of incident came to pass: {report}");
    for (ask, outcomes) in &report.outcomes {
        for (count, what) in [
            (outcomes.done, "done"),
            (outcomes.reconciled, "reconciled"),
            (outcomes.none, "none"),
            (outcomes.unknown, "unknown"),
        ] {
            assert!(count > 1000, "{ask}: {count} {what}");
        }
    }
}

#[test]
fn a_seed_always_plays_alike_on_however_many_threads() {
    let end = end_of(1, 2000);
    let alone = run(1, end, Policy::Engine, 1);
    assert_eq!(alone, run(1, end, Policy::Engine, 1));
    assert_eq!(alone, run(1, end, Policy::Engine, 3));
}
