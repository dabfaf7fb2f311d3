//! The actions of the batch-operation API, one file each, their models and their statuses.

use alloc::boxed::Box;

pub mod create_job;
pub mod delete_job;
pub mod describe_job;
mod find_by_token;
pub mod inquiry;
pub mod list_jobs;
pub mod model;
pub mod status;
pub mod update_job_priority;
pub mod update_job_status;

use crate::error::Error;
use crate::json::Object;
use crate::request::Request;
use crate::shape::Field;
use crate::text::{concat, join};
use crate::value::Value;
use crate::xml::Unreadable;

use model::JOB_ID;

pub use create_job::CreateJob;
pub use delete_job::DeleteJob;
pub use describe_job::DescribeJob;
pub use inquiry::Inquiry;
pub use list_jobs::ListJobs;
pub use update_job_priority::UpdateJobPriority;
pub use update_job_status::UpdateJobStatus;

/// One call of the API: what it asks, and how its answer reads. It is valid from the moment that it exists.
pub trait Action {
    /// The vendor's name, such as `UpdateJobStatus`.
    fn name(&self) -> &'static str;

    /// The job that it is about, if it is about one.
    fn job_id(&self) -> Option<&str>;

    /// What a repeat of it means.
    fn repeat(&self) -> Repeat;

    /// Builds the request.
    fn build(&self) -> Request<'_>;

    /// The root element of the answer, and its shape.
    fn answer(&self) -> (&'static str, &'static [Field]);

    /// What to ask in order to learn whether this change holds. A read needs none.
    fn inquiry(&self) -> Option<Box<dyn Inquiry>> {
        None
    }

    /// Checks the answer, an object of its shape, against what was asked, and gives the result its form. The id is the
    /// request's.
    fn parse(&self, answer: Object, request_id: &str) -> Result<Object, Unreadable>;
}

/// What a repeat of an action means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// It only reads: repeat it freely.
    Read,
    /// It changes something: whether the change holds must be looked at before it is asked for again.
    AfterLooking,
    /// It changes something, but carries a token by which the service refuses a second time: repeat it freely.
    ByToken,
}

/// How an action is made from the input that a caller gives.
#[derive(Clone, Copy)]
pub struct Definition {
    /// The vendor's name.
    pub name: &'static str,
    /// The shape of the input.
    pub input: &'static [Field],
    /// Checks the input and makes the action.
    pub new: fn(&Value<'_>) -> Result<Box<dyn Action>, Error>,
}

/// All actions.
pub const ACTIONS: &[Definition] = &[
    update_job_status::DEFINITION,
    update_job_priority::DEFINITION,
    describe_job::DEFINITION,
    list_jobs::DEFINITION,
    create_job::DEFINITION,
    delete_job::DEFINITION,
];

/// The definition of the action of that name.
pub fn definition(name: &str) -> Result<&'static Definition, Error> {
    ACTIONS.iter().find(|definition| definition.name == name).ok_or_else(|| {
        let names = join(ACTIONS.iter().map(|definition| definition.name), ", ");
        Error::input(concat(&["There is no action of that name: use one of ", &names]))
    })
}

/// Refuses an answer that is about another job: a cache or a proxy mixed something up.
fn require_job_id(answer: &Object, job_id: &str) -> Result<(), Unreadable> {
    match answer.read(&[JOB_ID]).get_text("jobId") {
        Some(answered) if answered == job_id => Ok(()),
        _ => Err(Unreadable::body("is about another job")),
    }
}
