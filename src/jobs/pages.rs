//! Reading the list of all jobs for a probe.

use super::{Action, ListJobs};
use crate::error::Error;
use crate::model::Value;

/// How many pages are read at most. A page has up to 1,000 jobs.
const MAX_PAGES: u32 = 10;

/// The pages of the list of jobs.
#[derive(Clone, Debug)]
pub(crate) struct Pages {
    next: Next,
    read: u32,
}

#[derive(Clone, Debug)]
enum Next {
    First,
    After(String),
    None,
}

/// What is known after a page was searched for a job.
pub(crate) enum Search<'a> {
    /// The page shows the job.
    Found(&'a Value),
    /// The next page has to be read.
    More,
    /// The whole list was read, and it does not contain the job.
    Absent,
    /// The list is too long, or a page is missing.
    Unfinished,
}

impl Pages {
    pub(crate) const fn new() -> Self {
        Self { next: Next::First, read: 0 }
    }

    /// Requests the next page.
    pub(crate) fn request(&self) -> Result<Box<dyn Action>, Error> {
        let token = match &self.next {
            Next::After(token) => Some(token.as_str()),
            Next::First | Next::None => None,
        };
        Ok(Box::new(ListJobs::from_input(&Value::object().with_optional("nextToken", token))?))
    }

    /// Looks for a job on a page, and moves on to the next page if it is not there. A missing page shows nothing.
    pub(crate) fn search<'a>(&mut self, page: Option<&'a Value>, job_id: &str) -> Search<'a> {
        let Some(page) = page else { return Search::Unfinished };
        let mut jobs = page.get("jobs").map(Value::items).unwrap_or_default().iter();
        if let Some(job) = jobs.find(|job| job.get_text("jobId") == Some(job_id)) {
            return Search::Found(job);
        }
        self.turn(page);
        match (self.is_complete(), self.is_over()) {
            (true, _) => Search::Absent,
            (false, true) => Search::Unfinished,
            (false, false) => Search::More,
        }
    }

    /// Moves on to the page after this one.
    pub(crate) fn turn(&mut self, page: &Value) {
        self.read = self.read.saturating_add(1);
        self.next = page.get_text("nextToken").map_or(Next::None, |token| Next::After(token.to_owned()));
    }

    /// Whether the whole list was read.
    pub(crate) fn is_complete(&self) -> bool {
        matches!(self.next, Next::None)
    }

    /// Whether no further page is read, because the list has ended or is too long.
    pub(crate) fn is_over(&self) -> bool {
        self.is_complete() || self.read >= MAX_PAGES
    }
}
