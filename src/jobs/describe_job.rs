//! DescribeJob: all about one job. Source: 436/33782.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;

use super::model::{JOB, JOB_ID};
use super::{Action, Definition, Repeat, require_job_id};
use crate::error::Error;
use crate::input;
use crate::json::Object;
use crate::request::{Method, Request};
use crate::shape::{Field, Kind};
use crate::value::Value;
use crate::xml::Unreadable;

const INPUT: &[Field] = &[JOB_ID];

const ANSWER: &[Field] = &[Field::required("Job", "job", Kind::Object(JOB))];

pub(super) const DEFINITION: Definition =
    Definition { name: "DescribeJob", input: INPUT, new: |input| Ok(Box::new(DescribeJob::new(input)?)) };

/// Asks for one job.
///
/// ```
/// use cos_jobs::jobs::{Action, DescribeJob};
/// use cos_jobs::value::Value;
///
/// let action = DescribeJob::new(&Value::Object(vec![("jobId", Value::text("65f2e4cf"))]))?;
/// assert_eq!(action.build().target(), "/jobs/65f2e4cf");
/// # Ok::<(), cos_jobs::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct DescribeJob {
    job_id: String,
}

impl DescribeJob {
    /// Reads `{ jobId }`.
    pub fn new(input: &Value<'_>) -> Result<Self, Error> {
        input::check(INPUT, input)?;
        Ok(Self { job_id: input.get_text("jobId").unwrap_or_default().to_owned() })
    }
}

impl Action for DescribeJob {
    fn name(&self) -> &'static str {
        DEFINITION.name
    }

    fn job_id(&self) -> Option<&str> {
        Some(&self.job_id)
    }

    fn repeat(&self) -> Repeat {
        Repeat::Read
    }

    fn build(&self) -> Request<'_> {
        Request::new(Method::Get, &["jobs", &self.job_id])
    }

    fn answer(&self) -> (&'static str, &'static [Field]) {
        ("DescribeJobResult", ANSWER)
    }

    /// The job without the wrapper in which it comes.
    fn parse(&self, answer: Object, _: &str) -> Result<Object, Unreadable> {
        let job = answer.only("job").ok_or(Unreadable::body("holds no job"))?;
        require_job_id(&job, &self.job_id)?;
        Ok(job)
    }
}
