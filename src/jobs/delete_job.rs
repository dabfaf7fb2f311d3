//! DeleteJob: removes a job. It is not in the documents; the source is the official Go SDK.

use super::pages::Pages;
use super::probe::{Finding, Probe, SentChange, Standing};
use super::{Action, Definition, DescribeJob, Repeat};
use crate::error::Error;
use crate::http::{Method, Request};
use crate::model::Value;
use crate::model::check::check;
use crate::model::tables::JOB_ID;
use crate::model::xml_read::Unreadable;
use crate::time::unix_seconds;

pub(super) static DEFINITION: Definition = Definition {
    name: "DeleteJob",
    input: &[JOB_ID],
    root: "",
    answer: &[],
    repeat: Repeat::AfterProbe,
    new: |input| Ok(Box::new(DeleteJob::from_input(input)?)),
};

/// Requests the removal of one job.
///
/// ```
/// use cos_jobs::http::Method;
/// use cos_jobs::jobs::{Action, DeleteJob};
///
/// let action = DeleteJob::new("65f2e4cf")?;
/// let request = action.build();
/// assert_eq!((request.method, request.target().as_str()), (Method::Delete, "/jobs/65f2e4cf"));
/// # Ok::<(), cos_jobs::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct DeleteJob {
    job_id: String,
}

impl DeleteJob {
    /// For the job with this id.
    pub fn new(job_id: &str) -> Result<Self, Error> {
        Self::from_input(&Value::object().with("jobId", job_id))
    }

    /// From the input `{ jobId }`.
    pub fn from_input(input: &Value) -> Result<Self, Error> {
        check(&[JOB_ID], input)?;
        Ok(Self { job_id: input.get_text("jobId").unwrap_or_default().to_owned() })
    }
}

impl Action for DeleteJob {
    fn definition(&self) -> &'static Definition {
        &DEFINITION
    }

    fn job_id(&self) -> Option<&str> {
        Some(&self.job_id)
    }

    fn probe(&self) -> Option<Box<dyn Probe>> {
        Some(Box::new(ConfirmAbsence { job_id: self.job_id.clone(), seen: None, list: None }))
    }

    fn build(&self) -> Request<'_> {
        Request::new(Method::Delete, &["jobs", &self.job_id])
    }

    fn parse(&self, answer: Value, request_id: &str) -> Result<Value, Unreadable> {
        Ok(answer.with("jobId", self.job_id.as_str()).with("requestId", request_id))
    }
}

/// A job that is younger than this many seconds may be unknown to a replica that is not up to date, even if the clocks differ.
const YOUNG: u64 = 120;

/// Finds out whether the job is gone. That it cannot be described shows this only if it existed before: a replica that is
/// not up to date does not know a new job yet. Otherwise the list of all jobs has to agree.
struct ConfirmAbsence {
    job_id: String,
    /// When the job was created, in unix seconds, if an earlier look showed the job; `u64::MAX` if that look did not tell.
    seen: Option<u64>,
    /// The pages of the list, if that is being read.
    list: Option<Pages>,
}

impl ConfirmAbsence {
    fn result(&self) -> Value {
        Value::object().with("jobId", self.job_id.as_str())
    }

    fn on_description(&mut self, job: Option<&Value>, change: SentChange) -> Option<Standing> {
        if let Some(job) = job {
            self.seen = Some(job.get_text("creationTime").and_then(unix_seconds).unwrap_or(u64::MAX));
            return Some(Standing::Open { may_refuse: true });
        }
        match self.seen {
            // The service has said that there is no such job.
            _ if change.is_refused && !change.is_lost => Some(Standing::Reached(self.result())),
            Some(created) if created.saturating_add(YOUNG) < change.sent_at => Some(Standing::Reached(self.result())),
            Some(_) => Some(Standing::ReachedUnlessOutdated(self.result())),
            None => {
                self.list = Some(Pages::new());
                None
            }
        }
    }

    fn on_page(&self, pages: &mut Pages, page: Option<&Value>) -> Option<Standing> {
        let page = page?;
        let mut ids = page.get("jobs").map(Value::items).unwrap_or_default().iter().map(|job| job.get_text("jobId"));
        if ids.any(|id| id == Some(self.job_id.as_str())) {
            return Some(Standing::Contradiction);
        }
        pages.turn(page);
        match (pages.is_complete(), pages.is_over()) {
            (true, _) => Some(Standing::ReachedUnlessOutdated(self.result())),
            (false, true) => Some(Standing::Unclear),
            (false, false) => None,
        }
    }
}

impl Probe for ConfirmAbsence {
    fn next(&self) -> Result<Box<dyn Action>, Error> {
        match &self.list {
            Some(pages) => pages.request(),
            None => Ok(Box::new(DescribeJob::new(&self.job_id)?)),
        }
    }

    fn on_answer(&mut self, answer: Option<&Value>, change: SentChange) -> Finding {
        let standing = match self.list.take() {
            Some(mut pages) => {
                let standing = self.on_page(&mut pages, answer);
                self.list = Some(pages);
                standing
            }
            None => self.on_description(answer, change),
        };
        standing.map_or(Finding::More, |standing| Finding::Standing { standing, since: None })
    }

    fn restart(&mut self) {
        self.list = None;
    }
}

#[cfg(test)]
mod tests {
    use super::DeleteJob;
    use crate::jobs::Action;
    use crate::jobs::probe::{Finding, SentChange, Standing};
    use crate::model::Value;

    /// 2019-12-19T18:00:30Z.
    const SENT: SentChange = SentChange { sent_at: 1_576_778_430, is_lost: true, is_refused: false };

    fn job(id: &str) -> Value {
        Value::object().with("jobId", id)
    }

    fn standing(standing: Standing) -> Finding {
        Finding::Standing { standing, since: None }
    }

    #[test]
    fn a_job_that_was_seen_before_is_gone_when_it_does_not_exist() {
        for (created, expected) in [
            ("2019-12-19T17:58:00Z", Standing::Reached(job("a"))),
            ("2019-12-19T18:00:00Z", Standing::ReachedUnlessOutdated(job("a"))),
            ("no date", Standing::ReachedUnlessOutdated(job("a"))),
        ] {
            let mut probe = DeleteJob::new("a").unwrap().probe().unwrap();
            let seen = job("a").with("creationTime", created);
            assert_eq!(probe.on_answer(Some(&seen), SENT), standing(Standing::Open { may_refuse: true }));
            probe.restart();
            assert_eq!(probe.on_answer(None, SENT), standing(expected));
        }
    }

    #[test]
    fn a_job_that_was_never_seen_is_gone_when_the_list_agrees() {
        for (listed, expected) in [("b", Standing::ReachedUnlessOutdated(job("a"))), ("a", Standing::Contradiction)] {
            let mut probe = DeleteJob::new("a").unwrap().probe().unwrap();
            assert_eq!(probe.on_answer(None, SENT), Finding::More);
            assert_eq!(probe.next().unwrap().build().target(), "/jobs");
            let first = Value::object().with("jobs", vec![job("c")]).with("nextToken", "c");
            assert_eq!(probe.on_answer(Some(&first), SENT), Finding::More);
            assert_eq!(probe.next().unwrap().build().target(), "/jobs?nextToken=c");
            let last = Value::object().with("jobs", vec![job(listed)]);
            assert_eq!(probe.on_answer(Some(&last), SENT), standing(expected));
        }
    }
}
