//! `cargo xtask release --dry-run`: checks everything that can be checked before a release, and prints what would be published.
//!
//! No task publishes anything. A maintainer does, with the command that this one prints.

mod audits;
mod contents;
mod versions;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::project::Project;
use crate::test::checks;
use crate::{build, sizes};

/// What is being released.
struct Candidate<'a> {
    project: &'a Project,
    /// The tarball that would be published.
    tarball: PathBuf,
}

/// The result of a check that did not fail.
enum Verdict {
    Passed(String),
    /// Something that a maintainer has to do, or a check that cannot run on this machine.
    ToDo(String),
}

/// A check; a failed one is an error.
struct Check {
    name: &'static str,
    run: fn(&Candidate) -> Result<Verdict>,
}

const CHECKS: [Check; 10] = [
    Check { name: "versions", run: versions::agree },
    Check { name: "changelog", run: versions::changelog },
    Check { name: "commit", run: versions::commit },
    Check { name: "contents", run: contents::complete },
    Check { name: "notices", run: contents::notices },
    Check { name: "publint", run: |it| passed(checks::publint(it.project, &it.tarball)) },
    Check { name: "attw", run: |it| passed(checks::attw(it.project, &it.tarball)) },
    Check { name: "cargo-deny", run: audits::cargo_deny },
    Check { name: "advisories", run: audits::advisories },
    Check { name: "npm audit", run: audits::npm },
];

/// What to do for a release; the version is that of package.json.
const STEPS: &str = "\
this task never publishes. To release a version:

  1. `cargo xtask test` and `cargo xtask runtimes` must pass
  2. set the version in Cargo.toml and in pkg-template/package.json
  3. in CHANGELOG.md, rename `## Unreleased` to `## VERSION - YYYY-MM-DD`
  4. commit, and tag the commit `vVERSION`
  5. `cargo xtask release --dry-run` checks all of this, and prints the command that publishes";

/// The task.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    match arguments {
        [] => bail!("{STEPS}"),
        [flag] if flag == "--dry-run" => dry_run(project),
        _ => bail!("`cargo xtask release` takes only --dry-run"),
    }
}

fn dry_run(project: &Project) -> Result<ExitCode> {
    build::package(project)?;
    sizes::check(project)?;
    let candidate = Candidate { project, tarball: sizes::pack(project)? };
    let (mut to_do, mut failed) = (Vec::new(), Vec::new());
    for Check { name, run } in CHECKS {
        println!("\n=== {name}");
        match run(&candidate) {
            Ok(Verdict::Passed(what)) => println!("{what}"),
            Ok(Verdict::ToDo(what)) => to_do.push(format!("{name}: {what}")),
            Err(error) => failed.push(format!("{name}: {error:#}")),
        }
    }
    println!("\n=== what would be published");
    println!("{}", contents::summary(&candidate)?);
    println!("\nNothing was published. A maintainer publishes it with\n  npm publish {}", shown(&candidate.tarball));
    for line in &to_do {
        println!("TO DO {line}");
    }
    for line in &failed {
        println!("FAILED {line}");
    }
    println!("{} checks: {} failed, {} to do before the release", CHECKS.len(), failed.len(), to_do.len());
    Ok(if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn passed(result: Result<()>) -> Result<Verdict> {
    result.map(|()| Verdict::Passed("no problem was found".to_owned()))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
