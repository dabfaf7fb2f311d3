//! File operations whose errors name the file.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Reads a text file.
pub(crate) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Reads the bytes of a file.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file.
pub(crate) fn write(path: &Path, contents: impl AsRef<[u8]>) -> Result<()> {
    fs::write(path, contents).with_context(|| format!("cannot write {}", path.display()))
}

/// Copies a file into a folder, under its own name.
pub(crate) fn copy_into(file: &Path, folder: &Path) -> Result<()> {
    let name = file.file_name().with_context(|| format!("{} has no file name", file.display()))?;
    fs::copy(file, folder.join(name)).with_context(|| format!("cannot copy {}", file.display()))?;
    Ok(())
}

/// Creates an empty folder, and deletes what was there before.
pub(crate) fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))
}

/// Copies a folder with its subfolders. What was at the destination before is deleted.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    empty(to)?;
    for file in ending(from, "")? {
        copy_into(&file, to)?;
    }
    for folder in folders(from)? {
        let name = folder.file_name().with_context(|| format!("{} has no name", folder.display()))?;
        copy_folder(&folder, &to.join(name))?;
    }
    Ok(())
}

/// The files directly inside a folder whose names end with `ending`, sorted.
pub(crate) fn ending(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        if path.is_file() && path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The folders directly inside a folder, sorted; none if it is missing.
pub(crate) fn folders(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// The files in a folder and its subfolders whose names end with `ending`, sorted.
pub(crate) fn ending_below(folder: &Path, end: &str) -> Result<Vec<PathBuf>> {
    let mut found = ending(folder, end)?;
    for inner in folders(folder)?.iter().filter(|inner| !inner.ends_with("node_modules")) {
        found.append(&mut ending_below(inner, end)?);
    }
    found.sort();
    Ok(found)
}
