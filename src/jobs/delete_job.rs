//! DeleteJob: removes a job. The documents don't have it; its source is the official Go SDK.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;

use super::inquiry::{Inquiry, LookAtJob, Standing};
use super::model::JOB_ID;
use super::{Action, Definition, Repeat};
use crate::error::Error;
use crate::input;
use crate::json::Object;
use crate::request::{Method, Request};
use crate::shape::Field;
use crate::value::Value;
use crate::xml::Unreadable;

const INPUT: &[Field] = &[JOB_ID];

pub(super) const DEFINITION: Definition =
    Definition { name: "DeleteJob", input: INPUT, new: |input| Ok(Box::new(DeleteJob::new(input)?)) };

/// Asks for the removal of one job.
///
/// ```
/// use cos_jobs::jobs::{Action, DeleteJob};
/// use cos_jobs::request::Method;
/// use cos_jobs::value::Value;
///
/// let action = DeleteJob::new(&Value::Object(vec![("jobId", Value::text("65f2e4cf"))]))?;
/// let request = action.build();
/// assert_eq!((request.method, request.target().as_str()), (Method::Delete, "/jobs/65f2e4cf"));
/// # Ok::<(), cos_jobs::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct DeleteJob {
    job_id: String,
}

impl DeleteJob {
    /// Reads `{ jobId }`.
    pub fn new(input: &Value<'_>) -> Result<Self, Error> {
        input::check(INPUT, input)?;
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
        Repeat::AfterLooking
    }

    fn inquiry(&self) -> Option<Box<dyn Inquiry>> {
        let job_id = self.job_id.clone();
        Some(Box::new(LookAtJob::new(&self.job_id, move |job| match job {
            Some(_) => Standing::Open,
            None => Standing::Reached(Object::new().text("jobId", &job_id)),
        })))
    }

    fn build(&self) -> Request<'_> {
        Request::new(Method::Delete, &["jobs", &self.job_id])
    }

    /// A success has an empty body.
    fn answer(&self) -> (&'static str, &'static [Field]) {
        ("", &[])
    }

    fn parse(&self, answer: Object, request_id: &str) -> Result<Object, Unreadable> {
        Ok(answer.text("jobId", &self.job_id).text("requestId", request_id))
    }
}
