//! The log of a run. Its lines are made only if a log was requested.

/// The log of one run.
#[derive(Debug)]
pub(crate) struct Log {
    lines: Option<Vec<String>>,
    start_ms: u64,
}

impl Log {
    pub(crate) fn new(wanted: bool, start_ms: u64) -> Self {
        Self { lines: wanted.then(Vec::new), start_ms }
    }

    pub(crate) fn add(&mut self, now_ms: u64, line: impl FnOnce() -> String) {
        if let Some(lines) = &mut self.lines {
            let elapsed = now_ms.saturating_sub(self.start_ms);
            lines.push(format!("{:>7}.{:03} s  {}", elapsed / 1000, elapsed % 1000, line()));
        }
    }

    pub(crate) fn into_lines(self) -> Vec<String> {
        self.lines.unwrap_or_default()
    }
}
