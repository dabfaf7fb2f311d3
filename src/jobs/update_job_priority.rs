//! UpdateJobPriority: lets a job run before others, or after them. Source: 436/33784.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;

use super::inquiry::{Inquiry, LookAtJob, Standing};
use super::model::{JOB_ID, PRIORITY};
use super::status::Status;
use super::{Action, Definition, Repeat, require_job_id};
use crate::error::Error;
use crate::input;
use crate::json::Object;
use crate::request::{Method, Request};
use crate::shape::Field;
use crate::text::signed;
use crate::value::Value;
use crate::xml::Unreadable;

const INPUT: &[Field] = &[JOB_ID, PRIORITY];

const ANSWER: &[Field] = &[JOB_ID, PRIORITY];

pub(super) const DEFINITION: Definition =
    Definition { name: "UpdateJobPriority", input: INPUT, new: |input| Ok(Box::new(UpdateJobPriority::new(input)?)) };

/// Asks for a new priority of one job.
///
/// ```
/// use cos_jobs::jobs::{Action, UpdateJobPriority};
/// use cos_jobs::value::Value;
///
/// let input = Value::Object(vec![("jobId", Value::text("65f2e4cf")), ("priority", Value::Number(10))]);
/// assert_eq!(UpdateJobPriority::new(&input)?.build().target(), "/jobs/65f2e4cf/priority?priority=10");
/// # Ok::<(), cos_jobs::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct UpdateJobPriority {
    job_id: String,
    priority: i64,
    digits: String,
}

impl UpdateJobPriority {
    /// Reads `{ jobId, priority }`.
    pub fn new(input: &Value<'_>) -> Result<Self, Error> {
        input::check(INPUT, input)?;
        let priority = input.get_number("priority").unwrap_or_default();
        let job_id = input.get_text("jobId").unwrap_or_default().to_owned();
        Ok(Self { job_id, priority, digits: signed(priority) })
    }
}

impl Action for UpdateJobPriority {
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
        let priority = self.priority;
        Some(Box::new(LookAtJob::new(&self.job_id, move |job| standing(priority, job))))
    }

    fn build(&self) -> Request<'_> {
        Request::new(Method::Post, &["jobs", &self.job_id, "priority"]).with_query("priority", &self.digits)
    }

    fn answer(&self) -> (&'static str, &'static [Field]) {
        ("UpdateJobPriorityResult", ANSWER)
    }

    fn parse(&self, mut answer: Object, request_id: &str) -> Result<Object, Unreadable> {
        require_job_id(&answer, &self.job_id)?;
        if answer.read(&[PRIORITY]).get("priority").is_none() {
            answer = answer.number("priority", self.priority);
        }
        Ok(answer.text("requestId", request_id))
    }
}

/// Whether a job shows that `priority` holds.
fn standing(priority: i64, job: Option<&Value<'_>>) -> Standing {
    let Some(job) = job else { return Standing::Over };
    let status = job.get_text("status").and_then(Status::parse);
    match job.get_number("priority") {
        Some(found) if found == priority => {
            let job_id = job.get_text("jobId").unwrap_or_default();
            Standing::Reached(Object::new().text("jobId", job_id).number("priority", priority))
        }
        _ if status.is_some_and(Status::is_final) => Standing::Over,
        Some(_) => Standing::Open,
        None => Standing::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::{UpdateJobPriority, standing};
    use crate::jobs::Action;
    use crate::jobs::inquiry::Standing;
    use crate::json::Object;
    use crate::value::Value;

    fn job(status: &'static str, priority: i64) -> Value<'static> {
        Value::Object(vec![
            ("jobId", Value::text("a")),
            ("status", Value::text(status)),
            ("priority", Value::Number(priority)),
        ])
    }

    #[test]
    fn the_priority_of_a_job_tells_whether_a_lost_change_holds() {
        let reached = Object::new().text("jobId", "a").number("priority", 7);
        assert_eq!(standing(7, Some(&job("Active", 7))), Standing::Reached(reached));
        assert_eq!(standing(7, Some(&job("Active", 6))), Standing::Open);
        assert_eq!(standing(7, Some(&job("StatusOfTheFuture", 6))), Standing::Open);
        assert_eq!(standing(7, Some(&job("Complete", 6))), Standing::Over);
        assert_eq!(standing(7, None), Standing::Over);
    }

    #[test]
    fn an_answer_without_the_priority_confirms_the_one_that_was_asked_for() {
        let input = Value::Object(vec![("jobId", Value::text("a")), ("priority", Value::Number(0))]);
        let action = UpdateJobPriority::new(&input).unwrap();
        let result = action.parse(Object::new().text("jobId", "a"), "NWRm").unwrap();
        assert_eq!(result.as_str(), r#"{"jobId":"a","priority":0,"requestId":"NWRm"}"#);
        assert!(action.parse(Object::new().text("jobId", "b"), "NWRm").is_err());
    }
}
