//! The changes of a job that a call can request.

/// A change that a call, or another client, requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// UpdateJobStatus to Cancelled.
    Cancel,
    /// UpdateJobStatus to Ready.
    Confirm,
    /// UpdateJobPriority to this priority.
    Prioritise(u32),
    /// DeleteJob.
    Delete,
    /// CreateJob. The number determines the client request token: equal numbers give equal tokens.
    Create(u32),
}

/// The reason that a call gives for a change of the status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The call gives no reason.
    NotGiven,
    /// The reason that other clients give too.
    Common,
    /// A reason that no other client gives.
    Unique,
}

/// Which job a CreateJob requests. All of them may have the same token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JobVariant {
    /// The job that most calls request.
    #[default]
    Usual,
    /// Only the priority differs.
    OtherPriority,
    /// Only the operation differs.
    OtherOperation,
    /// Only the manifest differs.
    OtherManifest,
    /// Only the description differs.
    OtherDescription,
}

impl Operation {
    /// The name of the API's action and of the requested status, for counting.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Cancel => "UpdateJobStatus Cancelled",
            Self::Confirm => "UpdateJobStatus Ready",
            Self::Prioritise(_) => "UpdateJobPriority",
            Self::Delete => "DeleteJob",
            Self::Create(_) => "CreateJob",
        }
    }
}
