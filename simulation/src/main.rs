//! The command line of the simulation: `cargo xtask simulate --calls 1000000`.

use std::error::Error;
use std::io::{self, Write};
use std::panic;
use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use cos_jobs_simulation::judgement::{current_seed, judge};
use cos_jobs_simulation::run::{end_seed, run, shortest};
use cos_jobs_simulation::{Faults, Policy, generate};
use lexopt::prelude::{Long, Short, ValueExt};

const HELP: &str = "\
Simulates calls of cos-jobs through faulty networks against the emulator, on a virtual clock.

  --calls N      how many calls to simulate (default 200000)
  --seed N       the seed of the first scenario (default 1)
  --threads N    the number of threads (default: one per processor); it does not change the result
  --replay N     prints the scenario of one seed and what happens in it
  --faults F     what is generated: classic (default), stale (stale reads are the only fault), or all
  --policy P     who decides what a lost answer means: engine (default), or a rule that is known to be wrong:
                 lost-is-failure, lost-is-success, repeat-blindly, or with --faults all one of refused-is-failure,
                 ignore-selection, search-on, repeat-unseen, token-is-enough, end-at-no-such-job, gone-is-cancelled,
                 long-signatures, believe-caches
";

struct Options {
    calls: u64,
    seed: u64,
    threads: usize,
    replay: Option<u64>,
    faults: Faults,
    policy: Policy,
    help: bool,
}

fn main() -> ExitCode {
    panic::set_hook(Box::new(|panic| {
        // If standard error is closed, there is no other place to report to.
        let _ = writeln!(io::stderr(), "seed {}: {panic}", current_seed());
    }));
    let result = parse().and_then(|options| perform(&options));
    result.unwrap_or_else(|error| {
        let _ = writeln!(io::stderr(), "cos-jobs-simulation: {error}");
        ExitCode::from(2)
    })
}

fn parse() -> Result<Options, Box<dyn Error>> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut options = Options {
        calls: 200_000,
        seed: 1,
        threads,
        replay: None,
        faults: Faults::Classic,
        policy: Policy::Engine,
        help: false,
    };
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("calls") => options.calls = arguments.value()?.parse()?,
            Long("seed") => options.seed = arguments.value()?.parse()?,
            Long("threads") => options.threads = arguments.value()?.parse()?,
            Long("replay") => options.replay = Some(arguments.value()?.parse()?),
            Long("faults") => {
                options.faults = arguments.value()?.parse_with(|word| Faults::parse(word).ok_or("no such faults"))?;
            }
            Long("policy") => {
                options.policy = arguments.value()?.parse_with(|word| Policy::parse(word).ok_or("no such policy"))?;
            }
            Long("help") | Short('h') => options.help = true,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

fn perform(options: &Options) -> Result<ExitCode, Box<dyn Error>> {
    let mut out = io::stdout().lock();
    if options.help {
        out.write_all(HELP.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(seed) = options.replay {
        return replay(&mut out, seed, options);
    }
    let end = end_seed(options.seed, options.calls);
    let Options { seed, faults, policy, .. } = options;
    writeln!(out, "seeds {seed} to {}, faults: {}, policy: {}", end - 1, faults.name(), policy.name())?;
    let start = Instant::now();
    let report = run(options.seed, end, options.faults, options.policy, options.threads);
    let seconds = start.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a rate for people, who need no exact number")]
    let rate = report.calls as f64 / seconds;
    write!(out, "{report}")?;
    writeln!(out, "{seconds:.1} s on {} threads, {rate:.0} calls/s", options.threads)?;
    for (_, seed) in report.smallest.values() {
        writeln!(out)?;
        replay(&mut out, *seed, options)?;
    }
    Ok(if report.broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints the scenario of a seed and what happens in it. If it breaks a rule, prints the shortest scenario that breaks the
/// same rule instead.
fn replay(out: &mut impl Write, seed: u64, options: &Options) -> Result<ExitCode, Box<dyn Error>> {
    let Options { faults, policy, .. } = *options;
    let short = shortest(seed, faults, policy);
    let (scenario, rule) = match &short {
        Some((scenario, rule)) => (scenario.clone(), Some(*rule)),
        None => (generate::scenario(seed, faults), None),
    };
    match rule {
        Some(rule) => writeln!(out, "seed {seed} breaks the rule {rule:?}. The shortest such scenario:\n")?,
        None => writeln!(out, "seed {seed} breaks no rule:\n")?,
    }
    writeln!(out, "{scenario}")?;
    for line in judge(&scenario, policy, true).result.map(|result| result.log).unwrap_or_default() {
        writeln!(out, "{line}")?;
    }
    Ok(if rule.is_none() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
