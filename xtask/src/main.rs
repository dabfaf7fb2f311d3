//! The project's tasks: `cargo xtask <task>`.
//!
//! Each task has a file and an entry in [`TASKS`], from which the usage text is made. [`tools`] installs everything
//! that a task needs in addition to Rust and Node, or explains how to install it.

mod bench;
mod build;
mod children;
mod console;
mod demo;
mod docs;
mod emulator;
mod files;
mod fuzz;
mod project;
mod release;
mod runtimes;
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

/// A task of `cargo xtask`.
struct Task {
    /// The word after `cargo xtask`.
    name: &'static str,
    /// The arguments, as the usage text shows them.
    arguments: &'static str,
    /// A description in one line.
    about: &'static str,
    /// Runs the task and returns its exit code; an error is printed and means exit code 1.
    run: fn(&Project, &[String]) -> Result<ExitCode>,
}

/// All tasks, in the order of the usage text.
const TASKS: &[Task] = &[
    Task {
        name: "bench",
        arguments: "[--quick] [ROW...]",
        about: "compare this package with others, all rows or only the named ones, and write benches/RESULTS.md",
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
        arguments: "[--port N] [--static | -- EMULATOR OPTIONS]",
        about: "build, start the emulator and the console page, print its address; --static serves plain files instead",
        run: demo::run,
    },
    Task {
        name: "docs",
        arguments: "",
        about: "make the reference of the package and that of the Rust crates, and print where they are",
        run: docs::run,
    },
    Task {
        name: "fuzz",
        arguments: "[answers] [errors] [events] [signing] [--minutes N]",
        about: "fuzz all targets, or only the named ones, for half an hour or N minutes each",
        run: fuzz::run,
    },
    Task {
        name: "release",
        arguments: "--dry-run",
        about: "check that a release is ready and print what would be published; it never publishes",
        run: release::run,
    },
    Task {
        name: "runtimes",
        arguments: "",
        about: "run the package in every host, also in those that take long, and write docs/runtimes.md",
        run: runtimes::run,
    },
    Task {
        name: "simulate",
        arguments: "[--calls N] [--seed N] [--replay SEED]",
        about: "simulate calls through faulty networks on a virtual clock, and check their outcomes",
        run: simulate::run,
    },
    Task {
        name: "soak",
        arguments: "[--calls N] [--minutes M] [--concurrency C]",
        about: "make very many calls in one process and check its use of memory and time",
        run: bench::soak,
    },
    Task {
        name: "test",
        arguments: "[rust] [docs] [fuzz] [js] [cli] [packaging] [browser] [examples] [network] [types]",
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

/// Runs the task that the first argument names, with the other arguments.
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
