//! The emulator as a child process, which ends when its handle is dropped.

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

/// The text before the address in the line that the emulator prints when it is ready.
const READY: &str = "listening on ";

/// The maximum time until that line.
const PATIENCE: Duration = Duration::from_secs(30);

/// The account of the emulator and its keys. They are invented and work only for the emulator. They are the defaults of the emulator,
/// so that `npx cos-jobs emulator` has the same ones.
pub(crate) const ACCOUNT: Account = Account {
    region: "ap-chengdu",
    uin: "100000000001",
    app_id: "1250000000",
    secret_id: "AKIDEmulatorOnlyNotARealKey000000001",
    secret_key: "EmulatorOnlyNotARealSecretKey001",
};

/// An account of the emulator.
pub(crate) struct Account {
    pub(crate) region: &'static str,
    pub(crate) uin: &'static str,
    pub(crate) app_id: &'static str,
    pub(crate) secret_id: &'static str,
    pub(crate) secret_key: &'static str,
}

/// A running emulator.
pub(crate) struct Emulator {
    /// Its address, as `http://127.0.0.1:PORT`.
    pub(crate) endpoint: String,
    child: Running,
}

impl Emulator {
    /// Starts a built emulator on the port (0: any free port). All lines that it prints, except the ready line, go to
    /// `log`.
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
        let stdout = child.take_stdout().context("the output of the emulator is not piped")?;
        let (sender, ready) = mpsc::channel();
        thread::spawn(move || follow(stdout, &sender, log));
        let endpoint = ready.recv_timeout(PATIENCE).map_err(|_| never_ready(&child))?;
        Ok(Self { endpoint, child })
    }

    /// Returns an error if the emulator has stopped by itself.
    pub(crate) fn check(&self) -> Result<()> {
        if let Some(status) = self.child.ended()? {
            bail!("the emulator stopped by itself ({status})");
        }
        Ok(())
    }
}

/// Builds the emulator and returns the path of its program.
pub(crate) fn build(project: &Project) -> Result<PathBuf> {
    shell::run(project.cargo().args(["build", "--package", PROGRAM]))?;
    let file = format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX);
    Ok(project.target.join("debug").join(file))
}

/// Reads the emulator's lines as long as it runs. Otherwise it would block when the pipe is full.
fn follow(stdout: ChildStdout, ready: &Sender<String>, mut log: impl Write) {
    for line in BufReader::new(stdout).lines().map_while(io::Result::ok) {
        // Reading continues even if the task no longer waits for the address or the log cannot be written.
        let _ = match line.trim().strip_prefix(READY) {
            Some(endpoint) => ready.send(endpoint.to_owned()).map_err(io::Error::other),
            None => writeln!(log, "{line}"),
        };
    }
}

fn never_ready(child: &Running) -> anyhow::Error {
    match child.ended() {
        Ok(Some(status)) => {
            anyhow!("the emulator stopped before it was ready ({status}); its output is above")
        }
        _ => anyhow!("the emulator did not print `{READY}http://...` within {} seconds", PATIENCE.as_secs()),
    }
}
