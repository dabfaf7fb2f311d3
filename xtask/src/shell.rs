//! Runs a program to its end, with its output shown, captured, or both. Errors contain the command line.

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context, Error, Result, anyhow, ensure};

use crate::children::Running;

/// Runs a command with its output on our terminal; an exit code other than 0 is an error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    println!("$ {}", line(command));
    let status = start(command)?.wait()?;
    ensure!(status.success(), "`{}` failed ({status})", line(command));
    Ok(())
}

/// Runs a command without showing its output, and returns the output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let child = start(command.stdout(Stdio::piped()))?;
    let mut text = String::new();
    let mut stdout = child.take_stdout().context("the output of the command is not piped")?;
    stdout.read_to_string(&mut text).with_context(|| format!("cannot read the output of `{}`", line(command)))?;
    let status = child.wait()?;
    ensure!(status.success(), "`{}` failed ({status})", line(command));
    Ok(text)
}

/// Runs a command with its output on our terminal, and returns its exit status and its output.
pub(crate) fn tee(command: &mut Command) -> Result<(ExitStatus, String)> {
    println!("$ {}", line(command));
    let child = start(command.stdout(Stdio::piped()))?;
    let mut lines = BufReader::new(child.take_stdout().context("the output of the command is not piped")?);
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

/// Starts a command; the error tells what to do.
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

/// The command as a user would type it: the program's name only, and paths relative to the working folder.
fn line(command: &Command) -> String {
    let folder = command.get_current_dir().map(|folder| format!("{}/", folder.display())).unwrap_or_default();
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args());
    let words: Vec<String> = words.map(|word| word.to_string_lossy().replace(&folder, "")).collect();
    words.join(" ")
}
