//! Child processes, which always end with the task.
//!
//! A child is killed when its handle is dropped, on every early return, and when the task itself is interrupted or
//! terminated, because an emulator that keeps running would keep its port and disturb the next run.

use std::io;
use std::process::{self, Child, ChildStdout, Command, ExitStatus};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

/// How often a waiting task checks whether its child has ended.
const POLL: Duration = Duration::from_millis(10);

/// The exit code that a shell reports for a program that was ended by Ctrl-C.
const INTERRUPTED: i32 = 130;

type Shared = Arc<Mutex<Child>>;

/// The running children; `None` when the task is stopping and no more children may start.
static CHILDREN: Mutex<Option<Vec<Shared>>> = Mutex::new(Some(Vec::new()));

/// Makes Ctrl-C and termination stop the children and then the task.
pub(crate) fn stop_with_us() -> Result<()> {
    let stop = || {
        for child in lock(&CHILDREN).take().unwrap_or_default() {
            end(&child);
        }
        process::exit(INTERRUPTED);
    };
    ctrlc::set_handler(stop).context("cannot handle Ctrl-C")
}

/// A child process, killed on drop.
pub(crate) struct Running(Shared);

impl Running {
    /// Starts the command, unless the task is stopping.
    pub(crate) fn start(command: &mut Command) -> io::Result<Self> {
        let mut children = lock(&CHILDREN);
        let Some(children) = children.as_mut() else {
            return Err(io::ErrorKind::Interrupted.into());
        };
        let child = Arc::new(Mutex::new(command.spawn()?));
        children.push(Arc::clone(&child));
        Ok(Self(child))
    }

    /// Returns the child's output at the first call, if it is piped.
    pub(crate) fn take_stdout(&self) -> Option<ChildStdout> {
        lock(&self.0).stdout.take()
    }

    /// The child's exit status, or `None` while it runs.
    pub(crate) fn ended(&self) -> io::Result<Option<ExitStatus>> {
        lock(&self.0).try_wait()
    }

    /// Waits until the child ends.
    pub(crate) fn wait(&self) -> io::Result<ExitStatus> {
        loop {
            if let Some(status) = self.ended()? {
                return Ok(status);
            }
            thread::sleep(POLL);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(children) = lock(&CHILDREN).as_mut() {
            children.retain(|child| !Arc::ptr_eq(child, &self.0));
        }
        end(&self.0);
    }
}

/// Kills a child, which may have ended already, and waits for it. Failures are ignored, because nothing can be done.
fn end(child: &Shared) {
    let mut child = lock(child);
    let _ = child.kill();
    let _ = child.wait();
}

/// Ignores that a lock is poisoned, because a panic cannot leave these values in an invalid state.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
