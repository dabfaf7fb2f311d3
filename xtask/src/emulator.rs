//! The emulator as a child process: built, started, asked for its address, gone with its handle.

use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};

use crate::children::Running;
use crate::project::Project;
use crate::shell;

/// The emulator's package and program.
const PROGRAM: &str = "cos-jobs-emulator";

/// What comes before the address in the line that says it is ready.
const READY: &str = "listening on ";

/// How long it may take to say so.
const PATIENCE: Duration = Duration::from_secs(30);

/// Whose jobs the emulator keeps, and the keys that it takes. Made up, and good for nothing else.
pub(crate) const ACCOUNT: Account = Account {
    region: "ap-chengdu",
    uin: "100000000001",
    app_id: "1250000000",
    secret_id: "emulator-secret-id",
    secret_key: "emulator-secret-key",
};

/// Who the emulator takes its clients for.
pub(crate) struct Account {
    pub(crate) region: &'static str,
    pub(crate) uin: &'static str,
    pub(crate) app_id: &'static str,
    pub(crate) secret_id: &'static str,
    pub(crate) secret_key: &'static str,
}

/// A running emulator.
pub(crate) struct Emulator {
    /// Where it listens, as `http://127.0.0.1:PORT`.
    pub(crate) endpoint: String,
    child: Running,
}

impl Emulator {
    /// Starts a built emulator on the port (0: any); every line it prints but the ready one goes to `log`.
    pub(crate) fn start(
        program: &Path,
        port: u16,
        options: &[String],
        log: impl Write + Send + 'static,
    ) -> Result<Self> {
        let mut command = Command::new(program);
        command.args(["--port", &port.to_string()]);
        command.args(["--region", ACCOUNT.region, "--uin", ACCOUNT.uin, "--appid", ACCOUNT.app_id]);
        command.args(["--secret-id", ACCOUNT.secret_id, "--secret-key", ACCOUNT.secret_key]);
        command.args(options).stdin(Stdio::null()).stdout(Stdio::piped());
        let child = shell::start(&mut command)?;
        let stdout = child.take_stdout().context("the emulator has no output")?;
        let (sender, ready) = mpsc::channel();
        thread::spawn(move || follow(stdout, &sender, log));
        let endpoint = ready.recv_timeout(PATIENCE).map_err(|_| never_ready(&child))?;
        Ok(Self { endpoint, child })
    }

    /// An error once it has stopped by itself.
    pub(crate) fn check(&self) -> Result<()> {
        if let Some(status) = self.child.ended()? {
            bail!("the emulator stopped by itself ({status})");
        }
        Ok(())
    }
}

/// Builds the emulator and gives its program.
pub(crate) fn build(project: &Project) -> Result<PathBuf> {
    shell::run(project.cargo().args(["build", "--package", PROGRAM]))?;
    let file = format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX);
    Ok(project.target.join("debug").join(file))
}

/// Reads the emulator's lines as long as it lives: were nobody to, it would block on a full pipe.
fn follow(stdout: ChildStdout, ready: &Sender<String>, mut log: impl Write) {
    for line in BufReader::new(stdout).lines().map_while(io::Result::ok) {
        // A task that gave up waiting, or a full disk under the log, is no reason to stop reading.
        let _ = match line.trim().strip_prefix(READY) {
            Some(endpoint) => ready.send(endpoint.to_owned()).map_err(io::Error::other),
            None => writeln!(log, "{line}"),
        };
    }
}

fn never_ready(child: &Running) -> anyhow::Error {
    match child.ended() {
        Ok(Some(status)) => {
            anyhow!("the emulator stopped before it was ready ({status}); what it printed is above")
        }
        _ => anyhow!("the emulator did not print `{READY}http://...` within {} seconds", PATIENCE.as_secs()),
    }
}
