//! UpdateJobStatus: confirms a job that waits, or cancels a job. Source: 436/33785.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;

use super::inquiry::{Inquiry, LookAtJob, Standing};
use super::model::{JOB_ID, STATUS, STATUS_UPDATE_REASON};
use super::status::{RequestedJobStatus, Status};
use super::{Action, Definition, Repeat, require_job_id};
use crate::error::Error;
use crate::input;
use crate::json::Object;
use crate::request::{Method, Request};
use crate::shape::{Field, Kind};
use crate::value::Value;
use crate::xml::Unreadable;

const INPUT: &[Field] = &[
    JOB_ID,
    Field::required("RequestedJobStatus", "requestedJobStatus", Kind::Word(&RequestedJobStatus::WORDS)),
    STATUS_UPDATE_REASON,
];

const ANSWER: &[Field] = &[JOB_ID, STATUS, STATUS_UPDATE_REASON];

pub(super) const DEFINITION: Definition =
    Definition { name: "UpdateJobStatus", input: INPUT, new: |input| Ok(Box::new(UpdateJobStatus::new(input)?)) };

/// Asks for a new status of one job.
///
/// ```
/// use cos_jobs::jobs::{Action, UpdateJobStatus};
/// use cos_jobs::value::Value;
///
/// let input = Value::Object(vec![
///     ("jobId", Value::text("65f2e4cf-83f5-42f1-9aa2-14720613da29")),
///     ("requestedJobStatus", Value::text("Ready")),
/// ]);
/// let action = UpdateJobStatus::new(&input)?;
/// assert_eq!(
///     action.build().target(),
///     "/jobs/65f2e4cf-83f5-42f1-9aa2-14720613da29/status?requestedJobStatus=Ready"
/// );
/// # Ok::<(), cos_jobs::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct UpdateJobStatus {
    job_id: String,
    requested: RequestedJobStatus,
    reason: Option<String>,
}

impl UpdateJobStatus {
    /// Reads `{ jobId, requestedJobStatus, statusUpdateReason? }`.
    pub fn new(input: &Value<'_>) -> Result<Self, Error> {
        input::check(INPUT, input)?;
        let requested = input.get_text("requestedJobStatus").and_then(RequestedJobStatus::parse);
        Ok(Self {
            job_id: input.get_text("jobId").unwrap_or_default().to_owned(),
            requested: requested.ok_or_else(|| Error::input("requestedJobStatus is required"))?,
            reason: input.get_text("statusUpdateReason").map(str::to_owned),
        })
    }
}

impl Action for UpdateJobStatus {
    fn name(&self) -> &'static str {
        DEFINITION.name
    }

    fn job_id(&self) -> Option<&str> {
        Some(&self.job_id)
    }

    fn repeat(&self) -> Repeat {
        Repeat::AfterLooking
    }

    fn inquiry(&self) -> Option<Box<dyn Inquiry>> {
        let (requested, reason) = (self.requested, self.reason.clone());
        Some(Box::new(LookAtJob::new(&self.job_id, move |job| standing(requested, reason.as_deref(), job))))
    }

    fn build(&self) -> Request<'_> {
        let request = Request::new(Method::Post, &["jobs", &self.job_id, "status"])
            .with_query("requestedJobStatus", self.requested.as_str());
        match &self.reason {
            Some(reason) => request.with_query("statusUpdateReason", reason),
            None => request,
        }
    }

    fn answer(&self) -> (&'static str, &'static [Field]) {
        ("UpdateJobStatusResult", ANSWER)
    }

    fn parse(&self, answer: Object, request_id: &str) -> Result<Object, Unreadable> {
        require_job_id(&answer, &self.job_id)?;
        if standing(self.requested, None, Some(&answer.read(ANSWER))) == Standing::Closed {
            return Err(Unreadable::body("says that the job has ended otherwise"));
        }
        Ok(answer.text("requestId", request_id))
    }
}

/// Whether a job shows that `requested` holds, asked for with `reason`.
fn standing(requested: RequestedJobStatus, reason: Option<&str>, job: Option<&Value<'_>>) -> Standing {
    let Some(job) = job else { return Standing::Over };
    let word = job.get_text("status").unwrap_or_default();
    let Some(status) = Status::parse(word) else { return Standing::Unclear };
    match (requested, status) {
        (RequestedJobStatus::Cancelled, Status::Cancelling | Status::Cancelled) => reached(job, reason),
        (RequestedJobStatus::Cancelled, Status::Complete | Status::Failed) => Standing::Closed,
        (RequestedJobStatus::Cancelled, _) => Standing::Open,
        (RequestedJobStatus::Ready, Status::New | Status::Preparing | Status::Suspended) => Standing::Open,
        // It may have been confirmed before it went this way.
        (RequestedJobStatus::Ready, Status::Failing | Status::Failed | Status::Cancelling | Status::Cancelled) => {
            Standing::Unclear
        }
        (RequestedJobStatus::Ready, _) => reached(job, reason),
    }
}

/// What was asked for is so. The last request's reason is the job's, so another reason is another's request.
fn reached(job: &Value<'_>, reason: Option<&str>) -> Standing {
    let property = |result: Object, name| result.maybe_text(name, job.get_text(name));
    let result = ["jobId", "status", "statusUpdateReason"].into_iter().fold(Object::new(), property);
    let reason = reason.map(str::trim_ascii).filter(|reason| !reason.is_empty());
    if reason.is_some() && reason != job.get_text("statusUpdateReason").map(str::trim_ascii) {
        return Standing::ReachedByAnother(result);
    }
    Standing::Reached(result)
}
