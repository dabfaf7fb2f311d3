//! DeleteJob: removes a job. It is not in the documents; the source is the official Go SDK.

use super::lookup::{Lookup, Shown};
use super::probe::{Finding, Probe, SentChange, Standing};
use super::{Action, Definition, Repeat};
use crate::error::Error;
use crate::http::{Method, Request};
use crate::model::check::check;
use crate::model::tables::JOB_ID;
use crate::model::xml_read::Unreadable;
use crate::model::{Status, Value};
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
        Some(Box::new(ConfirmAbsence { lookup: Lookup::new(&self.job_id), seen: None }))
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

/// Finds out whether the job is gone. That it cannot be described does not show this, because the service may not describe a job
/// any more that has ended. The list of all jobs has to agree. A replica that is not up to date does not know a new job yet.
struct ConfirmAbsence {
    lookup: Lookup,
    /// When the job was created, in unix seconds, if an earlier look showed the job; `u64::MAX` if that look did not tell.
    seen: Option<u64>,
}

impl ConfirmAbsence {
    fn result(&self) -> Value {
        Value::object().with("jobId", self.lookup.job_id())
    }

    fn on_description(&mut self, job: &Value) -> Finding {
        self.seen = Some(job.get_text("creationTime").and_then(unix_seconds).unwrap_or(u64::MAX));
        Finding::by(job, Standing::Open { may_refuse: true })
    }

    fn on_not_listed(&self, change: SentChange) -> Standing {
        let was_old = self.seen.is_some_and(|created| created.saturating_add(YOUNG) < change.sent_at);
        let is_plainly_refused = change.is_refused && !change.is_lost;
        if was_old || is_plainly_refused {
            Standing::Reached(self.result())
        } else {
            Standing::ReachedUnlessOutdated(self.result())
        }
    }

    /// The list shows that a job exists that could not be described.
    fn on_listed(job: &Value) -> Standing {
        let has_ended = job.get_text("status").and_then(Status::parse).is_some_and(Status::is_final);
        if has_ended { Standing::Open { may_refuse: true } } else { Standing::Contradiction }
    }
}

impl Probe for ConfirmAbsence {
    fn next(&self) -> Result<Box<dyn Action>, Error> {
        self.lookup.request()
    }

    fn on_answer(&mut self, answer: Option<&Value>, change: SentChange) -> Finding {
        match self.lookup.on_answer(answer) {
            Shown::Described(job) => self.on_description(job),
            Shown::Listed(job) => Finding::by(job, Self::on_listed(job)),
            Shown::NotDescribed | Shown::Nothing => Finding::More,
            Shown::Absent => Finding::of(self.on_not_listed(change)),
            Shown::Unfinished => Finding::of(Standing::Unclear),
        }
    }

    fn restart(&mut self) {
        self.lookup.restart();
    }
}

#[cfg(test)]
mod tests {
    use super::DeleteJob;
    use crate::jobs::Action;
    use crate::jobs::probe::{Finding, Probe, SentChange, Standing};
    use crate::model::Value;

    /// 2019-12-19T18:00:30Z.
    const SENT: SentChange = SentChange { sent_at: 1_576_778_430, is_lost: true, is_refused: false };

    fn job(id: &str) -> Value {
        Value::object().with("jobId", id)
    }

    /// The probe after the job could not be described.
    fn reading_the_list(seen: Option<&Value>) -> Box<dyn Probe> {
        let mut probe = DeleteJob::new("a").unwrap().probe().unwrap();
        if let Some(seen) = seen {
            let present = Finding::by(seen, Standing::Open { may_refuse: true });
            assert_eq!(probe.on_answer(Some(seen), SENT), present);
            probe.restart();
        }
        assert_eq!(probe.on_answer(None, SENT), Finding::More);
        assert_eq!(probe.next().unwrap().build().target(), "/jobs");
        probe
    }

    #[test]
    fn a_job_is_gone_when_the_list_does_not_contain_it() {
        let page = Value::object().with("jobs", vec![job("b")]);
        for (created, expected) in [
            ("2019-12-19T17:58:00Z", Standing::Reached(job("a"))),
            ("2019-12-19T18:00:00Z", Standing::ReachedUnlessOutdated(job("a"))),
            ("no date", Standing::ReachedUnlessOutdated(job("a"))),
        ] {
            let seen = job("a").with("creationTime", created);
            assert_eq!(reading_the_list(Some(&seen)).on_answer(Some(&page), SENT), Finding::of(expected));
        }
        let unseen = reading_the_list(None).on_answer(Some(&page), SENT);
        assert_eq!(unseen, Finding::of(Standing::ReachedUnlessOutdated(job("a"))));
    }

    #[test]
    fn a_job_that_is_listed_is_not_gone() {
        let first = Value::object().with("jobs", vec![job("c")]).with("nextToken", "c");
        for (status, expected) in
            [("Active", Standing::Contradiction), ("Complete", Standing::Open { may_refuse: true })]
        {
            let mut probe = reading_the_list(None);
            assert_eq!(probe.on_answer(Some(&first), SENT), Finding::More);
            assert_eq!(probe.next().unwrap().build().target(), "/jobs?nextToken=c");
            let listed = job("a").with("status", status);
            let last = Value::object().with("jobs", vec![listed.clone()]);
            assert_eq!(probe.on_answer(Some(&last), SENT), Finding::by(&listed, expected));
        }
    }

    #[test]
    fn a_list_that_is_not_answered_shows_nothing() {
        assert_eq!(reading_the_list(None).on_answer(None, SENT), Finding::of(Standing::Unclear));
    }
}
