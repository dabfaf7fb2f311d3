//! esbuild: bundles each entry with all its imports into one file per module format.

use anyhow::Result;

use super::source_maps;
use crate::project::Project;
use crate::shell;

/// One file of the package, bundled from an entry.
struct Output {
    entry: &'static str,
    file: &'static str,
    format: &'static str,
}

const OUTPUTS: [Output; 9] = [
    Output { entry: "entry/index.js", file: "index.js", format: "esm" },
    Output { entry: "entry/index.js", file: "index.cjs", format: "cjs" },
    Output { entry: "entry/slim.js", file: "slim.js", format: "esm" },
    Output { entry: "entry/slim.js", file: "slim.cjs", format: "cjs" },
    Output { entry: "entry/workerd.js", file: "workerd.js", format: "esm" },
    Output { entry: "entry/edge-light.js", file: "edge-light.js", format: "esm" },
    Output { entry: "emulator/index.js", file: "emulator.js", format: "esm" },
    Output { entry: "emulator/index.js", file: "emulator.cjs", format: "cjs" },
    Output { entry: "emulator/workerd.js", file: "emulator-workerd.js", format: "esm" },
];

/// The output is readable, because users debug it and minify it themselves. Its syntax works in every runtime that has
/// WebAssembly.
const OPTIONS: [&str; 8] = [
    "--bundle",
    "--sourcemap=linked",
    "--target=es2022",
    "--charset=utf8",
    "--legal-comments=none",
    "--log-level=warning",
    // Entries that import the wasm as a module keep it as a separate file.
    "--external:*.wasm",
    "--external:*.wasm?module",
];

/// Bundles all entries into pkg/.
pub(super) fn entries(project: &Project) -> Result<()> {
    let stage = project.work("stage");
    for Output { entry, file, format } in OUTPUTS {
        let mut esbuild = project.npm_program("esbuild");
        // For CommonJS, "node" adds the annotation with which an `import` of the file finds the exported names.
        let platform = if format == "cjs" { "node" } else { "neutral" };
        // From inside the stage, so that the comments in a bundle name `src/client.js`.
        esbuild.current_dir(&stage).arg(entry).args(OPTIONS).arg(format!("--format={format}"));
        esbuild.arg(format!("--platform={platform}"));
        esbuild.arg(format!("--outfile={}", project.pkg().join(file).display()));
        shell::run(&mut esbuild)?;
        source_maps::publishable(&project.pkg().join(format!("{file}.map")))?;
    }
    Ok(())
}
