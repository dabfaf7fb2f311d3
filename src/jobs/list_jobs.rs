//! ListJobs: a page of the jobs of the last 90 days. Source: 436/33783.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;

use super::model::JOB_SUMMARY;
use super::status::Status;
use super::{Action, Definition, Repeat};
use crate::error::Error;
use crate::input;
use crate::json::Object;
use crate::request::{Method, Request};
use crate::shape::{Field, Kind, limits};
use crate::text::signed;
use crate::value::Value;
use crate::xml::Unreadable;

const NEXT_TOKEN: Field = Field::optional("NextToken", "nextToken", Kind::Id(limits(1, 64)));

const INPUT: &[Field] = &[
    Field::optional("JobStatuses", "jobStatuses", Kind::Word(&Status::WORDS)),
    Field::optional("MaxResults", "maxResults", Kind::Number(limits(1, 1000))),
    NEXT_TOKEN,
];

const ANSWER: &[Field] = &[Field::kept("Jobs", "jobs", Kind::List("member", &Kind::Object(JOB_SUMMARY))), NEXT_TOKEN];

pub(super) const DEFINITION: Definition =
    Definition { name: "ListJobs", input: INPUT, new: |input| Ok(Box::new(ListJobs::new(input)?)) };

/// Asks for a page of jobs.
///
/// ```
/// use cos_jobs::jobs::{Action, ListJobs};
/// use cos_jobs::value::Value;
///
/// let input = Value::Object(vec![("jobStatuses", Value::text("Suspended")), ("maxResults", Value::Number(10))]);
/// assert_eq!(ListJobs::new(&input)?.build().target(), "/jobs?jobStatuses=Suspended&maxResults=10");
/// # Ok::<(), cos_jobs::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct ListJobs {
    job_statuses: Option<String>,
    max_results: Option<String>,
    next_token: Option<String>,
}

impl ListJobs {
    /// Reads `{ jobStatuses?, maxResults?, nextToken? }`.
    pub fn new(input: &Value<'_>) -> Result<Self, Error> {
        input::check(INPUT, input)?;
        Ok(Self {
            job_statuses: input.get_text("jobStatuses").map(str::to_owned),
            max_results: input.get_number("maxResults").map(signed),
            next_token: input.get_text("nextToken").map(str::to_owned),
        })
    }
}

impl Action for ListJobs {
    fn name(&self) -> &'static str {
        DEFINITION.name
    }

    fn job_id(&self) -> Option<&str> {
        None
    }

    fn repeat(&self) -> Repeat {
        Repeat::Read
    }

    fn build(&self) -> Request<'_> {
        let mut request = Request::new(Method::Get, &["jobs"]);
        if let Some(statuses) = &self.job_statuses {
            request = request.with_query("jobStatuses", statuses);
        }
        if let Some(number) = &self.max_results {
            request = request.with_query("maxResults", number);
        }
        if let Some(token) = &self.next_token {
            request = request.with_query("nextToken", token);
        }
        request
    }

    fn answer(&self) -> (&'static str, &'static [Field]) {
        ("ListJobsResult", ANSWER)
    }

    fn parse(&self, answer: Object, request_id: &str) -> Result<Object, Unreadable> {
        Ok(answer.text("requestId", request_id))
    }
}
