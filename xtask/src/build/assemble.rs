//! The files of pkg/ other than the bundles: the manifest, the documents, the types, the wasm, the command and the
//! examples.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::readme;
use crate::files;
use crate::project::Project;

/// The file extension of a declaration file for `import`.
const FOR_IMPORT: &str = ".d.ts";

/// The file extension of a declaration file for `require`.
const FOR_REQUIRE: &str = ".d.cts";

/// Empties pkg/ and copies everything there that needs no bundling.
pub(super) fn start(project: &Project, modules: &[PathBuf]) -> Result<()> {
    let pkg = project.pkg();
    let template = project.template();
    files::empty(&pkg)?;
    for wasm in modules {
        files::copy_into(wasm, &pkg)?;
    }
    files::copy_into(&template.join("package.json"), &pkg)?;
    for file in readme::FILES {
        files::write(&pkg.join(file), readme::for_package(&files::read(&project.root.join(file))?)?)?;
    }
    for file in ["LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md"] {
        files::copy_into(&project.root.join(file), &pkg)?;
    }
    for declarations in files::ending(&template, FOR_IMPORT)? {
        copy_declarations(&declarations, &pkg)?;
    }
    copy_programs(&template.join("bin"), &pkg.join("bin"))?;
    copy_programs(&project.root.join("examples"), &pkg.join("examples"))
}

/// TypeScript reads a `.d.ts` here as an ES module, so `require` gets the same text as a `.d.cts`.
fn copy_declarations(declarations: &Path, pkg: &Path) -> Result<()> {
    files::copy_into(declarations, pkg)?;
    let name =
        declarations.file_name().and_then(|name| name.to_str()).context("a declaration file has no valid name")?;
    let name = name.replace(FOR_IMPORT, FOR_REQUIRE);
    files::write(&pkg.join(name), for_require(&files::read(declarations)?))
}

/// A declaration file imports another one by the name of its JavaScript file, whose extension differs as well.
fn for_require(declarations: &str) -> String {
    declarations.replace(".js\"", ".cjs\"").replace(".js'", ".cjs'")
}

/// The endings of files that programs consist of. The manifests of the examples stay in the repository, because they name the package
/// there.
const OF_PROGRAMS: [&str; 5] = [".mjs", ".js", ".html", ".css", ".md"];

/// Copies a folder of programs with its subfolders.
fn copy_programs(from: &Path, to: &Path) -> Result<()> {
    files::empty(to)?;
    for ending in OF_PROGRAMS {
        for file in files::ending(from, ending)? {
            files::copy_into(&file, to)?;
        }
    }
    for folder in files::folders(from)?.iter().filter(|folder| !folder.ends_with("node_modules")) {
        let name = folder.file_name().context("a folder of programs has no name")?;
        copy_programs(folder, &to.join(name))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::for_require;

    #[test]
    fn declarations_for_require_import_cjs_files() {
        assert_eq!(for_require("export * from \"./index.js\";"), "export * from \"./index.cjs\";");
    }
}
