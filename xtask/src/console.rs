//! Serves the console page with the package and the connection to the emulator.

use anyhow::Result;
use serde_json::json;

use crate::emulator::{ACCOUNT, Emulator};
use crate::project::Project;
use crate::serve::{self, Site};
use crate::sizes;

/// Serves www/, the package below /cos-jobs/ and the connection to the emulator; returns the page's address.
pub(crate) fn start(project: &Project, emulator: &Emulator, port: u16) -> Result<String> {
    let site = Site::default()
        .document("/connection.json", connection(&emulator.endpoint))
        .single("/cos-jobs/slim.js", sizes::minify(project, "slim.js")?)
        .folder("/cos-jobs/", project.pkg())
        .folder("/", project.root.join("www"));
    serve::start(site, port)
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
