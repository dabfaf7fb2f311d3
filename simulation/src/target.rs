//! What a call is about.

use crate::operation::{JobVariant, Operation};

/// The job and the operation of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CallTarget {
    pub(crate) operation: Operation,
    /// The id of the job, or the token of the job that is created.
    pub(crate) name: String,
    /// Whether the job has to be confirmed before it can run. Not meaningful for a job that is created.
    pub(crate) confirmation_required: bool,
    /// The job that is created.
    pub(crate) variant: JobVariant,
}
