//! Many random calls.

use cos_jobs_simulation::run::{end_seed, run};
use cos_jobs_simulation::{Faults, Policy, Report};

/// How many calls the tests simulate. `cargo xtask simulate` can simulate any number.
const CALLS: u64 = 200_000;

fn simulate(faults: Faults, calls: u64) -> Report {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    run(1, end_seed(1, calls), faults, Policy::Engine, threads)
}

#[test]
fn no_call_reports_a_wrong_outcome_or_hangs_or_leaks_a_secret() {
    let report = simulate(Faults::Classic, CALLS);
    println!("{report}");
    assert!(report.calls >= CALLS);
    assert!(report.broken.is_empty(), "replay one with: cargo xtask simulate --replay SEED\n{report}");
    // The simulation proves little if few incidents happen.
    assert!(report.faults() > report.calls, "{report}");
    assert_eq!(report.incidents.len(), 28, "not every kind of incident happened: {report}");
    for (operation, outcomes) in &report.outcomes {
        for (count, outcome) in [
            (outcomes.done, "done"),
            (outcomes.reconciled, "reconciled"),
            (outcomes.failed_none, "failed: none"),
            (outcomes.failed_unknown, "failed: unknown"),
        ] {
            assert!(count > 1000, "{operation}: only {count} calls with the outcome {outcome}");
        }
    }
}

#[test]
fn stale_reads_alone_make_no_outcome_wrong_and_few_unknown() {
    let report = simulate(Faults::Stale, 50_000);
    println!("{report}");
    assert!(report.broken.is_empty(), "replay one with: cargo xtask simulate --faults stale --replay SEED\n{report}");
    assert!(report.unknown() * 100 <= report.calls, "more than 1 % of the calls ended unknown: {report}");
}

#[test]
fn no_verb_reports_a_wrong_outcome_under_all_faults() {
    let report = simulate(Faults::All, 100_000);
    println!("{report}");
    assert!(report.broken.is_empty(), "replay one with: cargo xtask simulate --faults all --replay SEED\n{report}");
    assert_eq!(report.incidents.len(), 30, "not every kind of incident happened: {report}");
    for verb in ["cancelJobs", "confirmJobs", "repeated by the caller", "waitForJob", "watchJob"] {
        let outcomes = report.outcomes.get(verb).expect("a verb was not simulated");
        assert!(outcomes.done > 200, "{verb}: {report}");
    }
}

#[test]
fn a_seed_gives_the_same_result_with_any_number_of_threads() {
    let end = end_seed(1, 2000);
    for faults in Faults::ALL {
        let one_thread = run(1, end, faults, Policy::Engine, 1);
        assert_eq!(one_thread, run(1, end, faults, Policy::Engine, 1));
        assert_eq!(one_thread, run(1, end, faults, Policy::Engine, 3));
    }
}
