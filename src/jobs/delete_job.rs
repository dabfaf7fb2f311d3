//! DeleteJob: removes a job. It is not in the documents; the source is the official Go SDK.

use super::probe::{LookAtJob, Probe, Standing};
use super::{Action, Definition, Repeat};
use crate::error::Error;
use crate::http::{Method, Request};
use crate::model::Value;
use crate::model::check::check;
use crate::model::shape::Field;
use crate::model::tables::JOB_ID;
use crate::model::xml_read::Unreadable;

const INPUT: &[Field] = &[JOB_ID];

pub(super) const DEFINITION: Definition =
    Definition { name: "DeleteJob", input: INPUT, new: |input| Ok(Box::new(DeleteJob::from_input(input)?)) };

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
        check(INPUT, input)?;
        Ok(Self { job_id: input.get_text("jobId").unwrap_or_default().to_owned() })
    }
}

impl Action for DeleteJob {
    fn name(&self) -> &'static str {
        DEFINITION.name
    }

    fn job_id(&self) -> Option<&str> {
        Some(&self.job_id)
    }

    fn repeat(&self) -> Repeat {
        Repeat::AfterProbe
    }

    fn probe(&self) -> Option<Box<dyn Probe>> {
        let job_id = self.job_id.clone();
        Some(Box::new(LookAtJob::new(&self.job_id, move |job| match job {
            Some(_) => Standing::Open,
            None => Standing::Reached(Value::object().with("jobId", job_id.as_str())),
        })))
    }

    fn build(&self) -> Request<'_> {
        Request::new(Method::Delete, &["jobs", &self.job_id])
    }

    /// A success has an empty body.
    fn answer(&self) -> (&'static str, &'static [Field]) {
        ("", &[])
    }

    fn parse(&self, answer: Value, request_id: &str) -> Result<Value, Unreadable> {
        Ok(answer.with("jobId", self.job_id.as_str()).with("requestId", request_id))
    }
}
