//! DescribeJob: everything about one job. Source: 436/33782.

use super::{Action, Definition, Repeat, require_job_id};
use crate::error::Error;
use crate::http::{Method, Request};
use crate::model::Value;
use crate::model::check::check;
use crate::model::shape::{Field, Kind};
use crate::model::tables::{JOB, JOB_ID};
use crate::model::xml_read::Unreadable;

const INPUT: &[Field] = &[JOB_ID];

const ANSWER: &[Field] = &[Field::required("job", Kind::Object(JOB))];

pub(super) static DEFINITION: Definition = Definition {
    name: "DescribeJob",
    input: INPUT,
    root: "DescribeJobResult",
    answer: ANSWER,
    repeat: Repeat::Read,
    new: |input| Ok(Box::new(DescribeJob::from_input(input)?)),
};

/// Requests the description of one job.
///
/// ```
/// use cos_jobs::jobs::{Action, DescribeJob};
///
/// assert_eq!(DescribeJob::new("65f2e4cf")?.build().target(), "/jobs/65f2e4cf");
/// # Ok::<(), cos_jobs::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct DescribeJob {
    job_id: String,
}

impl DescribeJob {
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

impl Action for DescribeJob {
    fn definition(&self) -> &'static Definition {
        &DEFINITION
    }

    fn job_id(&self) -> Option<&str> {
        Some(&self.job_id)
    }

    fn build(&self) -> Request<'_> {
        Request::new(Method::Get, &["jobs", &self.job_id])
    }

    /// The job without its wrapper.
    fn parse(&self, answer: Value, _: &str) -> Result<Value, Unreadable> {
        let job = answer.into_property("job").ok_or(Unreadable::body("has no job"))?;
        require_job_id(&job, &self.job_id)?;
        Ok(job)
    }
}
