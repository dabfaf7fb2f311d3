//! `cargo xtask fuzz`: runs each target in fuzz/ for some time, starting from the committed inputs.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::project::Project;
use crate::{files, shell};

/// All targets: the files in fuzz/fuzz_targets/.
pub(crate) const TARGETS: [&str; 4] = ["answers", "errors", "events", "signing"];

/// How long each target runs by default.
const MINUTES: u64 = 30;

/// The commands that install what fuzzing needs in addition to stable Rust.
pub(crate) const INSTALL: &str = "rustup toolchain install nightly && cargo install cargo-fuzz";

/// The result of running a target.
struct Run {
    executions: String,
    coverage: String,
    time: Duration,
}

/// Runs the task.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    let (targets, time) = parse(arguments)?;
    ensure!(is_possible(project), "fuzzing needs nightly Rust and cargo-fuzz: {INSTALL}");
    for target in targets {
        fuzz(project, target, time)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether nightly Rust and cargo-fuzz are installed.
pub(crate) fn is_possible(project: &Project) -> bool {
    let mut ask = nightly(project);
    let ask = ask.args(["fuzz", "--version"]).stdout(Stdio::null()).stderr(Stdio::null());
    ask.status().is_ok_and(|status| status.success())
}

/// Runs a target for the given time; an input that makes it fail is an error.
pub(crate) fn fuzz(project: &Project, target: &str, time: Duration) -> Result<()> {
    println!("fuzzing {target} for {} s", time.as_secs());
    let run = finish(project, target, time)?;
    let Run { executions, coverage, time } = run;
    println!("{target}: {executions} executions in {} s, {coverage}, no finding", time.as_secs());
    Ok(())
}

fn finish(project: &Project, target: &str, time: Duration) -> Result<Run> {
    let (logs, found) = (project.work("logs"), project.work("fuzz").join(target));
    fs::create_dir_all(&logs)?;
    fs::create_dir_all(&found)?;
    // No sanitizer: there is no unsafe code to check, and without one the target runs several times faster.
    let mut build = nightly(project);
    shell::run(build.args(["fuzz", "build", "--sanitizer", "none", target]))?;
    let log = logs.join(format!("fuzz-{target}.log"));
    let mut fuzz = nightly(project);
    fuzz.args(["fuzz", "run", "--sanitizer", "none", target]);
    // libFuzzer writes new inputs to the first folder; the second one is committed.
    fuzz.arg(&found).arg(Path::new("fuzz/seeds").join(target)).arg("--");
    fuzz.arg(format!("-max_total_time={}", time.as_secs()));
    fuzz.args(["-dict=fuzz/dictionaries/xml.dict", "-print_final_stats=1", "-timeout=10", "-rss_limit_mb=1024"]);
    fuzz.stderr(File::create(&log).with_context(|| format!("cannot write {}", log.display()))?);
    let start = Instant::now();
    let status = shell::start(&mut fuzz)?.wait()?;
    let printed = String::from_utf8_lossy(&files::read_bytes(&log)?).into_owned();
    if !status.success() {
        bail!("{target} found a failure:\n{}\nthe complete log: {}", end_of(&printed), log.display());
    }
    let run = read(&printed).with_context(|| format!("{} contains no results of libFuzzer", log.display()))?;
    Ok(Run { time: start.elapsed(), ..run })
}

/// Nightly cargo, started at the root. The cargo that started us does not accept `+nightly`.
fn nightly(project: &Project) -> Command {
    let mut cargo = project.command("cargo");
    cargo.arg("+nightly");
    cargo
}

/// Reads the results in libFuzzer's log.
fn read(log: &str) -> Option<Run> {
    let done = log.lines().rev().find(|line| line.contains("\tDONE "))?;
    let after = |word| done.split_whitespace().skip_while(move |found| *found != word).nth(1);
    let executions = log.lines().rev().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))?;
    let coverage = format!("{} edges, {} features", after("cov:")?, after("ft:")?);
    Some(Run { executions: executions.trim().to_owned(), coverage, time: Duration::ZERO })
}

/// The last lines of a log, which tell what failed, where the input is and how to run it again.
fn end_of(log: &str) -> String {
    let lines: Vec<_> = log.lines().collect();
    lines.get(lines.len().saturating_sub(40)..).unwrap_or_default().join("\n")
}

fn parse(arguments: &[String]) -> Result<(Vec<&'static str>, Duration)> {
    let (mut targets, mut minutes) = (Vec::new(), MINUTES);
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        if argument == "--minutes" {
            let number = arguments.next().context("`--minutes` needs a number")?;
            minutes = number.parse().with_context(|| format!("`--minutes {number}` is not a number"))?;
            continue;
        }
        let Some(target) = TARGETS.into_iter().find(|target| target == argument) else {
            bail!("there is no target `{argument}`; the targets are {}", TARGETS.join(", "));
        };
        targets.push(target);
    }
    let targets = if targets.is_empty() { TARGETS.to_vec() } else { targets };
    Ok((targets, Duration::from_mins(minutes)))
}

#[cfg(test)]
mod tests {
    use super::{TARGETS, parse, read};
    use std::time::Duration;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn arguments() {
        assert_eq!(parse(&[]).unwrap(), (TARGETS.to_vec(), Duration::from_mins(30)));
        let (targets, time) = parse(&words("--minutes 2 events")).unwrap();
        assert_eq!((targets, time.as_secs()), (vec!["events"], 120));
        assert!(parse(&words("all")).is_err());
    }

    #[test]
    fn reads_the_results_in_a_log() {
        let log = "#9\tNEW cov: 1 ft: 2\n#77\tDONE   cov: 642 ft: 2483 corp: 5/1b\nDone 77 runs in 3 second(s)\n\
                   stat::number_of_executed_units: 77\n";
        let run = read(log).unwrap();
        assert_eq!((run.executions.as_str(), run.coverage.as_str()), ("77", "642 edges, 2483 features"));
        assert!(read("panicked at").is_none());
    }
}
