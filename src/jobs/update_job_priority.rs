//! UpdateJobPriority: lets a job run before or after others. Source: 436/33784.

use super::probe::{LookAtJob, Probe, Standing};
use super::{Action, Definition, Repeat, require_job_id};
use crate::error::Error;
use crate::http::{Method, Request};
use crate::model::check::check;
use crate::model::shape::Field;
use crate::model::status::Chance;
use crate::model::tables::{JOB_ID, PRIORITY};
use crate::model::xml_read::Unreadable;
use crate::model::{RequestedJobStatus, Status, Value};

/// The fields of the input and of the answer.
const FIELDS: &[Field] = &[JOB_ID, PRIORITY];

pub(super) static DEFINITION: Definition = Definition {
    name: "UpdateJobPriority",
    input: FIELDS,
    root: "UpdateJobPriorityResult",
    answer: FIELDS,
    repeat: Repeat::AfterProbe,
    new: |input| Ok(Box::new(UpdateJobPriority::from_input(input)?)),
};

/// Requests a new priority of one job. A job with a higher priority runs first.
///
/// ```
/// use cos_jobs::jobs::{Action, UpdateJobPriority};
///
/// let action = UpdateJobPriority::new("65f2e4cf", 10)?;
/// assert_eq!(action.build().target(), "/jobs/65f2e4cf/priority?priority=10");
/// # Ok::<(), cos_jobs::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct UpdateJobPriority {
    job_id: String,
    priority: i64,
    digits: String,
}

impl UpdateJobPriority {
    /// For the job with this id. The priority is 0 to [`MAX_PRIORITY`](crate::model::tables::MAX_PRIORITY).
    pub fn new(job_id: &str, priority: i64) -> Result<Self, Error> {
        Self::from_input(&Value::object().with("jobId", job_id).with("priority", priority))
    }

    /// From the input `{ jobId, priority }`.
    pub fn from_input(input: &Value) -> Result<Self, Error> {
        check(FIELDS, input)?;
        let priority = input.get_number("priority").unwrap_or_default();
        let job_id = input.get_text("jobId").unwrap_or_default().to_owned();
        Ok(Self { job_id, priority, digits: priority.to_string() })
    }
}

impl Action for UpdateJobPriority {
    fn definition(&self) -> &'static Definition {
        &DEFINITION
    }

    fn job_id(&self) -> Option<&str> {
        Some(&self.job_id)
    }

    fn probe(&self) -> Option<Box<dyn Probe>> {
        let priority = self.priority;
        Some(Box::new(LookAtJob::new(&self.job_id, move |job| standing(priority, job))))
    }

    fn build(&self) -> Request<'_> {
        Request::new(Method::Post, &["jobs", &self.job_id, "priority"]).with_query("priority", &self.digits)
    }

    fn parse(&self, mut answer: Value, request_id: &str) -> Result<Value, Unreadable> {
        require_job_id(&answer, &self.job_id)?;
        match answer.get_number("priority") {
            None => answer.push("priority", self.priority),
            Some(answered) if answered != self.priority => return Err(Unreadable::body("contradicts the request")),
            Some(_) => {}
        }
        Ok(answer.with("requestId", request_id))
    }
}

/// Whether a job shows that `priority` is set.
fn standing(priority: i64, job: &Value) -> Standing {
    let status = job.get_text("status").and_then(Status::parse);
    match job.get_number("priority") {
        Some(found) if found == priority => {
            let job_id = job.get_text("jobId").unwrap_or_default();
            Standing::Reached(Value::object().with("jobId", job_id).with("priority", priority))
        }
        _ if status.is_some_and(Status::is_final) => Standing::Over,
        Some(_) => Standing::Open {
            may_refuse: status.is_none_or(|status| status.can_request(RequestedJobStatus::Cancelled) != Chance::Yes),
        },
        None => Standing::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::{UpdateJobPriority, standing};
    use crate::jobs::Action;
    use crate::jobs::probe::Standing;
    use crate::model::Value;

    fn job(status: &str, priority: i64) -> Value {
        Value::object().with("jobId", "a").with("status", status).with("priority", priority)
    }

    #[test]
    fn the_priority_of_a_job_shows_whether_a_lost_change_took_effect() {
        let reached = Value::object().with("jobId", "a").with("priority", 7_i64);
        assert_eq!(standing(7, &job("Active", 7)), Standing::Reached(reached));
        assert_eq!(standing(7, &job("Active", 6)), Standing::Open { may_refuse: false });
        assert_eq!(standing(7, &job("Completing", 6)), Standing::Open { may_refuse: true });
        assert_eq!(standing(7, &job("StatusOfTheFuture", 6)), Standing::Open { may_refuse: true });
        assert_eq!(standing(7, &job("Complete", 6)), Standing::Over);
    }

    #[test]
    fn an_answer_without_a_priority_confirms_the_requested_one() {
        let action = UpdateJobPriority::new("a", 0).unwrap();
        let result = action.parse(Value::object().with("jobId", "a"), "NWRm").unwrap();
        let expected = Value::object().with("jobId", "a").with("priority", 0_i64).with("requestId", "NWRm");
        assert_eq!(result, expected);
        assert!(action.parse(Value::object().with("jobId", "b"), "NWRm").is_err());
        assert!(action.parse(Value::object().with("jobId", "a").with("priority", 3), "NWRm").is_err());
    }
}
