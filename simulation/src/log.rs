//! What happens, in words; only written down when somebody wants to read it.

/// The log of one story.
#[derive(Debug)]
pub(crate) struct Log {
    lines: Option<Vec<String>>,
    start_ms: u64,
}

impl Log {
    pub(crate) fn new(wanted: bool, start_ms: u64) -> Self {
        Self { lines: wanted.then(Vec::new), start_ms }
    }

    pub(crate) fn say(&mut self, now_ms: u64, words: impl FnOnce() -> String) {
        if let Some(lines) = &mut self.lines {
            let elapsed = now_ms.saturating_sub(self.start_ms);
            lines.push(format!("{:>7}.{:03} s  {}", elapsed / 1000, elapsed % 1000, words()));
        }
    }

    pub(crate) fn into_lines(self) -> Vec<String> {
        self.lines.unwrap_or_default()
    }
}
