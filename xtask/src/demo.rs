//! `cargo xtask demo`: serves the console page with the emulator, on this machine only.

use std::io;
use std::net::TcpListener;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::emulator::{self, Emulator};
use crate::project::Project;
use crate::{build, console};

/// The default port of the page.
const CONSOLE_PORT: u16 = 8787;

/// The port of the emulator, unless it is in use.
const EMULATOR_PORT: u16 = 8788;

/// How often the task checks whether the emulator still runs.
const WATCH: Duration = Duration::from_millis(500);

/// The task; it runs until Ctrl-C, which also stops the emulator.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    let (port, emulator_options) = parse(arguments)?;
    build::package(project)?;
    let program = emulator::build(project)?;
    let emulator = Emulator::start(&program, free_or_any(EMULATOR_PORT), emulator_options, io::stdout())?;
    let url = console::start(project, &emulator, port)?;
    println!("\nThe console is at {url}/ (Ctrl-C stops it)");
    loop {
        emulator.check()?;
        thread::sleep(WATCH);
    }
}

/// The page's port, and the arguments after `--`, which are for the emulator.
fn parse(arguments: &[String]) -> Result<(u16, &[String])> {
    let end = arguments.iter().position(|argument| argument == "--").unwrap_or(arguments.len());
    let (ours, rest) = arguments.split_at(end);
    let emulator_options = rest.get(1..).unwrap_or_default();
    match ours {
        [] => Ok((CONSOLE_PORT, emulator_options)),
        [flag, port] if flag == "--port" => {
            let port = port.parse().with_context(|| format!("`--port {port}`: a port is a number up to 65535"))?;
            Ok((port, emulator_options))
        }
        _ => bail!("`cargo xtask demo` takes `--port N`, and options for the emulator after `--`"),
    }
}

/// Returns the port, or 0 for any free port if the port is in use.
fn free_or_any(port: u16) -> u16 {
    TcpListener::bind(("127.0.0.1", port)).map_or(0, |_| port)
}

#[cfg(test)]
mod tests {
    use super::{CONSOLE_PORT, parse};

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn arguments() {
        assert_eq!(parse(&[]).ok(), Some((CONSOLE_PORT, [].as_slice())));
        assert_eq!(parse(&words("--port 9 -- --speed 4")).ok(), Some((9, words("--speed 4").as_slice())));
        assert!(parse(&words("--port x")).is_err());
        assert!(parse(&words("--speed 4")).is_err());
    }
}
