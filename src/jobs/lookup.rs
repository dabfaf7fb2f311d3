//! Looking for one job: it is described, and looked for in the list if the service does not describe it.

use super::pages::Pages;
use super::{Action, DescribeJob};
use crate::error::Error;
use crate::model::Value;

/// The requests for one job. The service may not describe a job any more that has ended, but its list contains the job.
#[derive(Clone, Debug)]
pub(crate) struct Lookup {
    job_id: String,
    /// The pages of the list, if that is being read.
    list: Option<Pages>,
}

/// What an answer shows of the job.
pub(crate) enum Shown<'a> {
    /// Its description.
    Described(&'a Value),
    /// The service does not describe it. The next request reads the list.
    NotDescribed,
    /// Its entry in the list.
    Listed(&'a Value),
    /// Nothing yet. The next request reads the next page.
    Nothing,
    /// The whole list does not contain it.
    Absent,
    /// It was not found, but the list is too long, or a page is missing.
    Unfinished,
}

impl Lookup {
    pub(crate) fn new(job_id: &str) -> Self {
        Self { job_id: job_id.to_owned(), list: None }
    }

    pub(crate) fn job_id(&self) -> &str {
        &self.job_id
    }

    /// The next request.
    pub(crate) fn request(&self) -> Result<Box<dyn Action>, Error> {
        match &self.list {
            Some(pages) => pages.request(),
            None => Ok(Box::new(DescribeJob::new(&self.job_id)?)),
        }
    }

    /// Takes the answer; `None` means that the service answered NoSuchJob.
    pub(crate) fn on_answer<'a>(&mut self, answer: Option<&'a Value>) -> Shown<'a> {
        let Some(pages) = &mut self.list else {
            let Some(job) = answer else {
                self.list = Some(Pages::new());
                return Shown::NotDescribed;
            };
            return Shown::Described(job);
        };
        let Some(page) = answer else { return Shown::Unfinished };
        let mut jobs = page.get("jobs").map(Value::items).unwrap_or_default().iter();
        if let Some(job) = jobs.find(|job| job.get_text("jobId") == Some(&self.job_id)) {
            return Shown::Listed(job);
        }
        pages.turn(page);
        match (pages.is_complete(), pages.is_over()) {
            (true, _) => Shown::Absent,
            (false, true) => Shown::Unfinished,
            (false, false) => Shown::Nothing,
        }
    }

    /// Whether the list is being read.
    pub(crate) fn is_reading_list(&self) -> bool {
        self.list.is_some()
    }

    /// Begins again with a description.
    pub(crate) fn restart(&mut self) {
        self.list = None;
    }
}
