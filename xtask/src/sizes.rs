//! What the package weighs, and the budgets that it must keep.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::tools::npm;
use crate::{files, shell};

/// The largest size, after gzip -9, of each file that a page loads. It leaves little room, so that growth is a decision.
/// The emulator belongs to tests, which load it from a disk.
const BUDGETS: [(&str, u64); 4] = [
    ("cos-jobs.wasm", 88 * 1024),
    ("index.js, minified", 93 * 1024),
    ("slim.js, minified", 9 * 1024),
    ("emulator.js", 86 * 1024),
];

/// Prints, for each file named, one line of its size raw, after gzip -9 and after brotli 11.
const MEASURE: &str = "\
    const { readFileSync } = require('node:fs'), { gzipSync, brotliCompressSync } = require('node:zlib');\
    for (const file of process.argv.slice(1)) {\
      const bytes = readFileSync(file);\
      console.log(bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length);\
    }";

/// A line of the table.
struct Size {
    name: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints the table of pkg/; a file over its budget is an error.
pub(crate) fn check(project: &Project) -> Result<()> {
    let sizes = measure(project, &shipped_and_minified(project)?)?;
    print(&sizes);
    println!("{:>33} bytes in all as npm's tarball", pack(project)?.metadata()?.len());
    let over: Vec<String> = sizes.iter().filter_map(over_budget).collect();
    if over.is_empty() {
        return Ok(());
    }
    bail!("over budget (see BUDGETS in xtask/src/sizes.rs): {}", over.join("; "));
}

/// Packs pkg/ as npm would publish it.
pub(crate) fn pack(project: &Project) -> Result<PathBuf> {
    let folder = project.work("pack");
    files::empty(&folder)?;
    let mut npm = npm::program(project);
    npm.current_dir(project.pkg()).args(["pack", "--silent", "--pack-destination"]).arg(&folder);
    shell::output(&mut npm)?;
    files::ending(&folder, ".tgz")?.pop().context("`npm pack` made no tarball")
}

/// The files of the table by name: as shipped, and as a page's own bundler would minify them.
fn shipped_and_minified(project: &Project) -> Result<Vec<(String, PathBuf)>> {
    let shipped =
        ["cos-jobs.wasm", "index.js", "slim.js", "emulator.js"].map(|file| (file.to_owned(), project.pkg().join(file)));
    let mut named = Vec::from(shipped);
    for file in ["index.js", "slim.js"] {
        named.push((format!("{file}, minified"), minify(project, file)?));
    }
    Ok(named)
}

/// Minifies a file of the package as a page's own bundler would; returns the path of the result.
pub(crate) fn minify(project: &Project, file: &str) -> Result<PathBuf> {
    let minified = project.work("minified").join(file);
    let mut esbuild = project.npm_program("esbuild");
    esbuild.arg(project.pkg().join(file)).args(["--bundle", "--minify", "--format=esm", "--log-level=warning"]);
    esbuild.arg(format!("--outfile={}", minified.display()));
    shell::output(&mut esbuild)?;
    Ok(minified)
}

/// Node has both compressors, so no crate for them is compiled.
fn measure(project: &Project, named: &[(String, PathBuf)]) -> Result<Vec<Size>> {
    let mut node = project.command("node");
    node.args(["--input-type=commonjs", "--eval", MEASURE, "--"]).args(named.iter().map(|(_, path)| path));
    let printed = shell::output(&mut node)?;
    let sizes = named.iter().zip(printed.lines()).map(|((name, _), line)| size(name, line));
    sizes.collect::<Option<_>>().context("cannot read the sizes that Node printed")
}

fn size(name: &str, line: &str) -> Option<Size> {
    let mut numbers = line.split(' ').map_while(|number| number.parse().ok());
    Some(Size { name: name.to_owned(), raw: numbers.next()?, gzip: numbers.next()?, brotli: numbers.next()? })
}

fn print(sizes: &[Size]) {
    println!("\n{:<22}{:>11}{:>11}{:>11}{:>13}", "bytes", "raw", "gzip -9", "brotli 11", "gzip budget");
    for Size { name, raw, gzip, brotli } in sizes {
        let budget = budget(name).map(|most| most.to_string()).unwrap_or_default();
        println!("{name:<22}{raw:>11}{gzip:>11}{brotli:>11}{budget:>13}");
    }
}

fn budget(name: &str) -> Option<u64> {
    BUDGETS.iter().find(|(file, _)| *file == name).map(|(_, most)| *most)
}

fn over_budget(size: &Size) -> Option<String> {
    let most = budget(&size.name)?;
    (size.gzip > most).then(|| format!("{} has {} bytes of {most}", size.name, size.gzip))
}

#[cfg(test)]
mod tests {
    use super::{BUDGETS, Size, over_budget, size};

    #[test]
    fn a_budget_is_the_last_size_allowed() {
        let weighing = |name: &str, gzip| Size { name: name.to_owned(), raw: 0, gzip, brotli: 0 };
        for (name, most) in BUDGETS {
            assert_eq!(over_budget(&weighing(name, most)), None);
            assert!(over_budget(&weighing(name, most + 1)).is_some());
        }
        assert_eq!(over_budget(&weighing("a file without a budget", u64::MAX)), None);
    }

    #[test]
    fn a_line_of_sizes_has_three_numbers() {
        assert_eq!(size("a", "30 20 10").map(|size| (size.raw, size.gzip, size.brotli)), Some((30, 20, 10)));
        assert!(size("a", "30 20").is_none());
    }
}
