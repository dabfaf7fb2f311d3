//! UpdateJobStatus: confirms a job that waits for confirmation, or cancels a job. Source: 436/33785.

use super::probe::{LookAtJob, Probe, Standing};
use super::{Action, Definition, Repeat, require_job_id};
use crate::error::Error;
use crate::http::{Method, Request};
use crate::model::check::check;
use crate::model::shape::{Field, Kind};
use crate::model::status::Chance;
use crate::model::tables::{JOB_ID, STATUS, STATUS_UPDATE_REASON};
use crate::model::xml_read::Unreadable;
use crate::model::{RequestedJobStatus, Status, Value};

const INPUT: &[Field] =
    &[JOB_ID, Field::required("requestedJobStatus", Kind::Word(&RequestedJobStatus::WORDS)), STATUS_UPDATE_REASON];

const ANSWER: &[Field] = &[JOB_ID, STATUS, STATUS_UPDATE_REASON];

pub(super) static DEFINITION: Definition = Definition {
    name: "UpdateJobStatus",
    input: INPUT,
    root: "UpdateJobStatusResult",
    answer: ANSWER,
    repeat: Repeat::AfterProbe,
    new: |input| Ok(Box::new(UpdateJobStatus::from_input(input)?)),
};

/// Requests a new status of one job.
///
/// ```
/// use cos_jobs::jobs::{Action, UpdateJobStatus};
/// use cos_jobs::model::RequestedJobStatus;
///
/// let action = UpdateJobStatus::new("65f2e4cf", RequestedJobStatus::Ready)?.with_reason("manifest checked")?;
/// assert_eq!(
///     action.build().target(),
///     "/jobs/65f2e4cf/status?requestedJobStatus=Ready&statusUpdateReason=manifest%20checked"
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
    /// For the job with this id.
    pub fn new(job_id: &str, requested: RequestedJobStatus) -> Result<Self, Error> {
        Self::from_input(&Value::object().with("jobId", job_id).with("requestedJobStatus", requested.as_str()))
    }

    /// Adds a reason of at most 256 bytes of UTF-8, which the service stores with the job.
    pub fn with_reason(self, reason: &str) -> Result<Self, Error> {
        check(&[STATUS_UPDATE_REASON], &Value::object().with("statusUpdateReason", reason))?;
        Ok(Self { reason: Some(reason.to_owned()), ..self })
    }

    /// From the input `{ jobId, requestedJobStatus, statusUpdateReason? }`.
    pub fn from_input(input: &Value) -> Result<Self, Error> {
        check(INPUT, input)?;
        let requested = input.get_text("requestedJobStatus").and_then(RequestedJobStatus::parse);
        Ok(Self {
            job_id: input.get_text("jobId").unwrap_or_default().to_owned(),
            requested: requested.ok_or_else(|| Error::input("requestedJobStatus is required"))?,
            reason: input.get_text("statusUpdateReason").map(str::to_owned),
        })
    }
}

impl Action for UpdateJobStatus {
    fn definition(&self) -> &'static Definition {
        &DEFINITION
    }

    fn job_id(&self) -> Option<&str> {
        Some(&self.job_id)
    }

    fn probe(&self) -> Option<Box<dyn Probe>> {
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

    fn parse(&self, answer: Value, request_id: &str) -> Result<Value, Unreadable> {
        require_job_id(&answer, &self.job_id)?;
        let is_contradiction = match answer.get_text("status").and_then(Status::parse) {
            // A job whose manifest is still being read runs after that.
            Some(Status::New | Status::Preparing) => self.requested == RequestedJobStatus::Cancelled,
            Some(status) => !status.shows(self.requested),
            None => false,
        };
        if is_contradiction {
            return Err(Unreadable::body("contradicts the request"));
        }
        Ok(answer.with("requestId", request_id))
    }
}

/// Whether a job shows that `requested`, which was sent with `reason`, took effect.
fn standing(requested: RequestedJobStatus, reason: Option<&str>, job: &Value) -> Standing {
    let word = job.get_text("status").unwrap_or_default();
    let Some(status) = Status::parse(word) else { return Standing::Unclear };
    match (requested, status) {
        _ if status.shows(requested) => reached(job, reason),
        (RequestedJobStatus::Cancelled, Status::Complete | Status::Failed) => Standing::Closed,
        // It may have been confirmed before it failed or was cancelled.
        (RequestedJobStatus::Ready, Status::Failing | Status::Failed | Status::Cancelling | Status::Cancelled) => {
            Standing::Unclear
        }
        _ => Standing::Open { may_refuse: status.can_request(requested) != Chance::Yes },
    }
}

/// The requested state is reached. A job keeps the reason of the latest change, so a different reason means that a
/// different request changed it.
fn reached(job: &Value, reason: Option<&str>) -> Standing {
    let property = |result: Value, name| result.with_optional(name, job.get_text(name));
    let result = ["jobId", "status", "statusUpdateReason"].into_iter().fold(Value::object(), property);
    let reason = reason.map(str::trim_ascii).filter(|reason| !reason.is_empty());
    if reason.is_some() && reason != job.get_text("statusUpdateReason").map(str::trim_ascii) {
        return Standing::ReachedByAnother(result);
    }
    Standing::Reached(result)
}
