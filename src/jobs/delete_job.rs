//! DeleteJob: removes a job. The documents don't have it; its source is the official Go SDK.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;

use super::inquiry::{Inquiry, LookAtJob, Standing};
use super::model::JOB_ID;
use super::{Action, Definition, Repeat, with_request_id};
use crate::error::Error;
use crate::input;
use crate::request::{Method, Request};
use crate::shape::Field;
use crate::value::Value;
use crate::xml::read::Unreadable;

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
/// let request = DeleteJob::new(&Value::Object(vec![("jobId", Value::text("65f2e4cf"))]))?.build();
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
            None => Standing::Reached(Value::Object(vec![("jobId", Value::text(job_id.clone()))])),
        })))
    }

    fn build(&self) -> Request {
        Request::new(Method::Delete, &["jobs", &self.job_id])
    }

    /// A success has an empty body.
    fn answer(&self) -> (&'static str, &'static [Field]) {
        ("", &[])
    }

    fn parse<'a>(&self, mut answer: Value<'a>, request_id: &str) -> Result<Value<'a>, Unreadable> {
        answer.push("jobId", Value::text(self.job_id.clone()));
        Ok(with_request_id(answer, request_id))
    }
}
