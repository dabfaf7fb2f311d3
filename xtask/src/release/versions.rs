//! The version in all places, the changelog, and the commit.

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::{Candidate, Verdict};
use crate::project::Project;
use crate::{files, shell};

/// The heading in the changelog under which changes are collected.
const UNRELEASED: &str = "Unreleased";

/// The version that package.json of the template names.
pub(super) fn version(project: &Project) -> Result<String> {
    let manifest: Value = serde_json::from_str(&files::read(&project.template().join("package.json"))?)?;
    manifest.get("version").and_then(Value::as_str).map(str::to_owned).context("package.json has no version")
}

/// The crate and the npm package have the same version.
pub(super) fn agree(candidate: &Candidate) -> Result<Verdict> {
    let version = version(candidate.project)?;
    let mut cargo = candidate.project.cargo();
    let metadata = shell::output(cargo.args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&metadata).context("`cargo metadata` did not print JSON")?;
    for package in metadata.get("packages").and_then(Value::as_array).context("`cargo metadata` names no packages")? {
        let text = |key: &str| package.get(key).and_then(Value::as_str).unwrap_or_default();
        let (name, crate_version) = (text("name"), text("version"));
        ensure!(crate_version == version, "{name} has the version {crate_version}, and package.json has {version}");
    }
    Ok(Verdict::Passed(format!("Cargo.toml and package.json have the version {version}")))
}

/// The changelog begins with a section of this version.
pub(super) fn changelog(candidate: &Candidate) -> Result<Verdict> {
    let version = version(candidate.project)?;
    judge(&files::read(&candidate.project.root.join("CHANGELOG.md"))?, &version)
}

fn judge(changelog: &str, version: &str) -> Result<Verdict> {
    let (_, sections) = changelog.split_once("\n## ").context("CHANGELOG.md has no section")?;
    let (heading, section) = sections.split_once('\n').context("CHANGELOG.md has an empty section")?;
    let section = section.split("\n## ").next().unwrap_or_default();
    ensure!(section.contains("\n- "), "the section `{heading}` of CHANGELOG.md lists no change");
    if heading == UNRELEASED {
        return Ok(Verdict::ToDo(format!("in CHANGELOG.md, rename `## {UNRELEASED}` to `## {version} - YYYY-MM-DD`")));
    }
    let date = heading.strip_prefix(&format!("{version} - ")).with_context(|| {
        format!("CHANGELOG.md begins with the section `{heading}` and not with `{version} - YYYY-MM-DD`")
    })?;
    let is_date = date.len() == 10 && date.split('-').all(|part| part.parse::<u16>().is_ok());
    ensure!(is_date, "CHANGELOG.md: `{date}` is not a date as YYYY-MM-DD");
    Ok(Verdict::Passed(format!("CHANGELOG.md describes {version} of {date}")))
}

/// Everything is committed, and the commit has the tag of the version.
pub(super) fn commit(candidate: &Candidate) -> Result<Verdict> {
    let git = |arguments: &[&str]| shell::output(candidate.project.command("git").args(arguments));
    let Ok(changes) = git(&["status", "--porcelain"]) else {
        return Ok(Verdict::ToDo("NOT CHECKED: this is no Git checkout".to_owned()));
    };
    let count = changes.lines().count();
    if count > 0 {
        return Ok(Verdict::ToDo(format!("commit the {count} changed files")));
    }
    let tag = format!("v{}", version(candidate.project)?);
    let tags = git(&["tag", "--points-at", "HEAD"])?;
    if !tags.lines().any(|name| name == tag) {
        return Ok(Verdict::ToDo(format!("tag the commit: git tag {tag}")));
    }
    Ok(Verdict::Passed(format!("the commit has the tag {tag}, and everything is committed")))
}

#[cfg(test)]
mod tests {
    use super::super::Verdict;
    use super::judge;

    #[test]
    fn the_changelog_must_describe_the_version() {
        let begins_with =
            |heading: &str| judge(&format!("# Changelog\n\n## {heading}\n\n### Added\n\n- A.\n"), "1.2.0");
        assert!(matches!(begins_with("1.2.0 - 2026-12-01"), Ok(Verdict::Passed(_))));
        assert!(matches!(begins_with("Unreleased"), Ok(Verdict::ToDo(_))));
        for wrong in ["1.2.0", "1.2.0 - soon", "1.1.0 - 2026-12-01"] {
            assert!(begins_with(wrong).is_err(), "{wrong}");
        }
        assert!(judge("# Changelog\n\n## 1.2.0 - 2026-12-01\n\n## 1.1.0 - 2026-01-01\n\n- A.\n", "1.2.0").is_err());
    }
}
