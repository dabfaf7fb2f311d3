//! The console page on its own address, with the package and the emulator's address at hand.

use anyhow::Result;
use serde_json::json;

use crate::emulator::{ACCOUNT, Emulator};
use crate::project::Project;
use crate::serve::{self, Site};

/// Serves www/, the package below /cos-jobs/ and the way to the emulator; gives the page's address.
pub(crate) fn start(project: &Project, emulator: &Emulator, port: u16) -> Result<String> {
    let site = Site::default()
        .document("/connection.json", connection(&emulator.endpoint))
        .folder("/cos-jobs/", project.pkg())
        .folder("/", project.root.join("www"));
    serve::start(site, port)
}

/// What a client is made with to reach the emulator. Its keys open nothing else, so anyone on this machine may read them.
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
