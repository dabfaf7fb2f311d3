//! `cargo xtask demo`: serves the console page with an emulator, on this machine only.

use std::io;
use std::net::TcpListener;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use crate::emulator::{self, Emulator};
use crate::project::Project;
use crate::{build, console};

/// The default port of the page.
const CONSOLE_PORT: u16 = 8787;

/// The port of the emulator, unless it is in use.
const EMULATOR_PORT: u16 = 8788;

/// How often the task checks whether the emulator still runs.
const WATCH: Duration = Duration::from_millis(500);

/// What to serve.
#[derive(Debug, PartialEq, Eq)]
enum Demo<'a> {
    /// The page with the native emulator, which gets these options.
    Native(&'a [String]),
    /// Plain files with the built-in emulator.
    Plain,
}

/// The task; it runs until Ctrl-C, which also stops the emulator.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    let (port, demo) = parse(arguments)?;
    build::package(project)?;
    match demo {
        Demo::Native(options) => native(project, port, options),
        Demo::Plain => plain(project, port),
    }
}

fn native(project: &Project, port: u16, options: &[String]) -> Result<ExitCode> {
    let program = emulator::build(project)?;
    let emulator = Emulator::start(&program, free_or_any(EMULATOR_PORT), options, io::stdout())?;
    let url = console::start(project, &emulator, port)?;
    println!("\nThe console is at {url}/ (Ctrl-C stops it)");
    loop {
        emulator.check()?;
        thread::sleep(WATCH);
    }
}

fn plain(project: &Project, port: u16) -> Result<ExitCode> {
    let folder = console::plain_files(project)?;
    println!("\nAny static web server can serve a copy of {}", folder.display());
    let url = console::start_plain(folder, port)?;
    println!("The console is at {url}/ (Ctrl-C stops it)");
    loop {
        thread::park();
    }
}

/// The page's port and what to serve; the arguments after `--` are for the emulator.
fn parse(arguments: &[String]) -> Result<(u16, Demo<'_>)> {
    let end = arguments.iter().position(|argument| argument == "--").unwrap_or(arguments.len());
    let (mut ours, rest) = arguments.split_at(end);
    let mut demo = Demo::Native(rest.get(1..).unwrap_or_default());
    let mut port = CONSOLE_PORT;
    while let [flag, others @ ..] = ours {
        ours = match (flag.as_str(), others) {
            ("--static", _) => {
                ensure!(rest.is_empty(), "`--static` starts no emulator, so there are no options for one after `--`");
                demo = Demo::Plain;
                others
            }
            ("--port", [number, others @ ..]) => {
                port = number.parse().with_context(|| format!("`--port {number}`: a port is a number up to 65535"))?;
                others
            }
            _ => bail!("`cargo xtask demo` takes `--static`, `--port N`, and options for the emulator after `--`"),
        }
    }
    Ok((port, demo))
}

/// Returns the port, or 0 for any free port if the port is in use.
fn free_or_any(port: u16) -> u16 {
    TcpListener::bind(("127.0.0.1", port)).map_or(0, |_| port)
}

#[cfg(test)]
mod tests {
    use super::{CONSOLE_PORT, Demo, parse};

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn arguments() {
        assert_eq!(parse(&[]).ok(), Some((CONSOLE_PORT, Demo::Native(&[]))));
        let options = words("--speed 4");
        assert_eq!(parse(&words("--port 9 -- --speed 4")).ok(), Some((9, Demo::Native(&options))));
        assert_eq!(parse(&words("--static --port 9")).ok(), Some((9, Demo::Plain)));
        for wrong in ["--port x", "--port", "--speed 4", "--static -- --speed 4"] {
            assert!(parse(&words(wrong)).is_err(), "{wrong}");
        }
    }
}
