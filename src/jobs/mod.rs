//! The actions of the batch-operation API, one file per action.

pub mod create_job;
pub mod delete_job;
pub mod describe_job;
mod find_by_token;
pub mod list_jobs;
pub(crate) mod lookup;
mod pages;
pub mod probe;
pub mod update_job_priority;
pub mod update_job_status;

use crate::error::Error;
use crate::http::Request;
use crate::model::Value;
use crate::model::shape::Field;
use crate::model::xml_read::Unreadable;

pub use create_job::CreateJob;
pub use delete_job::DeleteJob;
pub use describe_job::DescribeJob;
pub use list_jobs::ListJobs;
pub use probe::Probe;
pub use update_job_priority::UpdateJobPriority;
pub use update_job_status::UpdateJobStatus;

/// One action with its input, which was checked when the action was made.
pub trait Action {
    /// What all actions of this kind have in common.
    fn definition(&self) -> &'static Definition;

    /// The vendor's name, such as `UpdateJobStatus`.
    fn name(&self) -> &'static str {
        self.definition().name
    }

    /// The job that it is about, if it is about one.
    fn job_id(&self) -> Option<&str> {
        None
    }

    /// The token that makes it idempotent, if it has one.
    fn token(&self) -> Option<&str> {
        None
    }

    /// Builds the request.
    fn build(&self) -> Request<'_>;

    /// How to find out whether this change took effect. A read needs no probe.
    fn probe(&self) -> Option<Box<dyn Probe>> {
        None
    }

    /// Checks the answer against what was requested, and turns it into the result. `request_id` is the id of the request.
    fn parse(&self, answer: Value, request_id: &str) -> Result<Value, Unreadable>;
}

/// What repeating an action means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// It only reads, so it may be repeated freely.
    Read,
    /// It changes something. Before it is sent again, a probe must show that it did not take effect.
    AfterProbe,
    /// It changes something, but its token makes it idempotent: the service refuses a second request with the same token.
    ByToken,
}

/// What all actions of one kind have in common.
pub struct Definition {
    /// The vendor's name.
    pub name: &'static str,
    /// The fields of the input.
    pub input: &'static [Field],
    /// The root element of the answer, which is empty if the answer has no body.
    pub root: &'static str,
    /// The fields inside the root element.
    pub answer: &'static [Field],
    /// What repeating it means.
    pub repeat: Repeat,
    /// Checks the input and makes the action.
    pub new: fn(&Value) -> Result<Box<dyn Action>, Error>,
}

/// All actions.
pub const ACTIONS: [&Definition; 6] = [
    &update_job_status::DEFINITION,
    &update_job_priority::DEFINITION,
    &describe_job::DEFINITION,
    &list_jobs::DEFINITION,
    &create_job::DEFINITION,
    &delete_job::DEFINITION,
];

/// The definition of an action by the vendor's name.
pub fn definition(name: &str) -> Result<&'static Definition, Error> {
    ACTIONS.into_iter().find(|definition| definition.name == name).ok_or_else(|| {
        let names = ACTIONS.map(|definition| definition.name);
        Error::input(format!("There is no action of that name. Use one of {}", names.join(", ")))
    })
}

/// Refuses an answer about another job, which a cache or a proxy may have mixed up.
fn require_job_id(answer: &Value, job_id: &str) -> Result<(), Unreadable> {
    match answer.get_text("jobId") {
        Some(answered) if answered == job_id => Ok(()),
        _ => Err(Unreadable::body("is about another job")),
    }
}
