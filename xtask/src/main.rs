//! The project's tasks: `cargo xtask <task>`.
//!
//! One file per task and one line per task in [`TASKS`], so that the usage text cannot miss one. Everything a task
//! needs beyond Rust and Node is installed or named by [`tools`].

mod bench;
mod build;
mod children;
mod console;
mod demo;
mod emulator;
mod files;
mod fuzz;
mod project;
mod serve;
mod shell;
mod simulate;
mod sizes;
mod test;
mod tools;

use std::env;
use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::project::Project;

/// One thing that `cargo xtask` can do.
struct Task {
    /// The word after `cargo xtask`.
    name: &'static str,
    /// The arguments it takes, as the usage text shows them.
    arguments: &'static str,
    /// What it does, in a line.
    about: &'static str,
    /// Does it; the exit code is the task's own, an error is printed and means 1.
    run: fn(&Project, &[String]) -> Result<ExitCode>,
}

/// All tasks, in the order of the usage text.
const TASKS: &[Task] = &[
    Task {
        name: "bench",
        arguments: "[--quick] [ROW...]",
        about: "measure this package beside others, all rows or only the named ones, into benches/RESULTS.md",
        run: bench::suite,
    },
    Task { name: "build", arguments: "", about: "make the npm package in pkg/ and check its sizes", run: build::run },
    Task {
        name: "compare",
        arguments: "",
        about: "show what each client reports when the answer to a cancel is lost",
        run: bench::compare,
    },
    Task {
        name: "demo",
        arguments: "[--port N] [-- EMULATOR OPTIONS]",
        about: "build, start the emulator and the console page, print its address",
        run: demo::run,
    },
    Task {
        name: "fuzz",
        arguments: "[answers] [errors] [events] [signing] [--minutes N]",
        about: "fuzz all targets, or only the named ones, for half an hour each or as told",
        run: fuzz::run,
    },
    Task {
        name: "simulate",
        arguments: "[--calls N] [--seed N] [--replay SEED]",
        about: "play calls through faulty networks, on a clock of its own, and check what they say",
        run: simulate::run,
    },
    Task {
        name: "soak",
        arguments: "[--calls N] [--minutes M] [--concurrency C]",
        about: "make very many calls in one process and watch what it takes up",
        run: bench::soak,
    },
    Task {
        name: "test",
        arguments: "[rust] [fuzz] [js] [packaging] [browser] [examples] [network] [types]",
        about: "build and run every check, or only the named ones",
        run: test::run,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match perform(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Finds the task that the first argument names and gives it the others.
fn perform(arguments: &[String]) -> Result<ExitCode> {
    let Some((name, rest)) = arguments.split_first() else {
        bail!("which task?\n\n{}", usage());
    };
    if ["help", "--help", "-h"].contains(&name.as_str()) {
        println!("{}", usage());
        return Ok(ExitCode::SUCCESS);
    }
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        bail!("there is no task `{name}`\n\n{}", usage());
    };
    children::stop_with_us()?;
    (task.run)(&Project::find()?, rest)
}

/// The usage text.
fn usage() -> String {
    let mut lines = vec![String::from("usage: cargo xtask TASK")];
    for task in TASKS {
        let call = [task.name, task.arguments].join(" ");
        lines.push(format!("\n  {}\n      {}", call.trim_end(), task.about));
    }
    lines.join("\n")
}
