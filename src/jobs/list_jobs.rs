//! ListJobs: one page of the jobs of the last 90 days. Source: 436/33783.

use super::{Action, Definition, Repeat};
use crate::error::Error;
use crate::http::{Method, Request};
use crate::model::check::check;
use crate::model::shape::{Field, Kind, limits};
use crate::model::tables::JOB_SUMMARY;
use crate::model::xml_read::Unreadable;
use crate::model::{Status, Value};

/// Where the next page begins.
pub(crate) const NEXT_TOKEN: Field = Field::optional("nextToken", Kind::Id(limits(1, 64)));

const INPUT: &[Field] = &[
    Field::optional("jobStatuses", Kind::Word(&Status::WORDS)),
    Field::optional("maxResults", Kind::Number(limits(1, 1000))),
    NEXT_TOKEN,
];

const ANSWER: &[Field] = &[Field::default_empty("jobs", Kind::List("member", &Kind::Object(JOB_SUMMARY))), NEXT_TOKEN];

pub(super) static DEFINITION: Definition = Definition {
    name: "ListJobs",
    input: INPUT,
    root: "ListJobsResult",
    answer: ANSWER,
    repeat: Repeat::Read,
    new: |input| Ok(Box::new(ListJobs::from_input(input)?)),
};

/// Requests one page of jobs.
///
/// ```
/// use cos_jobs::jobs::{Action, ListJobs};
/// use cos_jobs::model::Value;
///
/// let input = Value::object().with("jobStatuses", "Suspended").with("maxResults", 10);
/// let action = ListJobs::from_input(&input)?;
/// assert_eq!(action.build().target(), "/jobs?jobStatuses=Suspended&maxResults=10");
/// # Ok::<(), cos_jobs::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct ListJobs {
    job_statuses: Option<String>,
    max_results: Option<String>,
    next_token: Option<String>,
}

impl ListJobs {
    /// From the input `{ jobStatuses?, maxResults?, nextToken? }`.
    pub fn from_input(input: &Value) -> Result<Self, Error> {
        check(INPUT, input)?;
        Ok(Self {
            job_statuses: input.get_text("jobStatuses").map(str::to_owned),
            max_results: input.get_number("maxResults").map(|number| number.to_string()),
            next_token: input.get_text("nextToken").map(str::to_owned),
        })
    }
}

impl Action for ListJobs {
    fn definition(&self) -> &'static Definition {
        &DEFINITION
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

    fn parse(&self, answer: Value, request_id: &str) -> Result<Value, Unreadable> {
        Ok(answer.with("requestId", request_id))
    }
}
