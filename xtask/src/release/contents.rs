//! What the tarball contains.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::{Candidate, Verdict};
use crate::build::{MODULES, notices};
use crate::tools::npm;
use crate::{files, shell};

/// The largest size of the tarball. Most of it are the modules, each in three files, and the source maps.
const BUDGET: u64 = 1024 * 1024;

/// What must be in the tarball, although nothing in package.json refers to it.
const DOCUMENTS: [&str; 7] = [
    "README.md",
    "README.zh-CN.md",
    "CHANGELOG.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    notices::FILE,
    "examples/README.md",
];

/// Every file that package.json refers to, every document and every source map is there, and the tarball is within its budget.
pub(super) fn complete(candidate: &Candidate) -> Result<Verdict> {
    let files = packed(candidate)?;
    let names = names(&files)?;
    let manifest: Value = serde_json::from_str(&files::read(&candidate.project.pkg().join("package.json"))?)?;
    let mut needed: BTreeSet<String> = DOCUMENTS.map(str::to_owned).into();
    for key in ["exports", "bin", "main", "types"] {
        collect(part(&manifest, key), &mut needed);
    }
    let is_bundle =
        |name: &&String| [Some("js"), Some("cjs")].contains(&Path::new(name).extension().and_then(OsStr::to_str));
    let maps: Vec<_> = needed.iter().filter(is_bundle).map(|name| format!("{name}.map")).collect();
    needed.extend(maps);
    let missing: Vec<_> = needed.difference(&names).map(String::as_str).collect();
    ensure!(missing.is_empty(), "the tarball lacks {}", missing.join(", "));
    let size = candidate.tarball.metadata()?.len();
    ensure!(size <= BUDGET, "the tarball has {size} bytes of {BUDGET}");
    Ok(Verdict::Passed(format!("{} files, {size} bytes of at most {BUDGET}", names.len())))
}

/// The files that a value of package.json names.
fn collect(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::String(name) => _ = names.insert(name.trim_start_matches("./").to_owned()),
        Value::Object(values) => values.values().for_each(|value| collect(value, names)),
        _ => (),
    }
}

/// The notices name each crate in the version of Cargo.lock.
pub(super) fn notices(candidate: &Candidate) -> Result<Verdict> {
    let text = files::read(&candidate.project.pkg().join(notices::FILE))?;
    let linked = notices::linked(candidate.project, &MODULES)?;
    for notices::Linked { name, version } in &linked {
        ensure!(text.contains(&format!("- {name} {version}, ")), "{} lacks {name} {version}", notices::FILE);
    }
    Ok(Verdict::Passed(format!("{} contains the licences of {} crates", notices::FILE, linked.len())))
}

/// The files and the sums, as npm would publish them.
pub(super) fn summary(candidate: &Candidate) -> Result<String> {
    let packed = packed(candidate)?;
    let file = |file: &Value| format!("{:>9}  {}", part(file, "size").to_string(), text(file, "path"));
    let mut lines: Vec<_> = part(&packed, "files").as_array().into_iter().flatten().map(file).collect();
    let (size, unpacked) = (part(&packed, "size"), part(&packed, "unpackedSize"));
    lines.push(format!("{}@{}: {size} bytes, {unpacked} unpacked", text(&packed, "name"), text(&packed, "version")));
    lines.push(text(&packed, "integrity").to_owned());
    Ok(lines.join("\n"))
}

/// A property of a JSON object; null if it is missing.
fn part<'a>(value: &'a Value, name: &str) -> &'a Value {
    value.get(name).unwrap_or(&Value::Null)
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    part(value, name).as_str().unwrap_or_default()
}

/// What `npm pack` reports.
fn packed(candidate: &Candidate) -> Result<Value> {
    let mut npm = npm::program(candidate.project);
    let printed = shell::output(npm.current_dir(candidate.project.pkg()).args(["pack", "--dry-run", "--json"]))?;
    let report: Value = serde_json::from_str(&printed).context("`npm pack` did not print JSON")?;
    report.get(0).cloned().context("`npm pack` reported no package")
}

fn names(packed: &Value) -> Result<BTreeSet<String>> {
    let files = part(packed, "files").as_array().context("`npm pack` reported no files")?;
    Ok(files.iter().map(|file| text(file, "path").to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::collect;
    use serde_json::json;
    use std::collections::BTreeSet;

    #[test]
    fn all_files_of_the_exports_are_needed() {
        let mut names = BTreeSet::new();
        collect(&json!({ ".": { "types": "./a.d.ts", "default": "./a.js" }, "./b": "./b.js" }), &mut names);
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["a.d.ts", "a.js", "b.js"]);
    }
}
