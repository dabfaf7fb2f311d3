//! Reading the list of all jobs for a probe.

use super::{Action, ListJobs};
use crate::error::Error;
use crate::model::Value;

/// How many pages are read at most. A page has up to 1,000 jobs.
const MAX_PAGES: u32 = 10;

/// The pages of the list of jobs.
#[derive(Clone, Debug)]
pub(super) struct Pages {
    next: Next,
    read: u32,
}

#[derive(Clone, Debug)]
enum Next {
    First,
    After(String),
    None,
}

impl Pages {
    pub(super) const fn new() -> Self {
        Self { next: Next::First, read: 0 }
    }

    /// Requests the next page.
    pub(super) fn request(&self) -> Result<Box<dyn Action>, Error> {
        let token = match &self.next {
            Next::After(token) => Some(token.as_str()),
            Next::First | Next::None => None,
        };
        Ok(Box::new(ListJobs::from_input(&Value::object().with_optional("nextToken", token))?))
    }

    /// Moves on to the page after this one.
    pub(super) fn turn(&mut self, page: &Value) {
        self.read = self.read.saturating_add(1);
        self.next = page.get_text("nextToken").map_or(Next::None, |token| Next::After(token.to_owned()));
    }

    /// Whether the whole list was read.
    pub(super) fn is_complete(&self) -> bool {
        matches!(self.next, Next::None)
    }

    /// Whether no further page is read, because the list has ended or is too long.
    pub(super) fn is_over(&self) -> bool {
        self.is_complete() || self.read >= MAX_PAGES
    }
}
