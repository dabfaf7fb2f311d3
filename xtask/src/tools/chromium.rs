//! A Chromium for the browser tests: an installed one, or else the system's package.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::shell;

/// The environment variable with the path of the browser, if it is not on PATH.
pub(crate) const VARIABLE: &str = "COS_JOBS_CHROMIUM";

/// The names of Chromium and similar browsers on PATH.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Returns the path of a Chromium, and installs one first if necessary and permitted.
pub(crate) fn ensure() -> Result<PathBuf> {
    if let Some(named) = env::var_os(VARIABLE).map(PathBuf::from) {
        ensure!(named.is_file(), "{VARIABLE} is {}, and there is no such file", named.display());
        return Ok(named);
    }
    if let Some(found) = NAMES.iter().find_map(|name| on_path(name)) {
        return Ok(found);
    }
    install()?;
    on_path("chromium").context("apt-get installed chromium, but it is not on PATH")
}

fn install() -> Result<()> {
    let Some(apt) = on_path("apt-get").filter(|_| is_root()) else {
        bail!(
            "the browser tests need Chromium; run `sudo apt-get install chromium` (or your system's like), \
             or set {VARIABLE} to the path of a Chromium or Chrome"
        );
    };
    shell::run(Command::new(&apt).arg("update"))?;
    let mut install = Command::new(&apt);
    install.env("DEBIAN_FRONTEND", "noninteractive").args([
        "install",
        "--yes",
        "--no-install-recommends",
        "chromium",
        "fonts-liberation",
    ]);
    shell::run(&mut install)
}

fn is_root() -> bool {
    shell::output(Command::new("id").arg("-u")).is_ok_and(|user| user.trim() == "0")
}

fn on_path(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(name)).find(|file| file.is_file())
}
