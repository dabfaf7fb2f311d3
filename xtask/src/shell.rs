//! Running a program to its end: shown, captured, or both, with an error that names the command line.

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context, Error, Result, anyhow, ensure};

use crate::children::Running;

/// Runs a command on our own terminal; anything but success is an error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    println!("$ {}", line(command));
    let status = start(command)?.wait()?;
    ensure!(status.success(), "`{}` failed ({status})", line(command));
    Ok(())
}

/// Runs a command quietly and gives what it printed.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let child = start(command.stdout(Stdio::piped()))?;
    let mut text = String::new();
    let mut stdout = child.take_stdout().context("no output to read")?;
    stdout.read_to_string(&mut text).with_context(|| format!("cannot read what `{}` prints", line(command)))?;
    let status = child.wait()?;
    ensure!(status.success(), "`{}` failed ({status})", line(command));
    Ok(text)
}

/// Runs a command on our own terminal and also keeps what it printed; how it ended is the caller's to judge.
pub(crate) fn tee(command: &mut Command) -> Result<(ExitStatus, String)> {
    println!("$ {}", line(command));
    let child = start(command.stdout(Stdio::piped()))?;
    let mut lines = BufReader::new(child.take_stdout().context("no output to read")?);
    let mut text = Vec::new();
    loop {
        let before = text.len();
        if lines.read_until(b'\n', &mut text)? == 0 {
            break;
        }
        io::stdout().write_all(text.get(before..).unwrap_or_default())?;
    }
    Ok((child.wait()?, String::from_utf8_lossy(&text).into_owned()))
}

/// Starts a command, with an error that a reader can act on.
pub(crate) fn start(command: &mut Command) -> Result<Running> {
    Running::start(command).map_err(|error| explain(command, error))
}

fn explain(command: &Command, error: io::Error) -> Error {
    let program = command.get_program().to_string_lossy().into_owned();
    if error.kind() == ErrorKind::NotFound {
        return anyhow!("there is no program `{program}`: install it, or put its folder on PATH");
    }
    Error::new(error).context(format!("cannot start `{program}`"))
}

/// The command as one would type it: the program by its name, paths below the working folder shortened.
fn line(command: &Command) -> String {
    let folder = command.get_current_dir().map(|folder| format!("{}/", folder.display())).unwrap_or_default();
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args());
    let words: Vec<String> = words.map(|word| word.to_string_lossy().replace(&folder, "")).collect();
    words.join(" ")
}
