//! The console page: served with a connection to the native emulator, or as plain files with the built-in emulator.

use std::path::PathBuf;

use anyhow::Result;
use serde_json::json;

use crate::emulator::{ACCOUNT, Emulator};
use crate::files;
use crate::project::Project;
use crate::serve::{self, Site};
use crate::sizes;

/// The scripts of the package that the page loads, and the WebAssembly of the first one. The emulator contains its own.
const SCRIPTS: [&str; 2] = ["slim.js", "emulator.js"];
const WASM: &str = "cos-jobs.wasm";

/// The connection that the plain files offer. The page then loads the emulator of the package.
const BUILT_IN: &str = "{ \"kind\": \"emulator\" }\n";

/// Serves www/, the package below /cos-jobs/ and the connection to the emulator; returns the page's address.
pub(crate) fn start(project: &Project, emulator: &Emulator, port: u16) -> Result<String> {
    let site = Site::default()
        .document("/connection.json", connection(&emulator.endpoint))
        .single("/cos-jobs/slim.js", sizes::minify(project, "slim.js")?)
        .folder("/cos-jobs/", project.pkg())
        .folder("/", project.root.join("www"));
    serve::start(site, port)
}

/// Makes a folder of plain files that any static web server can serve, and returns it.
pub(crate) fn plain_files(project: &Project) -> Result<PathBuf> {
    let folder = project.work("console");
    files::copy_folder(&project.root.join("www"), &folder)?;
    let package = folder.join("cos-jobs");
    files::empty(&package)?;
    for script in SCRIPTS {
        files::copy_into(&sizes::minify(project, script)?, &package)?;
    }
    files::copy_into(&project.pkg().join(WASM), &package)?;
    files::write(&folder.join("connection.json"), BUILT_IN)?;
    Ok(folder)
}

/// Serves only these plain files; returns the page's address.
pub(crate) fn start_plain(folder: PathBuf, port: u16) -> Result<String> {
    serve::start(Site::default().folder("/", folder), port)
}

/// The options of a client for the emulator. The keys are not secret, because they work only for this emulator.
fn connection(endpoint: &str) -> String {
    json!({
        "endpoint": endpoint,
        "region": ACCOUNT.region,
        "uin": ACCOUNT.uin,
        "appId": ACCOUNT.app_id,
        "credentials": { "secretId": ACCOUNT.secret_id, "secretKey": ACCOUNT.secret_key },
    })
    .to_string()
}
