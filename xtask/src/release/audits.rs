//! Licences, sources and known vulnerabilities of the crates and of the npm packages that build this one.
//!
//! The databases of vulnerabilities are on the network. Where they cannot be reached, the check is reported as not done.

use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{Candidate, Verdict};
use crate::shell;
use crate::tools::npm;

/// How to install cargo-deny, which takes some minutes.
const INSTALL: &str = "cargo install --locked cargo-deny@0.20.2";

/// What the programs print when they do not reach their database.
const UNREACHABLE: [&str; 4] =
    ["failed to fetch advisory database", "audit endpoint returned an error", "ENOTFOUND", "ECONNREFUSED"];

/// Checks the rules of deny.toml that need no database.
pub(super) fn cargo_deny(candidate: &Candidate) -> Result<Verdict> {
    if let Some(missing) = missing(candidate) {
        return Ok(missing);
    }
    let mut cargo = candidate.project.cargo();
    shell::run(cargo.args(["deny", "--locked", "check", "licenses", "bans", "sources"]))?;
    Ok(Verdict::Passed("licences, bans and sources are as deny.toml requires".to_owned()))
}

/// Checks that no crate has a known vulnerability.
pub(super) fn advisories(candidate: &Candidate) -> Result<Verdict> {
    if let Some(missing) = missing(candidate) {
        return Ok(missing);
    }
    let advice = "run `cargo deny check advisories` on a machine that reaches github.com";
    online(candidate.project.cargo().args(["deny", "--locked", "check", "advisories"]), advice)
}

/// Checks the npm packages that build the package. The package itself has no dependencies.
pub(super) fn npm(candidate: &Candidate) -> Result<Verdict> {
    let advice = "run `npm audit --audit-level=high` on a machine that reaches npm's registry";
    online(npm::program(candidate.project).args(["audit", "--audit-level=high"]), advice)
}

/// Tells how to install cargo-deny if it is not installed.
fn missing(candidate: &Candidate) -> Option<Verdict> {
    let version = candidate.project.cargo().args(["deny", "--version"]).output();
    let installed = version.is_ok_and(|output| output.status.success());
    (!installed).then(|| Verdict::ToDo(format!("NOT CHECKED: cargo-deny is not installed; run `{INSTALL}`")))
}

/// Runs a check that needs a database on the network.
fn online(command: &mut Command, advice: &str) -> Result<Verdict> {
    let output = command.output().context("cannot start the check")?;
    let printed = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
    if output.status.success() {
        return Ok(Verdict::Passed("no known vulnerability".to_owned()));
    }
    if UNREACHABLE.iter().any(|text| printed.contains(text)) {
        return Ok(Verdict::ToDo(format!("NOT CHECKED: the database cannot be reached; {advice}")));
    }
    bail!("{}", printed.trim())
}
